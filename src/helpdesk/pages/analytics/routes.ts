import AsyncLock from 'async-lock';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import type { Counts } from '../../../analytics/counts.ts';
import { reportOf } from '../../../analytics/report.ts';
import { dismiss, listUnanswered, markAdded } from '../../../analytics/unanswered.ts';
import { weeksUpTo } from '../../../analytics/week.ts';
import type { Content } from '../../../content/content.ts';
import { writeChange } from '../../../content/edit/write-change.ts';
import { readQuery } from '../../../http/read-request.ts';
import { sendDownload } from '../../../http/respond.ts';
import { type Log, originOf } from '../../../lib/log.ts';
import { once } from '../../../lib/once.ts';
import type { Store } from '../../../store/store.ts';
import type { Understand } from '../../../understanding/understand.ts';
import type { PageContext } from '../../layout.ts';
import { keepingTyped, type Session, type SessionGuard } from '../../session.ts';
import { type PageResult, pageRoute } from '../page-route.ts';
import { toCsv } from './counts-csv.ts';
import { historyPage } from './history-page.ts';
import { numbersPage, RANGES } from './numbers-page.ts';
import { type Refused, unansweredPage } from './unanswered-page.ts';

/** Loaded with the first page that needs them: they bring all that reads and checks a pack, for which a start would wait. */
const examples = once(() => import('./make-example.ts'));
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
export interface AnalyticsOptions {
  store: Store;
  counts: Counts;
  guard: SessionGuard;
  content: () => Content;
  contextFor: (session?: Session) => Promise<PageContext>;
  understand: Understand;
  /** The folder of the content pack, to which examples are written and whose history is shown. */
  contentDir: string;
  /** The time for which a question that was not known is kept, in milliseconds. */
  retentionMs: number;
  log: Log;
}

/** Adds the analytics pages to the server: the counts, the questions that were not known, the history of the content. */
export function mountAnalytics(server: Server, options: AnalyticsOptions): void {
  const { store, counts, guard, content, understand, contextFor, contentDir, retentionMs, log } = options;
  const page = (
    path: string,
    draw: (context: PageContext, search: URLSearchParams, response: Response) => Promise<PageResult>,
  ): void => {
    const handler = pageRoute(contextFor, async (request: Request, response: Response) => {
      const session = await guard.pageSession(request, response);
      return session && draw(await contextFor(session), readQuery(request), response);
    });
    server.get(path, handler);
    server.head(path, handler);
  };
  const drawQuestions = async (
    context: PageContext,
    more: { notice?: string | undefined; refused?: Refused },
  ): Promise<PageResult> => {
    const { open, added } = await listUnanswered(store, understand);
    const { notice, refused } = more;
    const { canWrite } = await examples();
    return {
      status: refused ? 422 : 200,
      page: unansweredPage(context, {
        open,
        added,
        isWritable: canWrite(content(), contentDir),
        notice: notice === undefined ? undefined : { kind: 'done', text: notice },
        refused,
      }),
    };
  };

  page(NUMBERS, async (context, search) => {
    const count = weeksSchema.parse(search.get('weeks'));
    const weeks = weeksUpTo(new Date(), count);
    const report = reportOf(weeks, await counts.read(weeks), content());
    return { page: numbersPage(context, report, count) };
  });

  page(`${NUMBERS}.csv`, async (_context, search, response) => {
    const weeks = weeksUpTo(new Date(), weeksSchema.parse(search.get('weeks')));
    const csv = toCsv(weeks, await counts.read(weeks));
    sendDownload(response, `learning-${weeks.at(-1)}.csv`, 'text/csv', csv);
    return undefined;
  });

  page(QUESTIONS, async (context, search) => {
    const done = doneSchema.parse(search.get('done') ?? undefined);
    return drawQuestions(context, {
      notice: done && context.say(context.pack.learning.unanswered.done[done]),
    });
  });

  page(`${NUMBERS}/history`, async (context) => {
    const { contentHistory } = await history();
    return { page: historyPage(context, await contentHistory(contentDir)) };
  });

  const adding = new AsyncLock();
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
    // The next example is added to the file as this one has left it.
    const change = await adding.acquire(contentDir, async () => {
      const made = await makeExample(context, content(), contentDir, { text, target, language });
      if (typeof made === 'string' || what !== 'write') return made;
      try {
        writeChange(contentDir, made);
      } catch (error) {
        log.warn({ ...originOf(error), file: made.file }, 'an example could not be written');
        return context.say(refused.notWritten, { file: made.file });
      }
      return made;
    });
    if (typeof change === 'string') return refuse(change);
    await markAdded(store, ids, retentionMs, target);
    log.info({ ...entry, file: change.file }, 'an example was added to the content pack');
    if (what === 'write') return { location: `${QUESTIONS}?done=write` };
    sendDownload(response, change.name, 'application/yaml', change.text);
    return undefined;
  };

  server.post(
    QUESTIONS,
    pageRoute(contextFor, async (request, response) => {
      const { session, fields } = await guard.readForm(request);
      const form = formSchema.safeParse({ ...Object.fromEntries(fields), row: fields.getAll('row') });
      return form.success
        ? keepingTyped(fields, log, () => answerForm(session, form.data, response))
        : { location: QUESTIONS };
    }),
  );
}
