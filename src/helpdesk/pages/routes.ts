import type { Request, Server } from 'restify';
import { z } from 'zod';
import type { Content } from '../../content/content.ts';
import { readQuery } from '../../http/read-request.ts';
import { streamDownload } from '../../http/respond.ts';
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
import type { Agent, Ticket } from '../../tickets/ticket.ts';
import type { TicketChanges } from '../../tickets/ticket-changes.ts';
import type { Tickets } from '../../tickets/tickets.ts';
import { waitOf } from '../../tickets/wait.ts';
import { cannedRepliesFor } from '../canned-replies.ts';
import type { PageContext } from '../layout.ts';
import type { AllAnswers, Suggest } from '../suggestion.ts';
import { answersPage } from './answers/answers-page.ts';
import { listPage } from './inbox/list-page.ts';
import { mountLive } from './inbox/live-routes.ts';
import { MAX_SEARCH_LENGTH, readListQuery, select, selectAll } from './inbox/selection.ts';
import { ticketsCsv } from './inbox/tickets-csv.ts';
import type { Notice } from './notice.ts';
import { type PagesOptions, pagesOn } from './page-route.ts';
import { gonePage, unknownPage } from './problem-pages.ts';
import { lastFromPerson } from './ticket/conversation.ts';
import { othersOf } from './ticket/other-tickets.ts';
import type { ReplyBox } from './ticket/reply-box.ts';
import {
  actionSchema,
  hasText,
  readAction,
  readWritten,
  refusedAction,
  refusedText,
  runAction,
} from './ticket/ticket-actions.ts';
import { ticketPage } from './ticket/ticket-page.ts';
import { listOf, ticketAddress, ticketParams } from './ticket-address.ts';

const TICKET = '/helpdesk/tickets/:number';
const actionParams = ticketParams.extend({ action: actionSchema });
const doneSchema = z
  .enum([...actionSchema.options, 'closeSilently', 'retry', 'notRetried', 'saved', 'taught'])
  .optional()
  .catch(undefined);

/** The parts that the inbox needs. */
export interface InboxOptions extends PagesOptions {
  store: Store;
  tickets: Tickets;
  content: () => Content;
  /** Notified of every change of a ticket in this process. */
  changes: TicketChanges;
  suggest: Suggest;
  /** Lists the answers of the content pack, ready to be sent. */
  answers: AllAnswers;
  /** Counts what waits for each desk that has got as much as it may just now. */
  heldBack: () => Promise<ReadonlyMap<string, number>>;
  /** Lists who of the helpdesk has signed in lately. */
  colleagues: () => Promise<Agent[]>;
  /** Lists the tickets of which another system gives no news. */
  newsTroubles: () => Trouble[];
  /** The time after which an answer that was not read is sent by email, in milliseconds; undefined where no email can be sent. */
  emailAfterMs?: number | undefined;
  /** The time for which a retried item is kept, in milliseconds. */
  retentionMs: number;
}

