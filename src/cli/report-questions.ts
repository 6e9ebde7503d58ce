import { feedbackSchema } from '../analytics/feedback.ts';
import { questionReport } from '../analytics/question-report.ts';
import { configFrom } from '../config/config.ts';
import { loadContent } from '../content/load.ts';
import { FEEDBACK } from '../store/keys.ts';
import { openStore } from '../store/open.ts';
import { understandingOf } from '../understanding/understand.ts';

/** `npm run report:questions`: what was asked and not known, and which answers did not help, for the editors. */
const { contentDir, databaseUrl } = configFrom(process.env);
const store = await openStore(databaseUrl);
const entries = await store.list(FEEDBACK);
await store.close();
const feedback = entries.flatMap(({ value }) => feedbackSchema.safeParse(value).data ?? []);
console.log(await questionReport(feedback, understandingOf(loadContent(contentDir)), contentDir));
