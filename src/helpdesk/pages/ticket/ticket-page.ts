import type { Texts } from '../../../content/content.ts';
import { type Html, html } from '../../../http/html.ts';
import { mailNotes } from '../../../tickets/mail-notes.ts';
import type { Undelivered } from '../../../tickets/outbox/dead-letters.ts';
import type { Agent, Ticket, TicketMessage } from '../../../tickets/ticket.ts';
import { aboutOf } from '../../../tickets/ticket-rows.ts';
import type { ReadyReply } from '../../canned-replies.ts';
import { layout, type PageContext } from '../../layout.ts';
import type { Suggested } from '../../suggestion.ts';
import type { ListedTicket } from '../inbox/selection.ts';
import { undelivered } from '../inbox/undelivered.ts';
import { liveNotices, liveSettings } from '../live.ts';
import { ticketName } from '../names.ts';
import { type Notice, noticeBox } from '../notice.ts';
import { ticketAddress } from '../ticket-address.ts';
import { when } from '../when.ts';
import { cannedReplies } from './canned-replies.ts';
import { conversation } from './conversation.ts';
import { facts } from './facts.ts';
import { otherTickets } from './other-tickets.ts';
import { type ReplyBox, replyBox, suggestedAnswers } from './reply-box.ts';
import { standing } from './standing.ts';

interface Drawn {
  ticket: Ticket;
  /** True where a desk outside the network answers it. */
  isPassedOn: boolean;
  /** What of it has not been delivered, although it was tried more than once. */
  undelivered: Undelivered;
  /** How many things for other tickets have not been delivered. */
  undeliveredElsewhere: number;
  /** The other tickets of the same person. */
  others: readonly ListedTicket[];
  /** Those that the agent may hand it to. */
  colleagues: readonly Agent[];
  /** Missing where the ticket is closed. */
  suggested: Suggested | undefined;
  /** The helpdesk's own replies, those that belong to the ticket first. */
  replies: readonly ReadyReply[];
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
  const notesOn = (message: TicketMessage) => mailNotes(message, pack.mail, context);
  const title = ticketName(context, { ...ticket, about: aboutOf(ticket) });
  return layout(context, {
    title: `${say(words.title, { number })}: ${title}`,
    current: 'tickets',
    settings: liveSettings(context, {
      source: ticketAddress(number, list),
      ticket: number,
      used: say(suggesting.used),
      agent: session?.agent.id,
      csrf: session?.csrf,
      writing: say(texts.inbox.live.writing, { agent: '{agent}' }),
    }),
    head: html`<link rel="stylesheet" href="${assets}/ticket.css"><script type="module" src="${assets}/inbox.js"></script>`,
    main: html`
      ${noticeBox(notice)}
      ${liveNotices()}
      <p class="back"><a href="/helpdesk${list === '' ? '' : `?${list}`}">${say(words.back)}</a></p>
      <h1><span class="quiet">${say(words.title, { number })}</span> ${title}</h1>
      ${standing(context, drawn)}
      ${undelivered(context, drawn.undelivered, drawn.undeliveredElsewhere)}
      ${facts(context, pack, ticket, list)}
      <div class="columns">
        <div class="talks">${conversation(context, ticket, notesOn, list)}<p id="writing" class="quiet" role="status"></p></div>
        <div class="aside">
          ${cannedReplies(context, ticket, drawn.replies, box, list)}
          ${suggestedAnswers(context, ticket, suggested, box, list)}
        </div>
        ${replyBox(context, ticket, box, list)}
      </div>
      ${otherTickets(context, drawn.others, list)}
      ${history(context, ticket)}`,
  });
}

function history({ say, texts, language }: PageContext, { log }: Ticket): Html {
  const { ticket: words } = texts.inbox;
  // The log may hold an action for which there is no text.
  const did = new Map(Object.entries(words.did));
  const nameOf = (what: string, colleague = ''): string => {
    const text = did.get(what);
    return text === undefined ? what : say(text, { colleague });
  };
  return html`
      <section id="log" class="log" aria-labelledby="log-heading" data-live>
        <h2 id="log-heading">${say(words.log)}</h2>
        ${log.length === 0 ? html`<p class="empty">${say(words.nothingSince)}</p>` : ''}
        <ol>
          ${log.map(
            ({ who, what, to, at }) =>
              html`<li>${say(words.logLine, { who: who || say(words.person), what: nameOf(what, to) })} <span class="quiet">${when(at, language)}</span></li>`,
          )}
        </ol>
      </section>`;
}
