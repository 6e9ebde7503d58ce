import { type Html, html } from '../../web/html.ts';
import type { Ticket, TicketMessage } from '../ticket.ts';
import { typedBefore } from '../ticket-rows.ts';
import type { PageContext } from './layout.ts';
import { when } from './when.ts';

/** What was said before the hand-over, what the person added to it, and what was said since. */
export function conversation(context: PageContext, ticket: Ticket): Html {
  const { say, texts } = context;
  const { ticket: words } = texts.inbox;
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
        ticket.messages.length === 0
          ? html`<p class="empty">${say(words.nothingSince)}</p>`
          : html`<ol class="talk">${ticket.messages.map((message) => drawn(context, message))}</ol>`
      }
    </section>`;
}

function drawn({ say, texts, language }: PageContext, message: TicketMessage): Html {
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

/** What the person said last, by which answers are suggested. */
export function lastWords(ticket: Ticket): string {
  const said = ticket.messages.findLast(({ by }) => by === 'person')?.text;
  return said ?? (ticket.sentence || typedBefore(ticket));
}
