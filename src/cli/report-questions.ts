import { configFrom } from '../config.ts';
import { loadContent } from '../content/load.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import { FEEDBACK, feedbackSchema } from '../turn/feedback.ts';
import { questionReport } from '../understanding/question-report.ts';
import { understandingOf } from '../understanding/understand.ts';

/** `npm run report:questions`: what was asked and not known, and which answers did not help, for the editors. */
const { contentDir, databasePath } = configFrom(process.env);
const store = openSqliteStore(databasePath);
const entries = await store.list(FEEDBACK);
await store.close();
const feedback = entries.flatMap(({ value }) => feedbackSchema.safeParse(value).data ?? []);
console.log(questionReport(feedback, understandingOf(loadContent(contentDir)), contentDir));