/** Adds the pages on which agents read and answer tickets to the server. */
export function mountInbox(server: Server, options: InboxOptions): ReturnType<typeof mountLive> {
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
    colleagues,
    emailAfterMs,
    retentionMs,
    log,
  } = options;

  const { page, form } = pagesOn(server, { guard, contextFor, log });
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
    const [all, rows, agents] = await Promise.all([allUndelivered(), tickets.list(), colleagues()]);
    const isOfTicket = (each: { ticket: string }) => each.ticket === ticket.number;
    const undelivered = {
      deadLetters: all.deadLetters.filter(isOfTicket),
      delayed: all.delayed.filter(isOfTicket),
    };
    const { network } = content();
    const others = othersOf(ticket, rows).map((row) => ({ ...row, isPassedOn: isPassedOn(row, network) }));
    return ticketPage(context, context.pack, {
      ticket,
      isPassedOn: isPassedOn(ticket, network),
      undelivered,
      undeliveredElsewhere: countOf(all) - countOf(undelivered),
      others,
      colleagues: agents.filter(({ id }) => id !== context.session?.agent.id),
      suggested,
      replies: cannedRepliesFor(content(), ticket, context.language),
      notice,
      box: { ...box, emailAfterMs },
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

  page('/helpdesk/tickets.csv', async (context, { agent }, request, response) => {
    const query = readListQuery(readQuery(request));
    const { network, centres } = content();
    const now = new Date();
    const rows = selectAll(await tickets.list(), query, {
      agentId: agent.id,
      found: query.q === '' ? undefined : await tickets.find(query.q),
      waitOf: (row) => waitOf(row, network, now),
      isPassedOn: (row) => isPassedOn(row, network),
    });
    const numbers = rows.map(({ number }) => number);
    const parts = ticketsCsv(context, { network, centres }, numbers, (number) => tickets.get(number));
    await streamDownload(response, `tickets-${now.toISOString().slice(0, 10)}.csv`, 'text/csv', parts);
    log.info({ agent: agent.id, action: 'export', tickets: numbers.length }, 'tickets were downloaded');
    return undefined;
  });

  page('/helpdesk/tickets', async (_context, _session, request) => {
    const number = readQuery(request).get('number')?.trim().toUpperCase();
    return { location: number ? `/helpdesk/tickets/${encodeURIComponent(number)}` : '/helpdesk' };
  });

  page(TICKET, async (context, _session, request) => {
    const { data } = ticketParams.safeParse(request.params);
    const ticket = data && (await tickets.get(data.number));
    if (!ticket) return notFound(context);
    return {
      page: await drawTicket(context, request, ticket, { typed: '' }, noticeOf(context, readQuery(request))),
    };
  });

  // For browsers without scripts.
  form(`${TICKET}/suggestion`, async (session, fields, request) => {
    const context = await contextFor(session);
    const { text, isNote } = readWritten(fields);
    const { data } = ticketParams.safeParse(request.params);
    const ticket = data && (await tickets.get(data.number));
    if (!ticket) return notFound(context, text);
    const suggested = answers(ticket.language).find(({ intent }) => intent === fields.get('suggestion'));
    const canned = cannedRepliesFor(content(), ticket, context.language).find(
      ({ id }) => id === fields.get('canned'),
    );
    const chosen = suggested?.answer.body ?? canned?.text ?? '';
    const typed = [text.trimEnd(), chosen].filter(Boolean).join('\n\n');
    const find = chosen === '' ? (fields.get('find') ?? '').slice(0, MAX_SEARCH_LENGTH) : '';
    return { page: await drawTicket(context, request, ticket, { typed, isNote, find }) };
  });

  // A form that was answered with a page leaves its address in the browser; a reload of it is meant for the ticket.
  page(`${TICKET}/:action`, async (context, _session, request) => {
    const { data } = ticketParams.safeParse(request.params);
    return data ? { location: ticketAddress(data.number, listOf(request)) } : notFound(context);
  });

  form(`${TICKET}/:action`, async (session, fields, request) => {
    const context = await contextFor(session);
    const { data } = actionParams.safeParse(request.params);
    if (!data) return notFound(context);
    const { number } = data;
    const { action, written } = readAction(data.action, fields);
    const { text, isNote, isInsisted } = written;
    const entry = { agent: session.agent.id, action, ticket: number, ...(isInsisted && { anyway: true }) };
    const find = sensitiveFinder(content());
    const wrong = hasText(action) ? refusedText(context, context.pack, find, written) : undefined;
    if (wrong) {
      if (wrong.mayInsist) log.info({ ...entry, reason: 'sensitive' }, 'a text for a ticket was refused');
      const ticket = await tickets.get(number);
      return ticket
        ? { status: 400, page: await drawTicket(context, request, ticket, { typed: text, isNote, wrong }) }
        : notFound(context, text);
    }
    const to = action === 'handOn' ? (await colleagues()).find(({ id }) => id === written.to) : undefined;
    const outcome = await runAction(tickets, action, number, session.agent, written, to);
    if (outcome.done) {
      log.info(entry, 'a ticket was changed');
      const list = listOf(request);
      const done = action === 'close' && written.isSilent ? 'closeSilently' : action;
      const search = new URLSearchParams({ done, ...(list !== '' && { list }) });
      return { location: `/helpdesk/tickets/${number}?${search}` };
    }
    log.info({ ...entry, reason: outcome.reason }, 'a change of a ticket was refused');
    if (!outcome.ticket) return notFound(context, text);
    const notice = refusedAction(context, outcome);
    return {
      status: 409,
      page: await drawTicket(context, request, outcome.ticket, { typed: text, isNote }, notice),
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

  return mountLive(server, { store, tickets, guard, content, contextFor, changes, log });
}

function countOf({ deadLetters, delayed }: Undelivered): number {
  return deadLetters.length + delayed.length;
}

function noticeOf({ say, texts }: PageContext, search: URLSearchParams): Notice | undefined {
  const done = doneSchema.parse(search.get('done') ?? undefined);
  if (done === undefined) return undefined;
  const { inbox } = texts;
  if (done === 'notRetried') return { kind: 'refused', text: say(inbox.refused.retried) };
  if (done === 'saved') return { kind: 'done', text: say(inbox.saveAnswer.done) };
  if (done === 'taught') return { kind: 'done', text: say(inbox.teach.done) };
  if (done === 'closeSilently') return { kind: 'done', text: say(inbox.close.doneSilently) };
  return { kind: 'done', text: say(done === 'retry' ? inbox.undelivered.retried : inbox[done].done) };
}
