import { type Html, html } from '../../../http/html.ts';
import type { Ticket, TicketMessage } from '../../../tickets/ticket.ts';
import { lastTyped } from '../../../tickets/ticket-rows.ts';
import type { PageContext } from '../../layout.ts';
import { when } from '../when.ts';

/** Returns the exchanges before the hand-over, the sentence that the person added, and the messages since. */
export function conversation(context: PageContext, ticket: Ticket): Html {
  const { say, texts } = context;
  const { ticket: words } = texts.inbox;
  const since = messageRows(context, ticket);
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
          <p class="text">${text}</p>
        </li>`,
            )}</ol>`
      }
    </section>
    <section aria-labelledby="added">
      <h2 id="added">${say(words.added)}</h2>
      ${
        ticket.sentence === ''
          ? html`<p class="empty">${say(words.nothingAdded)}</p>`
          : html`<blockquote class="text">${ticket.sentence}</blockquote>`
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

/** Returns the messages, and between them when the person left, returned, closed the ticket or opened it again. */
function messageRows(context: PageContext, { messages, log }: Ticket): Html[] {
  // Only the person has no name there.
  let moves = log.filter(({ who }) => who === '');
  const movesUntil = (at: string): Html[] => {
    const [before, after] = [moves.filter((move) => move.at <= at), moves.filter((move) => move.at > at)];
    moves = after;
    return before.map((move) => moveRow(context, move));
  };
  const rows = messages.flatMap((message) => [...movesUntil(message.at), messageRow(context, message)]);
  return [...rows, ...moves.map((move) => moveRow(context, move))];
}

function moveRow({ say, texts, language }: PageContext, { what, at }: Ticket['log'][number]): Html {
  const { person, did, logLine } = texts.inbox.ticket;
  const words = new Map(Object.entries(did)).get(what);
  return html`
        <li class="move">${say(logLine, { who: say(person), what: words === undefined ? what : say(words) })} · ${when(at, language)}</li>`;
}

function messageRow({ say, texts, language }: PageContext, message: TicketMessage): Html {
  const { ticket: words } = texts.inbox;
  const { by, agent, at, text, delivery } = message;
  const name = by === 'person' || agent === undefined ? say(words.person) : agent;
  return html`
        <li class="${by}">
          <p class="by">${name} · ${when(at, language)}</p>
          <p class="text">${text}</p>
          ${delivery === undefined ? '' : html`<p class="delivery ${delivery}">${say(words.delivery[delivery])}</p>`}
        </li>`;
}

/** Returns what the person said last, for which answers are suggested. */
export function lastFromPerson(ticket: Ticket): string {
  const said = ticket.messages.findLast(({ by }) => by === 'person')?.text;
  return said ?? (ticket.sentence || lastTyped(ticket));
}
