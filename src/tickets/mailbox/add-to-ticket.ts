import { randomUUID } from 'node:crypto';
import { reopenedByPerson } from '../end-by-person.ts';
import { INBOX } from '../systems/inbox.ts';
import type { Agent, AnswerEmail, ByEmail, Ticket, TicketMessage } from '../ticket.ts';
import { CHAT, type NewOutboxItem } from '../ticket-rows.ts';
import { assignedTo, type Change, withLogEntry } from '../tickets.ts';

/** In characters: what is as long and the same as before was written by a program, as people repeat only short words. */
const SHORTEST_REPEAT = 40;
/** A program that answers every email must not fill the ticket's log. */
const MOST_NOTED = 20;
/** The program behind an address, in the ticket's log. */
const AUTOMATIC = 'automatic';

/** What an email adds to its ticket: the words without secrets, and what of it is not kept. */
export interface MailMessage {
  text: string;
  byEmail: ByEmail;
}

/** Adds what the person wrote, or somebody else who has their email; a closed ticket waits for the helpdesk again, in the other systems as well. */
export function withPersonsMail(
  ticket: Ticket,
  { text, byEmail }: MailMessage,
  targets: readonly string[],
): Change {
  if (isRepeated(ticket, 'person', text)) return { ticket };
  const at = new Date().toISOString();
  const message: TicketMessage = { id: randomUUID(), text, by: 'person', at, byEmail };
  const reopens = ticket.state === 'closed' && !byEmail.isFromOther;
  const news = { message: message.id, ...(reopens && ({ told: 'reopened' } as const)) };
  return {
    ticket: {
      ...(reopens ? reopenedByPerson(ticket) : ticket),
      changedAt: at,
      messages: [...ticket.messages, message],
    },
    // The inbox reads the stored ticket, so the message needs no delivery.
    outgoing: targets.filter((target) => target !== INBOX).map((target) => ({ target, ...news })),
  };
}

/**
 * Adds an agent's answer, which goes to the person and to the other systems as one from the inbox does, whoever has the ticket;
 * without words it goes nowhere.
 */
export function withAgentsMail(ticket: Ticket, agent: Agent, { text, byEmail }: MailMessage): Change {
  if (isRepeated(ticket, 'agent', text)) return { ticket };
  const at = new Date().toISOString();
  const message: TicketMessage = { id: randomUUID(), text, by: 'agent', agent: agent.name, at, byEmail };
  if (text === '') return { ticket: { ...ticket, changedAt: at, messages: [...ticket.messages, message] } };
  const isClosed = ticket.state === 'closed';
  const open = isClosed ? withLogEntry(ticket, agent, 'reopen') : ticket;
  const taken = ticket.state === 'taken' ? ticket : assignedTo(open, agent);
  const messages: TicketMessage[] = [...ticket.messages, { ...message, delivery: 'waiting' }];
  const answer: NewOutboxItem = { target: CHAT, told: 'answered', message: message.id };
  return {
    ticket: withLogEntry({ ...taken, messages }, agent, 'reply'),
    outgoing: isClosed ? [{ target: CHAT, told: 'reopened' }, answer] : [answer],
    mirrored: { message: message.id, ...(isClosed && ({ told: 'reopened' } as const)) },
  };
}

/** Notes in the ticket's log that a program wrote; nothing else happens to it. */
export function withAutomaticMail(ticket: Ticket, who: string): Change {
  if (ticket.log.filter(({ what }) => what === AUTOMATIC).length >= MOST_NOTED) return { ticket };
  const at = new Date().toISOString();
  return { ticket: { ...ticket, log: [...ticket.log, { who, what: AUTOMATIC, at }] } };
}

/** Notes on an answer of the helpdesk that its email has not reached the person. */
export function withReturnedAnswer(ticket: Ticket, id: string | undefined, status: string): Change {
  const isIt = (message: TicketMessage) => message.id === id && message.email?.state !== 'returned';
  if (!ticket.messages.some(isIt)) return { ticket };
  const email: AnswerEmail = { state: 'returned', at: new Date().toISOString(), problem: status };
  const messages = ticket.messages.map((message) => (isIt(message) ? { ...message, email } : message));
  return { ticket: { ...ticket, messages } };
}

/** Lists an email to the ticket's desk among what could not be delivered, from where it can be sent again. */
export function withReturnedToDesk(
  ticket: Ticket,
  { target, message, problem }: { target: string; message: string | undefined; problem: string },
): Change {
  const outgoing = { target, problem, ...(message !== undefined && { message }) };
  // The same ticket would count as no change.
  return { ticket: { ...ticket }, outgoing: [outgoing] };
}

function isRepeated({ messages }: Ticket, by: TicketMessage['by'], text: string): boolean {
  return (
    text.length >= SHORTEST_REPEAT &&
    messages.some((each) => each.by === by && each.byEmail !== undefined && each.text === text)
  );
}
