import { type Html, html } from '../../../http/html.ts';
import { endByPerson } from '../../../tickets/end-by-person.ts';
import type { Agent, Ticket } from '../../../tickets/ticket.ts';
import type { PageContext } from '../../layout.ts';
import { KNOWN_DAYS } from '../../sign-in/colleagues.ts';
import { heldBy } from '../names.ts';
import { ticketAddress } from '../ticket-address.ts';
import type { Action } from './ticket-actions.ts';

interface Standing {
  ticket: Ticket;
  /** True where a desk outside the network answers it. */
  isPassedOn: boolean;
  /** Those that the agent may hand it to. */
  colleagues: readonly Agent[];
  /** The query of the list that the ticket was opened from. */
  list: string;
}

/** Returns who has the ticket and the buttons for what can be done with it now. */
export function standing(context: PageContext, { ticket, isPassedOn, colleagues, list }: Standing): Html {
  const { say, texts, session } = context;
  const { state, agent, messages, notes } = ticket;
  const held = heldBy(context, { ...ticket, byPerson: endByPerson(ticket), isPassedOn });
  const isOwn = agent?.id === session?.agent.id;
  const button = (action: 'claim' | 'takeOver' | 'release' | 'reopen', isMain = false): Html =>
    form(
      context,
      ticket,
      { action, list },
      html`<button id="${action}"${isMain ? html` class="main"` : ''}>${say(texts.inbox[action].button)}</button>`,
    );
  const close = form(
    context,
    ticket,
    { action: 'close', list },
    html`
          <label class="choice"><input type="checkbox" name="silently" value="yes"> ${say(texts.inbox.close.silently)}</label>
          <button id="close">${say(texts.inbox.close.button)}</button>`,
  );
  const said = say(texts.inbox.ticket.news, { held, messages: messages.length, notes: notes.length });
  return html`
      <div id="standing" class="standing" data-live data-held="${held}" data-said="${said}">
        <p class="badge ${isPassedOn ? 'calm' : state}">${held}</p>
        ${state === 'open' ? [button('claim', true), close] : ''}
        ${state === 'taken' && isOwn ? [button('release'), close, handOn(context, ticket, colleagues, list)] : ''}
        ${state === 'taken' && !isOwn ? button('takeOver') : ''}
        ${state === 'closed' ? button('reopen') : ''}
      </div>`;
}

/** Returns the form that hands the ticket to somebody who has signed in lately. */
function handOn(context: PageContext, ticket: Ticket, colleagues: readonly Agent[], list: string): Html {
  const { say, texts } = context;
  const { label, choose, button, nobody } = texts.inbox.handOn;
  const choice =
    colleagues.length === 0
      ? html`<p class="quiet">${say(nobody, { days: KNOWN_DAYS })}</p>`
      : form(
          context,
          ticket,
          { action: 'handOn', list },
          html`
          <label class="unseen" for="to">${say(choose)}</label>
          <select id="to" name="to" required>
            <option value="">${say(choose)}</option>
            ${colleagues.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
          </select>
          <button id="handOn">${say(button)}</button>`,
        );
  return html`
        <details class="hand-on">
          <summary>${say(label)}</summary>
          ${choice}
        </details>`;
}

function form(
  { session }: PageContext,
  { number }: Ticket,
  { action, list }: { action: Action; list: string },
  fields: Html,
): Html {
  return html`
        <form method="post" action="${ticketAddress(number, list, action)}">
          <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
          ${fields}
        </form>`;
}
