import { type Content, textsOf } from '../../content/content.ts';
import { type Say, sayFor } from '../../content/format-message.ts';
import type { MailTexts } from '../../content/schema/mail-texts.ts';
import { mailNotes } from '../mail-notes.ts';
import type { Ticket, TicketMessage } from '../ticket.ts';
import { aboutOf } from '../ticket-rows.ts';
import { ticketTitle } from '../ticket-title.ts';
import type { MessageBody } from './message-body.ts';

/** The texts about tickets: for desks in the language that they work in, for a person in the ticket's. */
export interface TicketTexts {
  mail: MailTexts;
  language: string;
  say: Say;
  /** Returns the name of a desk. */
  deskName(id: string): string;
  /** Returns one line with a ticket's number and what it is about. */
  titleOf(ticket: Ticket): string;
  /** Returns the words of a message, with what stands beside it. */
  wordsOf(message: TicketMessage): string;
  /** Returns what the person confirmed to send, or only the message where they have added one since. */
  sectionsOf(ticket: Ticket, message: TicketMessage | undefined): MessageBody['sections'];
}

/** Returns the texts about tickets from the content pack, in a language. */
export function ticketTextsFor(content: Content, inLanguage: string): TicketTexts {
  const texts = textsOf(content, inLanguage);
  const { mail, network, language } = texts;
  const say = sayFor(network, language);
  const { parts } = mail;
  const wordsOf = (message: TicketMessage): string =>
    [message.text, ...mailNotes(message, mail, { say, language })].filter(Boolean).join('\n\n');
  return {
    mail,
    language,
    say,
    wordsOf,
    deskName: (id) => say(network.contacts[id]?.name ?? id),
    titleOf(ticket) {
      const title = ticketTitle({ ...ticket, about: aboutOf(ticket) }, texts, say);
      return `${numberTag(ticket.number)} ${title || say(mail.noStep)}`;
    },
    sectionsOf({ sentence, facts, exchanges }, message) {
      if (message) return [{ heading: say(parts.message), lines: [{ text: wordsOf(message) }] }];
      return [
        { heading: say(parts.sentence), lines: sentence === '' ? [] : [{ text: sentence }] },
        { heading: say(parts.facts), lines: facts.map(({ name, value }) => ({ name, text: value })) },
        {
          heading: say(parts.exchanges),
          lines: exchanges.map(({ by, text }) => ({ name: say(parts[by]), text })),
        },
      ].filter(({ lines }) => lines.length > 0);
    },
  };
}

/** Returns the number as a ticket's title begins with it, so that the ticket can be found again. */
export function numberTag(number: string): string {
  return `[${number}]`;
}
