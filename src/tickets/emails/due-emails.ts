import { randomBytes } from 'node:crypto';
import type { Ticket } from '../ticket.ts';
import { CHAT, type NewOutboxItem, PERSON_EMAIL } from '../ticket-rows.ts';

/** The events that a person hears of by email as well: the others say nothing that they have to act on. */
const MAILED = ['answered', 'closed'];

interface Change {
  ticket: Ticket;
  outgoing: readonly NewOutboxItem[];
}

/**
 * Returns a change with an email for each answer in it, and for a closing, to be sent at `due` unless the person has read it in the chat
 * by then. Only people who gave an address get one, and none gets an answer that another ticket system has mailed already.
 */
export function withEmails({ ticket, outgoing }: Change, due: number): Change {
  if (ticket.email === undefined) return { ticket, outgoing };
  const mailedElsewhere = new Set(ticket.messages.flatMap(({ id, mailed }) => (mailed ? [id] : [])));
  const emails = outgoing.flatMap(({ target, told, message }) =>
    target === CHAT && told && MAILED.includes(told) && !mailedElsewhere.has(message ?? '')
      ? [{ target: PERSON_EMAIL, told, due, ...(message !== undefined && { message }) }]
      : [],
  );
  if (emails.length === 0) return { ticket, outgoing };
  const planned = new Set(emails.map(({ message }) => message));
  const at = new Date().toISOString();
  return {
    ticket: {
      ...ticket,
      linkKey: ticket.linkKey ?? newLinkKey(),
      messages: ticket.messages.map((one) =>
        planned.has(one.id) ? { ...one, email: { state: 'waiting', at } } : one,
      ),
    },
    outgoing: [...outgoing, ...emails],
  };
}

/** Returns a part of the links in emails that nobody can guess. */
export function newLinkKey(): string {
  return randomBytes(16).toString('base64url');
}
