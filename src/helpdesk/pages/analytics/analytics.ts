import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import type { Counts } from '../../../analytics/counts.ts';
import { csvOf } from '../../../analytics/csv.ts';
import { reportOf } from '../../../analytics/report.ts';
import { dismiss, listUnanswered, markAdded } from '../../../analytics/unanswered.ts';
import { weeksUpTo } from '../../../analytics/week.ts';
import { type Content, DEFAULT_LANGUAGE, textsOf } from '../../../content/content.ts';
import { isWritable, writeChange } from '../../../content/edit/add-example.ts';
import { contentHistory } from '../../../content/edit/history.ts';
import { questionFile } from '../../../content/pack-files.ts';
import type { Assets } from '../../../http/assets.ts';
import { queryOf } from '../../../http/query.ts';
import { type Log, originOf } from '../../../lib/log.ts';
import type { Store } from '../../../store/store.ts';
import type { Understand } from '../../../understanding/understand.ts';
import type { Door, Session } from '../../sign-in/session.ts';
import { type Answer, route } from '../answer.ts';
import { pageContextFor } from '../layout.ts';
import type { LearningContext } from './context.ts';
import { sendDownload } from './download.ts';
import { historyPage } from './history-page.ts';
import { numbersPage, RANGES } from './numbers-page.ts';
import { teach } from './teach.ts';
import { type Refused, unansweredPage } from './unanswered-page.ts';

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

/** What the learning pages are made of. */
export interface LearningOptions {
  store: Store;
  counts: Counts;
  door: Door;
  content: Content;
  understand: Understand;
  /** Where the content pack is, to write examples and to read its history. */
  contentDir: string;
  assets: Assets;
  /** How long a question that was not known is kept, in milliseconds. */
  retentionMs: number;
  log: Log;
}

/** Adds the pages that show the helpdesk what it can learn to the server. */
export function mountLearning(server: Server, options: LearningOptions): void {
  const { store, counts, door, content, understand, contentDir, assets, retentionMs, log } = options;
  const pack = textsOf(content, DEFAULT_LANGUAGE);
  const pageContext = pageContextFor(content, assets);
  const contextFor = async (session?: Session): Promise<LearningContext> => ({
    ...(await pageContext(session)),
    pack,
  });
  const page = (
    path: string,
    draw: (context: LearningContext, search: URLSearchParams, response: Response) => Promise<Answer>,
  ): void => {
    const handler = route(contextFor, async (request: Request, response: Response) => {
      const session = await door.enter(request, response);
      return session && draw(await contextFor(session), queryOf(request), response);
    });
    server.get(path, handler);
    server.head(path, handler);
  };
  const drawQuestions = async (
    context: LearningContext,
    more: { notice?: string | undefined; refused?: Refused },
  ): Promise<Answer> => {
    const { open, added } = await listUnanswered(store, understand);
    const { notice, refused } = more;
    return {
      status: refused ? 422 : 200,
      page: unansweredPage(context, {
        open,
        added,
        isWritable: canWrite(content, contentDir),
        notice: notice === undefined ? undefined : { kind: 'done', text: notice },
        refused,
      }),
    };
  };

  page(NUMBERS, async (context, search) => {
    const count = weeksSchema.parse(search.get('weeks'));
    const weeks = weeksUpTo(new Date(), count);
    const report = reportOf(weeks, await counts.read(weeks), content.guide);
    return { page: numbersPage(context, report, count) };
  });

  page(`${NUMBERS}.csv`, async (_context, search, response) => {
    const weeks = weeksUpTo(new Date(), weeksSchema.parse(search.get('weeks')));
    const csv = csvOf(weeks, await counts.read(weeks));
    sendDownload(response, `learning-${weeks.at(-1)}.csv`, 'text/csv', csv);
    return undefined;
  });

  page(QUESTIONS, async (context, search) => {
    const done = doneSchema.parse(search.get('done') ?? undefined);
    return drawQuestions(context, { notice: done && context.say(pack.learning.unanswered.done[done]) });
  });

  page(`${NUMBERS}/history`, async (context) => ({
    page: historyPage(context, await contentHistory(contentDir)),
  }));

  const answerForm = async (
    session: Session,
    { do: what, row: ids, text, target }: Form,
    response: Response,
  ): Promise<Answer> => {
    const context = await contextFor(session);
    const { refused } = pack.learning.unanswered;
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
    const change = teach(context, content, contentDir, { text, target, language: asked.language });
    if (typeof change === 'string') return refuse(change);
    if (what === 'write') {
      try {
        writeChange(contentDir, change);
      } catch (error) {
        log.warn({ ...originOf(error), file: change.file }, 'an example could not be written');
        return refuse(context.say(refused.notWritten, { file: change.file }));
      }
    }
    await markAdded(store, ids, retentionMs, target);
    log.info({ ...entry, file: change.file }, 'an example was added to the content pack');
    if (what === 'write') return { location: `${QUESTIONS}?done=write` };
    sendDownload(response, change.name, 'application/yaml', change.text);
    return undefined;
  };

  server.post(
    QUESTIONS,
    route(contextFor, async (request, response) => {
      const { session, fields } = await door.readForm(request);
      const form = formSchema.safeParse({ ...Object.fromEntries(fields), row: fields.getAll('row') });
      return form.success ? answerForm(session, form.data, response) : { location: QUESTIONS };
    }),
  );
}

/** Whether the folder of the questions can be written to; another language's is no different. */
function canWrite(content: Content, folder: string): boolean {
  const [id = ''] = Object.keys(textsOf(content, DEFAULT_LANGUAGE).questions);
  return isWritable(folder, questionFile(DEFAULT_LANGUAGE, id));
}
