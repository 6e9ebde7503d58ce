import { type Html, html } from '../../../http/html.ts';
import type { Ticket } from '../../../tickets/ticket.ts';
import type { PageContext } from '../../layout.ts';
import type { Suggestion } from '../../suggestion.ts';
import { noticeBox } from '../notice.ts';

/** As many characters as somebody reads in a chat; other channels cut what is much longer. */
export const REPLY_LIMIT = 4000;
const FORM = 'reply-form';

/** Why a reply is not sent. */
export interface RefusedReply {
  why: string;
  /** Whether it is sent where its writer wants it nevertheless. */
  mayInsist: boolean;
}

/** What stands in the box, and why that was not sent. */
export interface ReplyBox {
  typed: string;
  wrong?: RefusedReply;
}

/** The box that an answer is written into, or who answers instead. A script leaves it alone while something stands in it. */
export function replyBox(context: PageContext, ticket: Ticket, { typed, wrong }: ReplyBox): Html {
  const { say, texts, session } = context;
  const { reply } = texts.inbox;
  const { agent, state, email } = ticket;
  const isOwn = agent?.id === session?.agent.id;
  const mayReply = hasReplyBox(context, ticket);
  const hasBox = hasReplyBox(context, ticket, typed);
  const closedOr = state === 'closed' ? say(reply.closed) : say(reply.takenBy, { agent: agent?.name ?? '' });
  return html`
    <section id="reply" class="reply" aria-labelledby="reply-heading" data-live>
      <h2 id="reply-heading">${hasBox ? html`<label for="text">${say(reply.label)}</label>` : say(reply.label)}</h2>
      ${mayReply ? '' : html`<p class="empty">${closedOr}</p>`}
      ${noticeBox(wrong && { kind: 'refused', text: wrong.why })}
      ${
        hasBox
          ? html`
      <form id="${FORM}" method="post" action="/helpdesk/tickets/${ticket.number}/reply">
        <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
        <input type="hidden" name="after" value="${ticket.messages.length}">
        <textarea id="text" name="text" rows="7" required aria-describedby="hint">
${typed}</textarea>
        <p id="hint" class="quiet">${say(reply.hint, { limit: REPLY_LIMIT })}${email === undefined ? '' : ` ${say(reply.mail, { email })}`}${mayReply && !isOwn ? ` ${say(reply.takes)}` : ''}</p>
        <p class="buttons">
          <button class="main">${say(reply.button)}</button>
          ${wrong?.mayInsist ? html`<button name="anyway" value="yes">${say(reply.anyway)}</button>` : ''}
        </p>
      </form>`
          : ''
      }
    </section>`;
}

/** Whether somebody can write here: the ticket is theirs or nobody's, or what they have written must not be lost. */
function hasReplyBox({ session }: PageContext, { agent, state }: Ticket, typed = ''): boolean {
  return state === 'open' || (state === 'taken' && agent?.id === session?.agent.id) || typed !== '';
}

/** Whether the person has got an answer already; its first paragraph may stand between other words. */
function wasSent({ answer }: Suggestion, { messages }: Ticket): boolean {
  const [first = ''] = answer.body.split('\n');
  return messages.some(({ by, text }) => by === 'agent' && text.includes(first));
}

/** Answers that may fit, each one click from the reply; without scripts the page comes again with it. */
export function suggestedAnswers(
  context: PageContext,
  ticket: Ticket,
  suggestions: readonly Suggestion[],
  { typed }: ReplyBox,
): Html {
  const { say, texts } = context;
  const { suggestions: words } = texts.inbox;
  const unsent = suggestions.filter((each) => !wasSent(each, ticket));
  // Part of the form of the reply, so that what is typed there comes along.
  const useButton = (intent: string): Html => html`
          <button form="${FORM}" formaction="/helpdesk/tickets/${ticket.number}/suggestion#reply" formnovalidate name="suggestion" value="${intent}" aria-describedby="answer-${intent}">${say(words.use)}</button>`;
  return html`
    <section id="suggestions" class="suggestions" aria-labelledby="suggestions-heading" data-live>
      <h2 id="suggestions-heading">${say(words.heading)}</h2>
      ${
        unsent.length === 0
          ? html`<p class="empty">${say(suggestions.length === 0 ? words.none : words.sent)}</p>`
          : html`<p class="quiet">${say(words.explanation)}</p>`
      }
      <ul>
        ${unsent.map(
          ({ intent, question, confidence, answer }) => html`
        <li>
          <h3>${question}</h3>
          <p class="quiet">${say(words.sure, { percent: Math.round(confidence * 100) })}</p>
          <p class="text" id="answer-${intent}">${answer.body}</p>
          ${hasReplyBox(context, ticket, typed) ? useButton(intent) : ''}
        </li>`,
        )}
      </ul>
      <p><a href="/helpdesk/answers">${say(words.link)}</a></p>
    </section>`;
}
