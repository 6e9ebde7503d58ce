import { type Content, textsOf } from '../../content/content.ts';
import { sayFor } from '../../content/format-message.ts';
import { dateLocale } from '../../lib/date-locale.ts';
import { toReadable } from '../../lib/email-address.ts';
import type { MessageBody } from '../systems/message-body.ts';
import type { Ticket, TicketMessage } from '../ticket.ts';

/** The way from an email back to the person's conversation. */
export type WayBack =
  /** The link opens it on any device, until a day. */
  | { kind: 'link'; link: string; until: Date }
  /** It is a chat of Microsoft Teams, which no link of ours opens. */
  | { kind: 'inTeams' }
  /** It is no longer there. */
  | { kind: 'none' };

/** What becomes of a reply: the assistant reads it, the desk gets it in its own mailbox, or nobody reads it. */
export type Replies = 'read' | 'toDesk' | 'unread';

interface PersonMail {
  ticket: Ticket;
  /** The answer; undefined where the ticket was closed without one. */
  message: TicketMessage | undefined;
  wayBack: WayBack;
  replies: Replies;
}

/** Returns the mail in which a person reads an answer of the helpdesk, or that it has closed their ticket, in the ticket's language. */
export function personMail(content: Content, { ticket, message, wayBack, replies }: PersonMail): MessageBody {
  const { mail, network, language } = textsOf(content, ticket.language);
  const { person } = mail;
  const say = sayFor(network, language);
  const helpdesk = content.network.helpdesk;
  const values = { desk: say(network.contacts[helpdesk]?.name ?? helpdesk), number: ticket.number };
  const isClosed = ticket.state === 'closed';
  const answerOf = ({ agent = 'nobody', text }: TicketMessage) => ({
    heading: say(person.answer, { agent }),
    lines: [{ text }],
  });
  return {
    opening: [say(message ? person.answered : person.closed, values)],
    sections: message ? [answerOf(message)] : [],
    closing: [
      ...(message && isClosed ? [say(person.closedToo, values)] : []),
      ...(wayBack.kind === 'link'
        ? [say(person.link, { until: dayOf(wayBack.until, language) }), { link: wayBack.link }]
        : [say(person.wayBack[wayBack.kind], values)]),
      say(person.replies[replies], values),
      say(person.why, { email: toReadable(ticket.email ?? '') }),
    ],
  };
}

function dayOf(date: Date, language: string): string {
  return new Intl.DateTimeFormat(dateLocale(language), { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}
