import { type Html, html } from '../../../http/html.ts';
import type { AnswerEmail, Ticket, TicketMessage, TicketNote } from '../../../tickets/ticket.ts';
import { lastTyped } from '../../../tickets/ticket-rows.ts';
import type { PageContext } from '../../layout.ts';
import { ticketAddress } from '../ticket-address.ts';
import { when } from '../when.ts';
import { spoken } from './spoken.ts';

type NotesOn = (message: TicketMessage) => readonly string[];

/** Returns the exchanges before the hand-over, the sentence that the person added, and the messages since. */
export function conversation(context: PageContext, ticket: Ticket, notesOn: NotesOn, list: string): Html {
  const { say, texts } = context;
  const { ticket: words } = texts.inbox;
  const theirs = spoken(context, ticket);
  const since = messageRows(context, ticket, notesOn, list);
  return html`
    <section aria-labelledby="before">
      <h2 id="before">${say(words.before)}</h2>
      ${
        ticket.exchanges.length === 0
          ? html`<p class="empty">${say(words.nothingBefore)}</p>`
          : html`<ol class="talk">${ticket.exchanges.map(
              ({ by, text }) => html`
        <li class="${by}">
          <p class="by">${say(by === 'person' ? words.person : words.assistant)}</p>
          <p class="text"${theirs}>${text}</p>
        </li>`,
            )}</ol>`
      }
    </section>
    <section aria-labelledby="added">
      <h2 id="added">${say(words.added)}</h2>
      ${
        ticket.sentence === ''
          ? html`<p class="empty">${say(words.nothingAdded)}</p>`
          : html`<blockquote class="text"${theirs}>${ticket.sentence}</blockquote>`
      }
    </section>
    <section id="messages" aria-labelledby="since" data-live>
      <h2 id="since">${say(words.since)}</h2>
      ${
        since.length === 0
          ? html`<p class="empty">${say(words.nothingSince)}</p>`
          : html`<ol class="talk">${since}</ol>`
      }
    </section>`;
}

/** Returns the messages, and between them the helpdesk's notes and when the person left, returned, closed the ticket or opened it again. */
function messageRows(context: PageContext, ticket: Ticket, notesOn: NotesOn, list: string): Html[] {
  const { number, messages, notes, log } = ticket;
  const save = (id: string) => ticketAddress(number, list, 'save-answer', { message: id });
  // Only the person has no name there.
  const moves = log.filter(({ who }) => who === '');
  const rows = [
    ...moves.map((move) => ({ at: move.at, row: moveRow(context, move) })),
    ...messages.map((message) => ({
      at: message.at,
      row: messageRow(context, message, {
        notes: notesOn(message),
        save: save(message.id),
        // In which language an agent writes, nobody knows.
        language: message.by === 'person' ? spoken(context, ticket) : html``,
      }),
    })),
    ...notes.map((note) => ({ at: note.at, row: noteRow(context, note) })),
  ];
  return rows.sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at)).map(({ row }) => row);
}

function moveRow({ say, texts, language }: PageContext, { what, at }: Ticket['log'][number]): Html {
  const { person, did, logLine } = texts.inbox.ticket;
  const words = new Map(Object.entries(did)).get(what);
  return html`
        <li class="move">${say(logLine, { who: say(person), what: words === undefined ? what : say(words) })} · ${when(at, language)}</li>`;
}

function messageRow(
  context: PageContext,
  message: TicketMessage,
  { notes, save, language: spokenIn }: { notes: readonly string[]; save: string; language: Html },
): Html {
  const { say, texts, language } = context;
  const { ticket: words } = texts.inbox;
  const { id, by, agent, at, text, delivery, email } = message;
  const isOther = message.byEmail?.isFromOther;
  const name = isOther
    ? say(words.otherAddress)
    : by === 'person' || agent === undefined
      ? say(words.person)
      : agent;
  return html`
        <li class="${by}">
          <p class="by">${name} · ${when(at, language)}</p>
          ${text === '' ? '' : html`<p class="text" id="message-${id}"${spokenIn}>${text}</p>`}
          ${notes.map((note) => html`<p class="delivery">${note}</p>`)}
          ${by === 'agent' ? html`<p class="save"><a href="${save}" aria-describedby="message-${id}">${say(texts.inbox.saveAnswer.link)}</a></p>` : ''}
          ${delivery === undefined ? '' : html`<p class="delivery ${delivery}">${say(words.delivery[delivery])}</p>`}
          ${email === undefined ? '' : emailNote(context, email)}
        </li>`;
}

function noteRow({ say, texts, language }: PageContext, { agent, at, text }: TicketNote): Html {
  return html`
        <li class="note">
          <p class="by">${say(texts.inbox.ticket.note, { agent })} · ${when(at, language)}</p>
          <p class="text">${text}</p>
        </li>`;
}

/** Returns what became of the email with an answer. */
function emailNote({ say, texts, language }: PageContext, { state, at, problem = '' }: AnswerEmail): Html {
  const { byEmail } = texts.inbox.ticket;
  const hasNotArrived = state === 'late' || state === 'refused' || state === 'returned';
  return html`<p class="delivery${hasNotArrived ? ' late' : ''}">${say(byEmail[state], { problem })}${state === 'sent' ? html` · ${when(at, language)}` : ''}</p>`;
}

/** Returns what the person said last, for which answers are suggested. */
export function lastFromPerson(ticket: Ticket): string {
  const said = ticket.messages.findLast(({ by, text }) => by === 'person' && text !== '')?.text;
  return said ?? (ticket.sentence || lastTyped(ticket));
}

/** Returns what the person asked first in their own words, and not by a button. */
export function firstFromPerson(
  { exchanges, sentence, messages }: Ticket,
  buttons: readonly string[],
): string {
  const typed = exchanges.find(({ by, text }) => by === 'person' && !buttons.includes(text))?.text;
  return typed || sentence || (messages.find(({ by }) => by === 'person')?.text ?? '');
}
