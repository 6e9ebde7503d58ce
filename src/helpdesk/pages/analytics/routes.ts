import type { Response, Server } from 'restify';
import { z } from 'zod';
import type { Counts } from '../../../analytics/counts.ts';
import { reportOf } from '../../../analytics/report.ts';
import { dismiss, listUnanswered, markAdded } from '../../../analytics/unanswered.ts';
import { weeksUpTo } from '../../../analytics/week.ts';
import type { Content } from '../../../content/content.ts';
import { readQuery } from '../../../http/read-request.ts';
import { sendDownload } from '../../../http/respond.ts';
import { once } from '../../../lib/once.ts';
import type { Store } from '../../../store/store.ts';
import type { Understand } from '../../../understanding/understand.ts';
import type { PageContext } from '../../layout.ts';
import { changePack, writingFor } from '../../pack-edits/change-pack.ts';
import type { Session } from '../../session.ts';
import { type PageResult, type PagesOptions, pagesOn } from '../page-route.ts';
import { toCsv } from './counts-csv.ts';
import { historyPage } from './history-page.ts';
import { numbersPage, RANGES } from './numbers-page.ts';
import { type Refused, unansweredPage } from './unanswered-page.ts';

/** Loaded with the first page that needs them: they bring all that reads and checks a pack, for which a start would wait. */
const examples = once(() => import('../../pack-edits/make-example.ts'));
const history = once(() => import('../../../content/edit/history.ts'));

const NUMBERS = '/helpdesk/learning';
const QUESTIONS = '/helpdesk/learning/questions';

const weeksSchema = z.enum(RANGES).catch('12').transform(Number);
const doneSchema = z.enum(['write', 'dismiss', 'reopen']).optional().catch(undefined);
const formSchema = z.object({
  do: z.enum(['write', 'download', 'dismiss', 'reopen']),
  row: z.array(z.uuid()).min(1).max(500),
  text: z.string().max(10_000).default(''),
  target: z.string().max(200).default(''),
});
type Form = z.infer<typeof formSchema>;

/** The parts that the analytics pages need. */
export interface AnalyticsOptions extends PagesOptions {
  store: Store;
  counts: Counts;
  content: () => Content;
  understand: Understand;
  /** The folder of the content pack, to which examples are written and whose history is shown. */
  contentDir: string;
  /** The time for which a question that was not known is kept, in milliseconds. */
  retentionMs: number;
}

/** Adds the analytics pages to the server: the counts, the questions that were not known, the history of the content. */
export function mountAnalytics(server: Server, options: AnalyticsOptions): void {
  const { store, counts, guard, content, understand, contextFor, contentDir, retentionMs, log } = options;
  const { page, form } = pagesOn(server, { guard, contextFor, log });
  const drawQuestions = async (
    context: PageContext,
    more: { notice?: string | undefined; refused?: Refused },
  ): Promise<PageResult> => {
    const { open, added } = await listUnanswered(store, understand);
    const { notice, refused } = more;
    const { canWriteExamples } = await examples();
    return {
      status: refused ? 422 : 200,
      page: unansweredPage(context, {
        open,
        added,
        isWritable: canWriteExamples(content(), contentDir),
        notice: notice === undefined ? undefined : { kind: 'done', text: notice },
        refused,
      }),
    };
  };

  page(NUMBERS, async (context, _session, request) => {
    const count = weeksSchema.parse(readQuery(request).get('weeks'));
    const weeks = weeksUpTo(new Date(), count);
    const report = reportOf(weeks, await counts.read(weeks), content());
    return { page: numbersPage(context, report, count) };
  });

  page(`${NUMBERS}.csv`, async (_context, _session, request, response) => {
    const weeks = weeksUpTo(new Date(), weeksSchema.parse(readQuery(request).get('weeks')));
    const csv = toCsv(weeks, await counts.read(weeks));
    sendDownload(response, `learning-${weeks.at(-1)}.csv`, 'text/csv', csv);
    return undefined;
  });

  page(QUESTIONS, async (context, _session, request) => {
    const done = doneSchema.parse(readQuery(request).get('done') ?? undefined);
    return drawQuestions(context, {
      notice: done && context.say(context.pack.learning.unanswered.done[done]),
    });
  });

  page(`${NUMBERS}/history`, async (context) => {
    const { contentHistory } = await history();
    return { page: historyPage(context, await contentHistory(contentDir)) };
  });

  const answerForm = async (
    session: Session,
    { do: what, row: ids, text, target }: Form,
    response: Response,
  ): Promise<PageResult> => {
    const context = await contextFor(session);
    const { refused } = context.pack.learning.unanswered;
    const refuse = (why: string) => drawQuestions(context, { refused: { ids, text, target, why } });
    const { open, added } = await listUnanswered(store, understand);
    const asked = [...open, ...added].find((one) => one.ids.some((id) => ids.includes(id)));
    if (!asked) return refuse(context.say(refused.gone));
    const entry = { agent: session.agent.id, action: what, questions: ids.length };
    if (what === 'dismiss' || what === 'reopen') {
      await (what === 'dismiss' ? dismiss(store, ids) : markAdded(store, ids, retentionMs, undefined));
      log.info(entry, 'questions that were not known were dealt with');
      return { location: `${QUESTIONS}?done=${what}` };
    }
    const { makeExample } = await examples();
    const { language } = asked;
    const change = await changePack(
      contentDir,
      () => makeExample(context, content(), contentDir, { text, target, language }),
      what === 'write' ? writingFor(context, log) : undefined,
    );
    if (typeof change === 'string') return refuse(change);
    await markAdded(store, ids, retentionMs, target);
    log.info({ ...entry, file: change.file }, 'an example was added to the content pack');
    if (what === 'write') return { location: `${QUESTIONS}?done=write` };
    sendDownload(response, change.name, 'application/yaml', change.text);
    return undefined;
  };

  form(QUESTIONS, async (session, fields, _request, response) => {
    const asked = formSchema.safeParse({ ...Object.fromEntries(fields), row: fields.getAll('row') });
    return asked.success ? answerForm(session, asked.data, response) : { location: QUESTIONS };
  });
}
