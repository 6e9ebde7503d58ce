import type { Texts } from '../../../content/content.ts';
import { type Html, html } from '../../../http/html.ts';
import { INBOX } from '../../../tickets/systems/inbox.ts';
import type { Ticket } from '../../../tickets/ticket.ts';
import type { PageContext } from '../../layout.ts';
import { deskName } from '../names.ts';
import { ticketAddress } from '../ticket-address.ts';
import { when } from '../when.ts';

/** Returns the facts of a ticket: where the person is in the guide, how to reach them, and which other systems have it. */
export function facts(context: PageContext, pack: Texts, ticket: Ticket, list: string): Html {
  const { say, texts, language } = context;
  const { ticket: words } = texts.inbox;
  const { email, elsewhere } = ticket;
  const others = Object.entries(elsewhere).filter(([system]) => system !== INBOX);
  return html`
    <section aria-labelledby="facts">
      <h2 id="facts">${say(words.facts)}</h2>
      <dl class="facts">
        ${ticket.facts.map(({ name, value }) => fact(name, html`${value}`))}
        ${fact(say(words.asked), when(ticket.openedAt, language))}
        ${fact(say(words.desk), html`${deskName(context, pack, ticket.desk)}`)}
        ${email === undefined ? '' : fact(say(words.email), html`<a href="${mailto(email)}">${email}</a>`)}
        ${others.map(([system, { page, isWithoutPerson }]) => {
          const isLink = page !== undefined && /^https?:\/\//.test(page);
          const place = isLink ? html`<a href="${page}" rel="noopener">${system}</a>` : html`${system}`;
          return fact(
            say(words.elsewhere),
            isWithoutPerson ? html`${place}<br>${say(words.withoutPerson)}` : place,
          );
        })}
      </dl>
      ${ticket.linkKey === undefined ? '' : linkStop(context, ticket, list)}
    </section>`;
}

/** Returns the button that makes the links in the person's emails useless. */
function linkStop({ say, texts, session }: PageContext, { number }: Ticket, list: string): Html {
  const { explanation, button } = texts.inbox.revokeLinks;
  return html`
      <form method="post" action="${ticketAddress(number, list, 'revokeLinks')}" class="link-stop">
        <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
        <p class="quiet" id="about-links">${say(explanation)}</p>
        <button class="plain" aria-describedby="about-links">${say(button)}</button>
      </form>`;
}

function fact(name: string, value: Html): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** Returns a mailto link; an address can hold characters that would begin a subject or a second address. */
function mailto(email: string): string {
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}`;
}
