import type { Texts } from '../../../content/content.ts';
import { type Html, html } from '../../../http/html.ts';
import { endByPerson } from '../../../tickets/end-by-person.ts';
import type { Undelivered } from '../../../tickets/outbox/dead-letters.ts';
import type { Ticket } from '../../../tickets/ticket.ts';
import { aboutOf } from '../../../tickets/ticket-rows.ts';
import { layout, type PageContext } from '../../layout.ts';
import type { Suggested } from '../../suggestion.ts';
import { undelivered } from '../inbox/undelivered.ts';
import { liveNotices, liveSettings } from '../live.ts';
import { heldBy, ticketName } from '../names.ts';
import { type Notice, noticeBox } from '../notice.ts';
import { ticketAddress } from '../ticket-address.ts';
import { when } from '../when.ts';
import { conversation } from './conversation.ts';
import { facts } from './facts.ts';
import { type ReplyBox, replyBox, suggestedAnswers } from './reply-box.ts';
import type { Action } from './ticket-actions.ts';

interface Drawn {
  ticket: Ticket;
  /** True where a desk outside the network answers it. */
  isPassedOn: boolean;
  /** What of it has not been delivered, although it was tried more than once. */
  undelivered: Undelivered;
  /** Missing where the ticket is closed. */
  suggested: Suggested | undefined;
  notice?: Notice | undefined;
  box: ReplyBox;
  /** The query of the list that the ticket was opened from. */
  list: string;
}

/** Returns the page of a ticket: where the person is, what was said, and the actions that are possible now. */
export function ticketPage(context: PageContext, pack: Texts, drawn: Drawn): Html {
  const { say, texts, assets, session } = context;
  const { ticket, suggested, notice, box, list } = drawn;
  const { ticket: words, suggestions: suggesting } = texts.inbox;
  const { number } = ticket;
  const title = ticketName(context, { ...ticket, about: aboutOf(ticket) });
  return layout(context, {
    title: `${say(words.title, { number })}: ${title}`,
    current: 'tickets',
    settings: liveSettings(context, {
      source: ticketAddress(number, list),
      ticket: number,
      used: say(suggesting.used),
      agent: session?.agent.id,
    }),
    head: html`<link rel="stylesheet" href="${assets}/undelivered.css"><link rel="stylesheet" href="${assets}/ticket.css"><script type="module" src="${assets}/inbox.js"></script>`,
    main: html`
      ${noticeBox(notice)}
      ${liveNotices()}
      <p class="back"><a href="/helpdesk${list === '' ? '' : `?${list}`}">${say(words.back)}</a></p>
      <h1><span class="quiet">${say(words.title, { number })}</span> ${title}</h1>
      ${statusSection(context, drawn)}
      ${undelivered(context, drawn.undelivered)}
      ${facts(context, pack, ticket)}
      <div class="columns">
        <div class="talks">${conversation(context, ticket)}</div>
        ${suggestedAnswers(context, ticket, suggested, box, list)}
        ${replyBox(context, ticket, box, list)}
      </div>
      ${history(context, ticket)}`,
  });
}

/** Returns who has the ticket and the buttons for what can be done with it now. */
function statusSection(context: PageContext, { ticket, isPassedOn, list }: Drawn): Html {
  const { say, texts, session } = context;
  const { state, agent, number, messages } = ticket;
  const held = heldBy(context, { ...ticket, byPerson: endByPerson(ticket), isPassedOn });
  const isOwn = agent?.id === session?.agent.id;
  const button = (action: Exclude<Action, 'reply'>, isMain = false): Html => html`
        <form method="post" action="${ticketAddress(number, list, action)}">
          <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
          ${action === 'close' ? html`<label class="choice"><input type="checkbox" name="silently" value="yes"> ${say(texts.inbox.close.silently)}</label>` : ''}
          <button id="${action}"${isMain ? html` class="main"` : ''}>${say(texts.inbox[action].button)}</button>
        </form>`;
  return html`
      <div id="standing" class="standing" data-live data-held="${held}" data-said="${say(texts.inbox.ticket.news, { held, messages: messages.length })}">
        <p class="badge ${isPassedOn ? 'calm' : state}">${held}</p>
        ${state === 'open' ? [button('claim', true), button('close')] : ''}
        ${state === 'taken' && isOwn ? [button('release'), button('close')] : ''}
        ${state === 'taken' && !isOwn ? button('takeOver') : ''}
        ${state === 'closed' ? button('reopen') : ''}
      </div>`;
}

function history({ say, texts, language }: PageContext, { log }: Ticket): Html {
  const { ticket: words } = texts.inbox;
  // The log may hold an action for which there is no text.
  const did = new Map(Object.entries(words.did).map(([what, text]) => [what, say(text)]));
  return html`
      <section id="log" class="log" aria-labelledby="log-heading" data-live>
        <h2 id="log-heading">${say(words.log)}</h2>
        ${log.length === 0 ? html`<p class="empty">${say(words.nothingSince)}</p>` : ''}
        <ol>
          ${log.map(
            ({ who, what, at }) =>
              html`<li>${say(words.logLine, { who: who || say(words.person), what: did.get(what) ?? what })} <span class="quiet">${when(at, language)}</span></li>`,
          )}
        </ol>
      </section>`;
}
