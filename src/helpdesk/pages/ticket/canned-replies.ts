import { type Html, html } from '../../../http/html.ts';
import type { Ticket } from '../../../tickets/ticket.ts';
import type { ReadyReply } from '../../canned-replies.ts';
import type { PageContext } from '../../layout.ts';
import { ticketAddress } from '../ticket-address.ts';
import { hasWords } from './has-words.ts';
import { hasReplyBox, REPLY_FORM, type ReplyBox } from './reply-box.ts';

/** The number of replies that are shown before anybody looks for one, besides those that belong to the ticket. */
const SHOWN_FIRST = 3;

/**
 * Returns the helpdesk's own replies, each with a button that puts it into the reply box, and a field that finds them. Nothing where
 * there are none, or nobody can answer.
 */
export function cannedReplies(
  context: PageContext,
  ticket: Ticket,
  replies: readonly ReadyReply[],
  box: ReplyBox,
  list: string,
): Html {
  const { say, texts } = context;
  const { canned } = texts.inbox;
  const { find = '' } = box;
  if (replies.length === 0 || !hasReplyBox(context, ticket, box)) return html``;
  const first = replies.filter(({ isForTicket }, at) => isForTicket || at < SHOWN_FIRST);
  const found =
    find.trim() === '' ? first : replies.filter(({ title, text }) => hasWords(`${title} ${text}`, find));
  const address = `${ticketAddress(ticket.number, list, 'suggestion')}`;
  // Folded where nothing belongs to the ticket, so that the suggested answers below are seen.
  const isOpen = find !== '' || replies.some(({ isForTicket }) => isForTicket);
  const hiddenCount = replies.length - first.length;
  // The field and the buttons belong to the reply's form, so that what was typed there is sent along.
  return html`
    <section id="canned" class="canned" aria-labelledby="canned-heading" data-live>
      <details${isOpen ? html` open` : ''}>
      <summary><h2 id="canned-heading">${say(canned.heading, { count: replies.length })}</h2></summary>
      <p class="find">
        <label for="find">${say(canned.find)}</label>
        <input id="find" name="find" type="search" form="${REPLY_FORM}" value="${find}" maxlength="200" autocomplete="off" data-filters="canned-list">
        <button form="${REPLY_FORM}" formaction="${address}#canned" formnovalidate data-finds>${say(canned.findButton)}</button>
      </p>
      <ul id="canned-list">${replies.map((reply) => replyItem(context, reply, address, { isFirst: first.includes(reply), isShown: found.includes(reply) }))}</ul>
      <p id="canned-list-none" class="empty"${found.length > 0 ? html` hidden` : ''}>${say(canned.none)}</p>
      ${hiddenCount > 0 && find === '' ? html`<p class="quiet">${say(canned.more, { count: hiddenCount })}</p>` : ''}
      </details>
    </section>`;
}

function replyItem(
  { say, texts }: PageContext,
  { id, title, text }: ReadyReply,
  address: string,
  { isFirst, isShown }: { isFirst: boolean; isShown: boolean },
): Html {
  return html`
        <li${isFirst ? html` data-first` : ''}${isShown ? '' : html` hidden`}>
          <h3 id="canned-title-${id}">${title}</h3>
          <p class="text" id="canned-${id}">${text}</p>
          <button form="${REPLY_FORM}" formaction="${address}#reply" formnovalidate name="canned" value="${id}" aria-describedby="canned-title-${id}">${say(texts.inbox.canned.use)}</button>
        </li>`;
}
