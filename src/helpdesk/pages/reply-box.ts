import { type Html, html } from '../../web/html.ts';
import type { Suggestion } from '../suggestion.ts';
import type { Ticket } from '../ticket.ts';
import type { PageContext } from './layout.ts';

/** As many characters as somebody reads in a chat; other channels cut what is much longer. */
export const REPLY_LIMIT = 4000;

/** The box that an answer is written into, or who answers instead. A script leaves it alone while something stands in it. */
export function replyBox(context: PageContext, ticket: Ticket, typed: string): Html {
  const { say, texts, session } = context;
  const { reply } = texts.inbox;
  const { agent, state } = ticket;
  const isOwn = agent?.id === session?.agent.id;
  const mayReply = state === 'open' || (state === 'taken' && isOwn);
  const closedOr = state === 'closed' ? say(reply.closed) : say(reply.takenBy, { agent: agent?.name ?? '' });
  return html`
    <section id="reply" class="reply" aria-labelledby="reply-heading" data-live>
      <h2 id="reply-heading">${mayReply || typed !== '' ? html`<label for="text">${say(reply.label)}</label>` : say(reply.label)}</h2>
      ${mayReply ? '' : html`<p class="empty">${closedOr}</p>`}
      ${
        mayReply || typed !== ''
          ? html`
      <form method="post" action="/helpdesk/tickets/${ticket.number}/reply">
        <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
        <input type="hidden" name="after" value="${ticket.messages.length}">
        <textarea id="text" name="text" rows="7" required aria-describedby="hint">
${typed}</textarea>
        <p id="hint" class="quiet">${say(reply.hint, { limit: REPLY_LIMIT })}${mayReply && !isOwn ? ` ${say(reply.takes)}` : ''}</p>
        <button class="main">${say(reply.button)}</button>
      </form>`
          : ''
      }
    </section>`;
}

/** Answers that may fit, each one click from the reply; without scripts the page comes again with it. */
export function suggestedAnswers(
  context: PageContext,
  number: string,
  suggestions: readonly Suggestion[],
): Html {
  const { say, texts } = context;
  const { suggestions: words } = texts.inbox;
  return html`
    <section id="suggestions" class="suggestions" aria-labelledby="suggestions-heading" data-live>
      <h2 id="suggestions-heading">${say(words.heading)}</h2>
      ${
        suggestions.length === 0
          ? html`<p class="empty">${say(words.none)}</p>`
          : html`<p class="quiet">${say(words.explanation)}</p>`
      }
      <ul>
        ${suggestions.map(
          ({ intent, question, confidence, answer }) => html`
        <li>
          <h3>${question}</h3>
          <p class="quiet">${say(words.sure, { percent: Math.round(confidence * 100) })}</p>
          <p class="text" id="answer-${intent}">${answer.body}</p>
          <form action="/helpdesk/tickets/${number}#reply">
            <button name="suggestion" value="${intent}" aria-describedby="answer-${intent}">${say(words.use)}</button>
          </form>
        </li>`,
        )}
      </ul>
      <p><a href="/helpdesk/answers">${say(words.link)}</a></p>
    </section>`;
}
