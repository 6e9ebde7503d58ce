import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import type { Content } from '../../content/content.ts';
import { readQuery } from '../../http/read-request.ts';
import type { Log } from '../../lib/log.ts';
import { sensitiveFinder } from '../../redaction/find-sensitive.ts';
import type { Store } from '../../store/store.ts';
import {
  listDeadLetters,
  listUndelivered,
  retryDeadLetter,
  type Undelivered,
} from '../../tickets/outbox/dead-letters.ts';
import { isPassedOn } from '../../tickets/passed-on.ts';
import type { Trouble } from '../../tickets/systems/news-troubles.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import type { TicketChanges } from '../../tickets/ticket-changes.ts';
import type { Tickets } from '../../tickets/tickets.ts';
import { waitOf } from '../../tickets/wait.ts';
import type { PageContext } from '../layout.ts';
import { keepingTyped, type Session, type SessionGuard } from '../session.ts';
import type { AllAnswers, Suggest } from '../suggestion.ts';
import { answersPage } from './answers/answers-page.ts';
import { ChangeStreams } from './inbox/change-streams.ts';
import { listPage } from './inbox/list-page.ts';
import { listSearch, readListQuery, select } from './inbox/selection.ts';
import type { Notice } from './notice.ts';
import { type PageResult, pageRoute } from './page-route.ts';
import { gonePage, unknownPage } from './problem-pages.ts';
import { lastFromPerson } from './ticket/conversation.ts';
import type { ReplyBox } from './ticket/reply-box.ts';
import { actionSchema, readWritten, refusedAction, refusedText, runAction } from './ticket/ticket-actions.ts';
import { ticketPage } from './ticket/ticket-page.ts';
import { ticketAddress } from './ticket-address.ts';

const TICKET = '/helpdesk/tickets/:number';
const params = z.object({ number: z.string().regex(/^[A-Z]{3}-[A-Z]{3}$/) });
const actionParams = params.extend({ action: actionSchema });
const doneSchema = z
  .enum([...actionSchema.options, 'closeSilently', 'retry', 'notRetried'])
  .optional()
  .catch(undefined);

/** The parts that the inbox needs. */
export interface InboxOptions {
  store: Store;
  tickets: Tickets;
  guard: SessionGuard;
  content: () => Content;
  contextFor: (session?: Session) => Promise<PageContext>;
  /** Notified of every change of a ticket in this process. */
  changes: TicketChanges;
  suggest: Suggest;
  /** Lists the answers of the content pack, ready to be sent. */
  answers: AllAnswers;
  /** Counts what waits for each desk that has got as much as it may just now. */
  heldBack: () => Promise<ReadonlyMap<string, number>>;
  /** Lists the tickets of which another system gives no news. */
  newsTroubles: () => Trouble[];
  /** The time for which a retried item is kept, in milliseconds. */
  retentionMs: number;
  log: Log;
}

/** The mounted inbox. */
interface Inbox {
  /** Returns the number of pages that listen for changes. */
  openStreams(): number;
  close(): void;
}

