import type { Request, Server } from 'restify';
import type { Content } from '../../../content/content.ts';
import { readQuery } from '../../../http/read-request.ts';
import { sensitiveFinder } from '../../../redaction/find-sensitive.ts';
import type { Undelivered } from '../../../tickets/outbox/dead-letters.ts';
import { isPassedOn } from '../../../tickets/passed-on.ts';
import type { Agent, Ticket } from '../../../tickets/ticket.ts';
import type { Tickets } from '../../../tickets/tickets.ts';
import { cannedRepliesFor } from '../../canned-replies.ts';
import type { PageContext } from '../../layout.ts';
import type { AllAnswers, Suggest } from '../../suggestion.ts';
import { doneNotice } from '../done-notice.ts';
import { MAX_SEARCH_LENGTH } from '../inbox/selection.ts';
import type { Notice } from '../notice.ts';
import { type PagesOptions, pagesOn, ticketGone } from '../page-route.ts';
import { listOf, ticketAddress, ticketOf, ticketParams } from '../ticket-address.ts';
import { lastFromPerson } from './conversation.ts';
import { othersOf } from './other-tickets.ts';
import type { ReplyBox } from './reply-box.ts';
import {
  actionSchema,
  hasText,
  readAction,
  readWritten,
  refusedAction,
  refusedText,
  runAction,
} from './ticket-actions.ts';
import { ticketPage } from './ticket-page.ts';

const TICKET = '/helpdesk/tickets/:number';
const actionParams = ticketParams.extend({ action: actionSchema });

/** The parts that the page of a ticket needs. */
export interface TicketOptions extends PagesOptions {
  tickets: Tickets;
  content: () => Content;
  suggest: Suggest;
  /** Lists the answers of the content pack, ready to be sent. */
  answers: AllAnswers;
  /** Lists what has not been delivered, although it was tried more than once. */
  undelivered: () => Promise<Undelivered>;
  /** Lists who of the helpdesk has signed in lately. */
  colleagues: () => Promise<Agent[]>;
  /** The time after which an answer that was not read is sent by email, in milliseconds; undefined where no email can be sent. */
  emailAfterMs?: number | undefined;
}

/** Adds the page of a ticket to the server, with its actions. */
export function mountTicket(server: Server, options: TicketOptions): void {
  const { tickets, content, contextFor, suggest, answers, colleagues, emailAfterMs, log } = options;
  const { page, form } = pagesOn(server, options);

  page(TICKET, async (context, _session, request) => {
    const ticket = await ticketOf(tickets, request);
    if (!ticket) return ticketGone(context);
    const notice = doneNotice(context, readQuery(request));
    return { page: await draw(context, request, ticket, { typed: '' }, notice) };
  });

  // For browsers without scripts.
  form(`${TICKET}/suggestion`, async (session, fields, request) => {
    const context = await contextFor(session);
    const { text, isNote } = readWritten(fields);
    const ticket = await ticketOf(tickets, request);
    if (!ticket) return ticketGone(context, text);
    const suggested = answers(ticket.language).find(({ intent }) => intent === fields.get('suggestion'));
    const canned = cannedRepliesFor(content(), ticket, context.language).find(
      ({ id }) => id === fields.get('canned'),
    );
    const chosen = suggested?.answer.body ?? canned?.text ?? '';
    const typed = [text.trimEnd(), chosen].filter(Boolean).join('\n\n');
    const find = chosen === '' ? (fields.get('find') ?? '').slice(0, MAX_SEARCH_LENGTH) : '';
    return { page: await draw(context, request, ticket, { typed, isNote, find }) };
  });

  // A form that was answered with a page leaves its address in the browser; a reload of it is meant for the ticket.
  page(`${TICKET}/:action`, async (context, _session, request) => {
    const { data } = ticketParams.safeParse(request.params);
    return data ? { location: ticketAddress(data.number, listOf(request)) } : ticketGone(context);
  });

  form(`${TICKET}/:action`, async (session, fields, request) => {
    const context = await contextFor(session);
    const { data } = actionParams.safeParse(request.params);
    if (!data) return ticketGone(context);
    const { number } = data;
    const { action, written } = readAction(data.action, fields);
    const { text, isNote, isInsisted } = written;
    const entry = { agent: session.agent.id, action, ticket: number, ...(isInsisted && { anyway: true }) };
    const find = sensitiveFinder(content());
    const wrong = hasText(action) ? refusedText(context, context.pack, find, written) : undefined;
    if (wrong) {
      if (wrong.mayInsist) log.info({ ...entry, reason: 'sensitive' }, 'a text for a ticket was refused');
      const ticket = await tickets.get(number);
      if (!ticket) return ticketGone(context, text);
      return { status: 400, page: await draw(context, request, ticket, { typed: text, isNote, wrong }) };
    }
    const to = action === 'handOn' ? (await colleagues()).find(({ id }) => id === written.to) : undefined;
    const outcome = await runAction(tickets, action, number, session.agent, written, to);
    if (outcome.done) {
      log.info(entry, 'a ticket was changed');
      const done = action === 'close' && written.isSilent ? 'closeSilently' : action;
      return { location: ticketAddress(number, listOf(request), undefined, { done }) };
    }
    log.info({ ...entry, reason: outcome.reason }, 'a change of a ticket was refused');
    if (!outcome.ticket) return ticketGone(context, text);
    const notice = refusedAction(context, outcome);
    return {
      status: 409,
      page: await draw(context, request, outcome.ticket, { typed: text, isNote }, notice),
    };
  });

  async function draw(
    context: PageContext,
    request: Request,
    ticket: Ticket,
    box: ReplyBox,
    notice?: Notice,
  ) {
    const [all, rows, agents] = await Promise.all([options.undelivered(), tickets.list(), colleagues()]);
    const undelivered = ofTicket(all, ticket);
    const { network } = content();
    return ticketPage(context, context.pack, {
      ticket,
      isPassedOn: isPassedOn(ticket, network),
      undelivered,
      undeliveredElsewhere: countOf(all) - countOf(undelivered),
      others: othersOf(ticket, rows).map((row) => ({ ...row, isPassedOn: isPassedOn(row, network) })),
      colleagues: agents.filter(({ id }) => id !== context.session?.agent.id),
      suggested:
        ticket.state === 'closed'
          ? undefined
          : suggest({ text: lastFromPerson(ticket), isFromPerson: true }, ticket.language),
      replies: cannedRepliesFor(content(), ticket, context.language),
      notice,
      box: { ...box, emailAfterMs },
      list: listOf(request),
    });
  }
}

function ofTicket({ deadLetters, delayed }: Undelivered, { number }: Ticket): Undelivered {
  const isOfTicket = (each: { ticket: string }) => each.ticket === number;
  return { deadLetters: deadLetters.filter(isOfTicket), delayed: delayed.filter(isOfTicket) };
}

function countOf({ deadLetters, delayed }: Undelivered): number {
  return deadLetters.length + delayed.length;
}
