import { type Content, DEFAULT_LANGUAGE, textsOf } from '../content/content.ts';
import type { MessageValues } from '../content/format-message.ts';
import type { MailTexts } from '../content/schema/mail-texts.ts';
import { sayFor } from '../helpdesk/pages/layout.ts';
import type { Letter } from './letter.ts';
import type { Ticket, TicketMessage } from './ticket.ts';

/** The words in which desks read about tickets: in the language of their own pages, not in that of the person. */
export interface TicketWords {
  mail: MailTexts;
  language: string;
  say(text: string, values?: MessageValues): string;
  /** How a desk is called. */
  deskName(id: string): string;
  /** One line that says what a ticket is about, and by its number which it is. */
  titleOf(ticket: Ticket): string;
  /** What the person confirmed to send, or the message they have added since. */
  sectionsOf(ticket: Ticket, message: TicketMessage | undefined): Letter['sections'];
}

/** The words about tickets from the content pack. */
export function ticketWords(content: Content): TicketWords {
  const { mail, network, steps, messages, language } = textsOf(content, DEFAULT_LANGUAGE);
  const say = sayFor(network, language);
  const { parts } = mail;
  return {
    mail,
    language,
    say,
    deskName: (id) => say(network.contacts[id]?.name ?? id),
    titleOf({ number, step }) {
      const [phase = '', name = ''] = step?.split('/') ?? [];
      const title = steps[phase]?.steps[name]?.title ?? mail.noStep;
      return `${numbered(number)} ${say(title, messages.unchosen)}`;
    },
    sectionsOf({ sentence, facts, exchanges }, message) {
      if (message) return [{ heading: say(parts.message), lines: [{ text: message.text }] }];
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

/** A ticket's number as it stands at the beginning of its title, by which the ticket is found again. */
export function numbered(number: string): string {
  return `[${number}]`;
}