/** Adds the pages on which agents read and answer tickets to the server. */
export function mountInbox(server: Server, options: InboxOptions): Inbox {
  const {
    store,
    tickets,
    guard,
    content,
    contextFor,
    changes,
    suggest,
    answers,
    heldBack,
    newsTroubles,
    retentionMs,
    log,
  } = options;

  const page = (
    path: string,
    draw: (context: PageContext, session: Session, request: Request) => Promise<PageResult>,
  ): void => {
    const handler = pageRoute(contextFor, async (request: Request, response: Response) => {
      const session = await guard.pageSession(request, response);
      return session && draw(await contextFor(session), session, request);
    });
    server.get(path, handler);
    server.head(path, handler);
  };
  const form = (
    path: string,
    take: (session: Session, fields: URLSearchParams, request: Request) => Promise<PageResult>,
  ): void => {
    server.post(
      path,
      pageRoute(contextFor, async (request) => {
        const { session, fields } = await guard.readForm(request);
        return keepingTyped(fields, log, () => take(session, fields, request));
      }),
    );
  };
  const drawTicket = async (
    context: PageContext,
    request: Request,
    ticket: Ticket,
    box: ReplyBox,
    notice?: Notice,
  ) => {
    const suggested =
      ticket.state === 'closed'
        ? undefined
        : suggest({ text: lastFromPerson(ticket), isFromPerson: true }, ticket.language);
    const { deadLetters, delayed } = await allUndelivered();
    const isOfTicket = (each: { ticket: string }) => each.ticket === ticket.number;
    const undelivered = {
      deadLetters: deadLetters.filter(isOfTicket),
      delayed: delayed.filter(isOfTicket),
    };
    return ticketPage(context, context.pack, {
      ticket,
      isPassedOn: isPassedOn(ticket, content().network),
      undelivered,
      suggested,
      notice,
      box,
      list: listOf(request),
    });
  };
  const allUndelivered = async (): Promise<Undelivered> => {
    const { deadLetters, delayed } = await listUndelivered(store);
    return { deadLetters, delayed: [...delayed, ...newsTroubles()] };
  };
  const notFound = (context: PageContext, typed = '') => ({ status: 404, page: gonePage(context, typed) });

  page('/helpdesk', async (context, { agent }, request) => {
    const search = readQuery(request);
    const query = readListQuery(search);
    const [all, found, undelivered, held] = await Promise.all([
      tickets.list(),
      query.q === '' ? undefined : tickets.find(query.q),
      allUndelivered(),
      heldBack(),
    ]);
    const { network, centres } = content();
    const now = new Date();
    const troubles = { ...undelivered, held };
    return {
      page: listPage(
        context,
        { pack: context.pack, centres },
        select(all, query, {
          agentId: agent.id,
          found,
          waitOf: (row) => waitOf(row, network, now),
          isPassedOn: (row) => isPassedOn(row, network),
        }),
        troubles,
        noticeOf(context, search),
      ),
    };
  });

  page('/helpdesk/tickets', async (_context, _session, request) => {
    const number = readQuery(request).get('number')?.trim().toUpperCase();
    return { location: number ? `/helpdesk/tickets/${encodeURIComponent(number)}` : '/helpdesk' };
  });

  page(TICKET, async (context, _session, request) => {
    const { data } = params.safeParse(request.params);
    const ticket = data && (await tickets.get(data.number));
    if (!ticket) return notFound(context);
    return {
      page: await drawTicket(context, request, ticket, { typed: '' }, noticeOf(context, readQuery(request))),
    };
  });

  // For browsers without scripts.
  form(`${TICKET}/suggestion`, async (session, fields, request) => {
    const context = await contextFor(session);
    const { text } = readWritten(fields);
    const { data } = params.safeParse(request.params);
    const ticket = data && (await tickets.get(data.number));
    if (!ticket) return notFound(context, text);
    const chosen = answers(ticket.language).find(({ intent }) => intent === fields.get('suggestion'));
    const typed = [text.trimEnd(), chosen?.answer.body ?? ''].filter(Boolean).join('\n\n');
    return { page: await drawTicket(context, request, ticket, { typed }) };
  });

  // A form that was answered with a page leaves its address in the browser; a reload of it is meant for the ticket.
  page(`${TICKET}/:action`, async (context, _session, request) => {
    const { data } = params.safeParse(request.params);
    return data ? { location: ticketAddress(data.number, listOf(request)) } : notFound(context);
  });

  form(`${TICKET}/:action`, async (session, fields, request) => {
    const context = await contextFor(session);
    const { data } = actionParams.safeParse(request.params);
    if (!data) return notFound(context);
    const { number, action } = data;
    const written = readWritten(fields);
    const { text, isInsisted } = written;
    const entry = { agent: session.agent.id, action, ticket: number, ...(isInsisted && { anyway: true }) };
    const find = sensitiveFinder(content());
    const wrong = action === 'reply' ? refusedText(context, context.pack, find, written) : undefined;
    if (wrong) {
      if (wrong.mayInsist) log.info({ ...entry, reason: 'sensitive' }, 'a reply was refused');
      const ticket = await tickets.get(number);
      return ticket
        ? { status: 400, page: await drawTicket(context, request, ticket, { typed: text, wrong }) }
        : notFound(context, text);
    }
    const outcome = await runAction(tickets, action, number, session.agent, written);
    if (outcome.done) {
      log.info(entry, 'a ticket was changed');
      const list = listOf(request);
      const done = action === 'close' && written.isSilent ? 'closeSilently' : action;
      const search = new URLSearchParams({ done, ...(list !== '' && { list }) });
      return { location: `/helpdesk/tickets/${number}?${search}` };
    }
    log.info({ ...entry, reason: outcome.reason }, 'a change of a ticket was refused');
    if (!outcome.ticket) return notFound(context, text);
    return {
      status: 409,
      page: await drawTicket(
        context,
        request,
        outcome.ticket,
        { typed: text },
        refusedAction(context, outcome),
      ),
    };
  });

  form('/helpdesk/retry', async ({ agent }, fields) => {
    const one = fields.get('key');
    const deadLetters = (await listDeadLetters(store)).filter(({ key }) => one === null || key === one);
    let retried = 0;
    for (const { key, ticket } of deadLetters) {
      if (!(await retryDeadLetter(store, key, Date.now() + retentionMs))) continue;
      retried++;
      log.info({ agent: agent.id, action: 'retry', ticket }, 'a delivery is tried again');
      changes.announce(ticket);
    }
    return { location: `/helpdesk?done=${retried > 0 ? 'retry' : 'notRetried'}` };
  });

  page('/helpdesk/answers', async (context, _session, request) => ({
    page: answersPage(
      context,
      answers(context.pack.language),
      (readQuery(request).get('q') ?? '').slice(0, 200),
    ),
  }));

  page('/helpdesk/*', async (context) => ({ status: 404, page: unknownPage(context) }));

  const streams = new ChangeStreams({ guard, changes, tickets, log });
  server.get('/helpdesk/events', async (request, response) => streams.open(request, response));

  return { openStreams: () => streams.count, close: () => streams.close() };
}

/** Returns the query of the list that a ticket was opened from, without anything that no list has. */
function listOf(request: Request): string {
  const list = new URLSearchParams(readQuery(request).get('list') ?? '');
  return new URLSearchParams(listSearch(readListQuery(list))).toString();
}

function noticeOf({ say, texts }: PageContext, search: URLSearchParams): Notice | undefined {
  const done = doneSchema.parse(search.get('done') ?? undefined);
  if (done === undefined) return undefined;
  const { inbox } = texts;
  if (done === 'notRetried') return { kind: 'refused', text: say(inbox.refused.retried) };
  if (done === 'closeSilently') return { kind: 'done', text: say(inbox.close.doneSilently) };
  return { kind: 'done', text: say(done === 'retry' ? inbox.undelivered.retried : inbox[done].done) };
}
