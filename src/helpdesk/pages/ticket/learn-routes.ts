import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import type { Content } from '../../../content/content.ts';
import { readQuery } from '../../../http/read-request.ts';
import { sendDownload } from '../../../http/respond.ts';
import { once } from '../../../lib/once.ts';
import type { Ticket } from '../../../tickets/ticket.ts';
import type { Tickets } from '../../../tickets/tickets.ts';
import type { Understand } from '../../../understanding/understand.ts';
import type { PageContext } from '../../layout.ts';
import { changePack, writingFor } from '../../pack-edits/change-pack.ts';
import { withoutPersonal } from '../../pack-edits/personal-in.ts';
import type { Session } from '../../session.ts';
import { type PageResult, type PagesOptions, pagesOn, ticketGone } from '../page-route.ts';
import { listOf, ticketAddress, ticketOf } from '../ticket-address.ts';
import { firstFromPerson } from './conversation.ts';
import { type AnswerForm, type Belonging, saveAnswerPage } from './save-answer-page.ts';
import { type TeachForm, teachPage } from './teach-page.ts';

/** Loaded with the first page that needs them: they bring all that reads and checks a pack, for which a start would wait. */
const examples = once(() => import('../../pack-edits/make-example.ts'));
const replies = once(() => import('../../pack-edits/make-reply.ts'));

const SAVE = '/helpdesk/tickets/:number/save-answer';
const TEACH = '/helpdesk/tickets/:number/teach';
/** The number of likely questions at the top of the list. */
const LIKELIEST = 3;

const textSchema = z
  .string()
  .max(10_000)
  .default('')
  .transform((text) => text.replaceAll('\r\n', '\n'));
const shortSchema = z.string().max(200).default('');
const saveSchema = z.object({
  do: z.enum(['write', 'download']),
  title: shortSchema,
  text: textSchema,
  step: z.string().optional(),
  question: z.string().optional(),
});
const teachSchema = z.object({
  do: z.enum(['find', 'write', 'download']),
  text: textSchema,
  find: shortSchema,
  target: shortSchema,
});

/** The parts that the pages need on which agents add to the content pack from a ticket. */
export interface LearnOptions extends PagesOptions {
  tickets: Tickets;
  content: () => Content;
  understand: Understand;
  /** The folder of the content pack, to which answers and examples are written. */
  contentDir: string;
}

/** Adds the pages to the server on which an agent saves an answer for next time, or says what a ticket was about. */
export function mountLearnFromTickets(server: Server, options: LearnOptions): void {
  const { tickets, content, understand, contextFor, contentDir, log } = options;
  const { page, form } = pagesOn(server, options);

  const drawSave = async (context: PageContext, request: Request, ticket: Ticket, filled: AnswerForm) => {
    const { canWriteReplies } = await replies();
    return saveAnswerPage(context, ticket, listOf(request), filled, {
      ...belongingOf(context, ticket),
      isWritable: canWriteReplies(content(), contentDir, ticket.language),
    });
  };

  page(SAVE, async (context, _session, request) => {
    const ticket = await ticketOf(tickets, request);
    const id = readQuery(request).get('message');
    const message = ticket?.messages.find((one) => one.by === 'agent' && one.id === id);
    if (!ticket || !message) return ticketGone(context);
    const text = withoutPersonal(context, content(), message.text);
    const { question } = belongingOf(context, ticket);
    const filled = { title: '', text, isForStep: false, isForQuestion: question !== undefined };
    return { page: await drawSave(context, request, ticket, filled) };
  });

  form(SAVE, async (session, fields, request, response) => {
    const context = await contextFor(session);
    const ticket = await ticketOf(tickets, request);
    const { data } = saveSchema.safeParse(Object.fromEntries(fields));
    if (!ticket || !data) return ticketGone(context, fields.get('text') ?? '');
    const { title, text } = data;
    const [isForStep, isForQuestion] = [data.step !== undefined, data.question !== undefined];
    const { step, question } = belongingOf(context, ticket);
    const { makeReply } = await replies();
    const change = await changePack(
      contentDir,
      () =>
        makeReply(context, content(), contentDir, {
          title,
          text,
          language: ticket.language,
          ...(isForStep && { step }),
          ...(isForQuestion && { question }),
        }),
      data.do === 'write' ? writingFor(context, log) : undefined,
    );
    if (typeof change === 'string') {
      const filled = { title, text, isForStep, isForQuestion, why: change };
      return { status: 422, page: await drawSave(context, request, ticket, filled) };
    }
    logChange(session, ticket, 'save answer', change.file);
    return data.do === 'write' ? backTo(request, ticket, 'saved') : download(response, change);
  });

  const drawTeach = async (context: PageContext, request: Request, ticket: Ticket, filled: TeachForm) => {
    const { canWriteExamples } = await examples();
    const { candidates } = understand(filled.text, ticket.language, ticket.step);
    const { question } = belongingOf(context, ticket);
    const likely = [question, ...candidates.map(({ intent }) => intent)].flatMap((id) => id ?? []);
    return teachPage(context, ticket, listOf(request), filled, {
      likely: [...new Set(likely)].slice(0, LIKELIEST),
      isWritable: canWriteExamples(content(), contentDir),
    });
  };

  page(TEACH, async (context, _session, request) => {
    const ticket = await ticketOf(tickets, request);
    if (!ticket) return ticketGone(context);
    const buttons = Object.values(context.pack.messages.buttons).filter((title) => typeof title === 'string');
    const text = withoutPersonal(context, content(), firstFromPerson(ticket, buttons));
    return { page: await drawTeach(context, request, ticket, { text, target: '', find: '' }) };
  });

  form(TEACH, async (session, fields, request, response) => {
    const context = await contextFor(session);
    const ticket = await ticketOf(tickets, request);
    const { data } = teachSchema.safeParse(Object.fromEntries(fields));
    if (!ticket || !data) return ticketGone(context, fields.get('text') ?? '');
    const { text, target, find } = data;
    if (data.do === 'find')
      return { page: await drawTeach(context, request, ticket, { text, target, find }) };
    const { makeExample } = await examples();
    const change = await changePack(
      contentDir,
      () => makeExample(context, content(), contentDir, { text, target, language: ticket.language }),
      data.do === 'write' ? writingFor(context, log) : undefined,
    );
    if (typeof change === 'string') {
      const filled = { text, target, find, why: change };
      return { status: 422, page: await drawTeach(context, request, ticket, filled) };
    }
    logChange(session, ticket, 'teach', change.file);
    return data.do === 'write' ? backTo(request, ticket, 'taught') : download(response, change);
  });

  function logChange({ agent }: Session, { number }: Ticket, action: string, file: string): void {
    log.info(
      { agent: agent.id, action, ticket: number, file },
      'the content pack was added to from a ticket',
    );
  }
}

function backTo(request: Request, { number }: Ticket, done: string): PageResult {
  return { location: ticketAddress(number, listOf(request), undefined, { done }) };
}

function download(response: Response, { name, text }: { name: string; text: string }): undefined {
  sendDownload(response, name, 'application/yaml', text);
  return undefined;
}

/** Returns the step and the question of a ticket that the pack still has. */
function belongingOf({ pack }: PageContext, { step, topic }: Ticket): Belonging {
  const [phase = '', name = ''] = step?.split('/') ?? [];
  const asked = topic && 'question' in topic ? topic.question : undefined;
  return {
    step: pack.steps[phase]?.steps[name] ? step : undefined,
    question: asked !== undefined && Object.hasOwn(pack.questions, asked) ? asked : undefined,
  };
}
