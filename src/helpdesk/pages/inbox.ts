import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { type Content, DEFAULT_LANGUAGE, textsOf } from '../../content/content.ts';
import type { Assets } from '../../http/assets.ts';
import { queryOf } from '../../http/query.ts';
import type { Log } from '../../lib/log.ts';
import { sensitiveFinder } from '../../redaction/find-sensitive.ts';
import type { Store } from '../../store/store.ts';
import type { Changes } from '../../tickets/changes.ts';
import { deadLetters, retryDeadLetter } from '../../tickets/dead-letters.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import type { Tickets } from '../../tickets/tickets.ts';
import type { Door, Session } from '../sign-in/session.ts';
import type { AllAnswers, Suggest } from '../suggestion.ts';
import { type Answer, route } from './answer.ts';
import { answersPage } from './answers-page.ts';
import { lastWords } from './conversation.ts';
import { ChangeStreams } from './events.ts';
import { type PageContext, pageContextFor } from './layout.ts';
import { listPage } from './list-page.ts';
import type { Notice } from './notice.ts';
import { gonePage, unknownPage } from './problem-pages.ts';
import type { ReplyBox } from './reply-box.ts';
import { select } from './selection.ts';
import { act, actionSchema, refusedAction, refusedText, writtenIn } from './ticket-actions.ts';
import { ticketPage } from './ticket-page.ts';

const TICKET = '/helpdesk/tickets/:number';
const params = z.object({ number: z.string().regex(/^[A-Z]{3}-[A-Z]{3}$/) });
const actionParams = params.extend({ action: actionSchema });
const doneSchema = z
  .enum([...actionSchema.options, 'retry', 'notRetried'])
  .optional()
  .catch(undefined);

/** What the inbox is made of. */
export interface InboxOptions {
  store: Store;
  tickets: Tickets;
  door: Door;
  content: Content;
  /** Told of every change of a ticket in this process. */
  changes: Changes;
  suggest: Suggest;
  /** All answers of the content pack, ready to be sent. */
  answers: AllAnswers;
  assets: Assets;
  /** How long what is tried again is kept, in milliseconds. */
  retentionMs: number;
  log: Log;
}

