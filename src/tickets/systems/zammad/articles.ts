import { toReadable } from '../../../lib/email-address.ts';
import type { Ticket, TicketMessage } from '../../ticket.ts';
import { lastTyped } from '../../ticket-rows.ts';
import { toText } from '../message-body.ts';
import { numberTag, type TicketTexts } from '../ticket-texts.ts';

/** An article as Zammad's API takes it. */
export interface NewArticle {
  subject: string;
  body: string;
  content_type: 'text/plain';
  type: 'web' | 'note';
  sender: 'Customer' | 'Agent';
  internal: boolean;
}

/**
 * Returns an article with the person's own words. One of type web counts as contact with the customer: agents may reply to it by
 * email, and Zammad may confirm it. A note does neither.
 */
function customerArticle(subject: string, body: string, withCustomer: boolean): NewArticle {
  const type = withCustomer ? 'web' : 'note';
  return { subject, body, content_type: 'text/plain', type, sender: 'Customer', internal: false };
}

/** Returns what the person wrote, as the first article; the title where they typed nothing. */
export function firstArticle(texts: TicketTexts, ticket: Ticket, withCustomer: boolean): NewArticle {
  const title = texts.titleOf(ticket);
  return customerArticle(title, ticket.sentence || lastTyped(ticket) || title, withCustomer);
}

/** Returns the internal note with everything about a ticket that the person did not write to the helpdesk themselves. */
export function noteArticle(texts: TicketTexts, ticket: Ticket, withCustomer: boolean): NewArticle {
  const { mail, say, sectionsOf } = texts;
  const { number, email } = ticket;
  const noCustomer =
    email === undefined
      ? say(mail.desk.noEmail)
      : say(mail.system.addressRefused, { email: toReadable(email) });
  const body = toText({
    opening: [say(mail.system.ticket, { number })],
    sections: sectionsOf({ ...ticket, sentence: '' }, undefined),
    closing: [...(withCustomer ? [] : [noCustomer]), say(mail.system.answer)],
  });
  return { ...agentNote(noteSubject(ticket), body), internal: true };
}

/** Returns a message to a ticket: the person's own words, with what stands beside them, or an answer that was not given in Zammad. */
export function messageArticle(
  { mail, say, wordsOf }: TicketTexts,
  ticket: Ticket,
  message: TicketMessage,
  withCustomer: boolean,
): NewArticle {
  const subject = messageSubject(ticket, message);
  const { by, agent = '', text, byEmail } = message;
  if (by === 'person') return customerArticle(subject, wordsOf(message), withCustomer);
  const { answeredInInbox, answeredByEmail } = mail.system;
  return agentNote(subject, `${say(byEmail ? answeredByEmail : answeredInInbox, { agent })}\n\n${text}`);
}

/** Zammad names the owner of the token as its writer, and sends it to nobody. */
function agentNote(subject: string, body: string): NewArticle {
  return { subject, body, content_type: 'text/plain', type: 'note', sender: 'Agent', internal: false };
}

/** Returns the subject by which the note about a ticket is found again. */
function noteSubject({ number }: Pick<Ticket, 'number'>): string {
  return numberTag(`${number}/0`);
}

/** Returns the subject by which a message's article is found again: its position among the ticket's messages. */
function messageSubject({ number, messages }: Ticket, { id }: TicketMessage): string {
  return numberTag(`${number}/${messages.findIndex((each) => each.id === id) + 1}`);
}

/** Checks whether an article is ours. An agent's email in reply to one has its subject. */
export function isOurs({ subject, type }: { subject?: string | null | undefined; type: string }): boolean {
  return type !== 'email' && OURS.test(subject ?? '');
}

const OURS = /^\[[A-Z]{3}-[A-Z]{3}\/\d+\]$/;
