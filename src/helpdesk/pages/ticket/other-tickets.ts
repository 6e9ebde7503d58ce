import { type Html, html } from '../../../http/html.ts';
import type { Ticket } from '../../../tickets/ticket.ts';
import type { InboxRow } from '../../../tickets/ticket-rows.ts';
import type { PageContext } from '../../layout.ts';
import type { ListedTicket } from '../inbox/selection.ts';
import { heldBy, ticketName } from '../names.ts';
import { ticketAddress } from '../ticket-address.ts';
import { when } from '../when.ts';

/** The greatest number listed. */
const MOST = 10;

/** Finds the other tickets of a ticket's person, by the conversation and the email address, the newest first. */
export function othersOf({ number, talk, email }: Ticket, rows: readonly InboxRow[]): InboxRow[] {
  const address = email?.toLowerCase();
  return rows
    .filter(
      (row) =>
        row.number !== number &&
        (row.talk === talk || (address !== undefined && row.email?.toLowerCase() === address)),
    )
    .sort((a, b) => Number(a.openedAt < b.openedAt) - Number(a.openedAt > b.openedAt))
    .slice(0, MOST);
}

/** Returns links to the other tickets of the same person; nothing where there are none. */
export function otherTickets(context: PageContext, others: readonly ListedTicket[], list: string): Html {
  const { say, texts, language } = context;
  const { ticket: words } = texts.inbox;
  return html`
      <div id="others" data-live>${
        others.length === 0
          ? ''
          : html`
      <section class="others" aria-labelledby="others-heading">
        <h2 id="others-heading">${say(words.others)}</h2>
        <p class="quiet">${say(words.othersWhy)}</p>
        <ul>${others.map(
          // Words of the person would stay here after that ticket is deleted.
          ({ about: _, ...row }) => html`
          <li><a href="${ticketAddress(row.number, list)}"><span class="number">${row.number}</span> ${ticketName(context, row)}</a> <span class="quiet">${heldBy(context, row)} · ${when(row.openedAt, language)}</span></li>`,
        )}</ul>
      </section>`
      }</div>`;
}