/** Adds the pages on which the helpdesk's people read and answer tickets to the server. */
export function mountInbox(server: Server, options: InboxOptions): { close(): void } {
  const { store, tickets, door, content, changes, suggest, answers, assets, retentionMs, log } = options;
  const pack = textsOf(content, DEFAULT_LANGUAGE);
  const contextFor = pageContextFor(content, assets);

  const page = (
    path: string,
    draw: (context: PageContext, session: Session, request: Request) => Promise<Answer>,
  ): void => {
    const handler = route(contextFor, async (request: Request, response: Response) => {
      const session = await door.enter(request, response);
      return session && draw(await contextFor(session), session, request);
    });
    server.get(path, handler);
    server.head(path, handler);
  };
  const form = (
    path: string,
    take: (session: Session, fields: URLSearchParams, request: Request) => Promise<Answer>,
  ): void => {
    server.post(
      path,
      route(contextFor, async (request) => {
        const { session, fields } = await door.readForm(request);
        return take(session, fields, request);
      }),
    );
  };
  const drawTicket = (context: PageContext, ticket: Ticket, box: ReplyBox, notice?: Notice) => {
    const suggestions = ticket.state === 'closed' ? [] : suggest(lastWords(ticket), ticket.language);
    return ticketPage(context, pack, { ticket, suggestions, notice, box });
  };
  const notFound = (context: PageContext, typed = '') => ({ status: 404, page: gonePage(context, typed) });

  page('/helpdesk', async (context, { agent }, request) => {
    const search = queryOf(request);
    const [all, letters] = await Promise.all([tickets.list(), deadLetters(store)]);
    return {
      page: listPage(context, pack, select(all, agent.id, search), letters, noticeOf(context, search)),
    };
  });

  page('/helpdesk/tickets', async (_context, _session, request) => {
    const number = queryOf(request).get('number')?.trim().toUpperCase();
    return { location: number ? `/helpdesk/tickets/${encodeURIComponent(number)}` : '/helpdesk' };
  });

  page(TICKET, async (context, _session, request) => {
    const { data } = params.safeParse(request.params);
    const ticket = data && (await tickets.get(data.number));
    if (!ticket) return notFound(context);
    return { page: drawTicket(context, ticket, { typed: '' }, noticeOf(context, queryOf(request))) };
  });

  /** For browsers without scripts. */
  form(`${TICKET}/suggestion`, async (session, fields, request) => {
    const context = await contextFor(session);
    const { text } = writtenIn(fields);
    const { data } = params.safeParse(request.params);
    const ticket = data && (await tickets.get(data.number));
    if (!ticket) return notFound(context, text);
    const chosen = answers(ticket.language).find(({ intent }) => intent === fields.get('suggestion'));
    const typed = [text.trimEnd(), chosen?.answer.body ?? ''].filter(Boolean).join('\n\n');
    return { page: drawTicket(context, ticket, { typed }) };
  });

  /** A form that was answered by a page leaves its address behind; whoever loads that again wants the ticket. */
  page(`${TICKET}/:action`, async (context, _session, request) => {
    const { data } = params.safeParse(request.params);
    return data ? { location: `/helpdesk/tickets/${data.number}` } : notFound(context);
  });

  form(`${TICKET}/:action`, async (session, fields, request) => {
    const context = await contextFor(session);
    const { data } = actionParams.safeParse(request.params);
    if (!data) return notFound(context);
    const { number, action } = data;
    const written = writtenIn(fields);
    const { text, isInsisted } = written;
    const entry = { agent: session.agent.id, action, ticket: number, ...(isInsisted && { anyway: true }) };
    const find = sensitiveFinder(content);
    const wrong = action === 'reply' ? refusedText(context, pack, find, written) : undefined;
    if (wrong) {
      if (wrong.mayInsist) log.info({ ...entry, reason: 'sensitive' }, 'a reply was refused');
      const ticket = await tickets.get(number);
      return ticket
        ? { status: 400, page: drawTicket(context, ticket, { typed: text, wrong }) }
        : notFound(context, text);
    }
    const outcome = await act(tickets, action, number, session.agent, written);
    if (outcome.done) {
      log.info(entry, 'a ticket was changed');
      return { location: `/helpdesk/tickets/${number}?done=${action}` };
    }
    log.info({ ...entry, reason: outcome.reason }, 'a change of a ticket was refused');
    if (!outcome.ticket) return notFound(context, text);
    return {
      status: 409,
      page: drawTicket(context, outcome.ticket, { typed: text }, refusedAction(context, outcome)),
    };
  });

  form('/helpdesk/retry', async ({ agent }, fields) => {
    const one = fields.get('key');
    const letters = (await deadLetters(store)).filter(({ key }) => one === null || key === one);
    let retried = 0;
    for (const { key, ticket } of letters) {
      if (!(await retryDeadLetter(store, key, Date.now() + retentionMs))) continue;
      retried++;
      log.info({ agent: agent.id, action: 'retry', ticket }, 'a delivery is tried again');
      changes.announce(ticket);
    }
    return { location: `/helpdesk?done=${retried > 0 ? 'retry' : 'notRetried'}` };
  });

  page('/helpdesk/answers', async (context, _session, request) => ({
    page: answersPage(context, answers(pack.language), (queryOf(request).get('q') ?? '').slice(0, 200)),
  }));

  page('/helpdesk/*', async (context) => ({ status: 404, page: unknownPage(context) }));

  const streams = new ChangeStreams({ door, changes, tickets, log });
  server.get('/helpdesk/events', async (request, response) => streams.open(request, response));

  return { close: () => streams.close() };
}

function noticeOf({ say, texts }: PageContext, search: URLSearchParams): Notice | undefined {
  const done = doneSchema.parse(search.get('done') ?? undefined);
  if (done === undefined) return undefined;
  const { inbox } = texts;
  if (done === 'notRetried') return { kind: 'refused', text: say(inbox.refused.retried) };
  return { kind: 'done', text: say(done === 'retry' ? inbox.undelivered.retried : inbox[done].done) };
}
