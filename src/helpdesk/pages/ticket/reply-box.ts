import { type Html, html } from '../../../http/html.ts';
import type { Ticket } from '../../../tickets/ticket.ts';
import type { PageContext } from '../../layout.ts';
import type { Suggested, Suggestion } from '../../suggestion.ts';
import { noticeBox } from '../notice.ts';
import { ticketAddress } from '../ticket-address.ts';

/** The greatest length of a reply in characters: about what somebody reads in a chat, and what no channel cuts. */
export const REPLY_LIMIT = 4000;
const FORM = 'reply-form';
/** In percent: nothing that is guessed from words is certain. */
const MOST_SURE = 99;

/** The reason why a reply is not sent. */
export interface RefusedReply {
  why: string;
  /** True where the writer may send it nevertheless. */
  mayInsist: boolean;
}

/** The text in the reply box, and the reason why it was not sent. */
export interface ReplyBox {
  typed: string;
  wrong?: RefusedReply;
  /** The time after which an answer that was not read is sent by email, in milliseconds; undefined where no email can be sent. */
  emailAfterMs?: number | undefined;
}

/** Says whether the answer goes to the person's address as well. */
function byEmail({ say, texts }: PageContext, email: string, afterMs: number | undefined): string {
  const { reply } = texts.inbox;
  return afterMs === undefined
    ? say(reply.mail, { email })
    : say(reply.mailToo, { email, minutes: Math.round(afterMs / 60_000) });
}

/** Returns the box for a reply, or the name of the agent who answers instead. A script does not replace it while it holds text. */
export function replyBox(
  context: PageContext,
  ticket: Ticket,
  { typed, wrong, emailAfterMs }: ReplyBox,
  list: string,
): Html {
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
      <form id="${FORM}" method="post" action="${ticketAddress(ticket.number, list, 'reply')}">
        <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
        <input type="hidden" name="after" value="${ticket.messages.length}">
        <textarea id="text" name="text" rows="7" required aria-describedby="hint">
${typed}</textarea>
        <p id="hint" class="quiet">${say(reply.hint, { limit: REPLY_LIMIT })}${email === undefined ? '' : ` ${byEmail(context, email, emailAfterMs)}`}${mayReply && !isOwn ? ` ${say(reply.takes)}` : ''}</p>
        <p class="buttons">
          <button class="main">${say(reply.button)}</button>
          ${wrong?.mayInsist ? html`<button name="anyway" value="yes">${say(reply.anyway)}</button>` : ''}
        </p>
      </form>`
          : ''
      }
    </section>`;
}

/** Checks whether the agent gets a reply box: the ticket is theirs or nobody's, or they have typed something already. */
function hasReplyBox({ session }: PageContext, { agent, state }: Ticket, typed = ''): boolean {
  return state === 'open' || (state === 'taken' && agent?.id === session?.agent.id) || typed !== '';
}

/** Checks whether an answer was sent already; its first paragraph may be between other words. */
function wasSent({ answer }: Suggestion, { messages }: Ticket): boolean {
  const [first = ''] = answer.body.split('\n');
  return messages.some(({ by, text }) => by === 'agent' && text.includes(first));
}

/** Checks whether the assistant has shown the person an answer before the hand-over. */
function wasShown({ intent }: Suggestion, { exchanges }: Ticket): boolean {
  return exchanges.some(({ about = [] }) =>
    about.some((topic) => 'question' in topic && topic.question === intent),
  );
}

/** Returns the suggested answers, each with a button that puts it into the reply; without scripts the server does that. */
export function suggestedAnswers(
  context: PageContext,
  ticket: Ticket,
  { suggestions, reason, open }: Pick<Suggested, 'suggestions' | 'reason' | 'open'> = {
    suggestions: [],
    open: [],
  },
  { typed }: ReplyBox,
  list: string,
): Html {
  const { say, texts } = context;
  const { suggestions: words } = texts.inbox;
  const unsent = suggestions.filter((each) => !wasSent(each, ticket));
  const shown = unsent.filter((each) => wasShown(each, ticket));
  const fresh = unsent.filter((each) => !wasShown(each, ticket));
  // The button belongs to the reply's form, so that what was typed there is sent along.
  const useButton = (intent: string): Html => html`
          <button form="${FORM}" formaction="${ticketAddress(ticket.number, list, 'suggestion')}#reply" formnovalidate name="suggestion" value="${intent}" aria-describedby="answer-${intent}">${say(words.use)}</button>`;
  const item = ({ intent, question, confidence, answer }: Suggestion): Html => html`
        <li>
          <h3>${question}</h3>
          <p class="quiet">${say(words.sure, { percent: Math.min(MOST_SURE, Math.round(confidence * 100)) })}</p>
          <p class="text" id="answer-${intent}">${answer.body}</p>
          ${hasReplyBox(context, ticket, typed) ? useButton(intent) : ''}
        </li>`;
  const noneLeft = shown.length > 0 ? words.allShown : words.sent;
  return html`
    <section id="suggestions" class="suggestions" aria-labelledby="suggestions-heading" data-live>
      <h2 id="suggestions-heading">${say(words.heading)}</h2>
      ${
        fresh.length === 0
          ? html`<p class="empty">${say(suggestions.length > 0 ? noneLeft : words.none[reason ?? 'not-sure'])}</p>`
          : html`<p class="quiet">${say(words.explanation)}</p>`
      }
      ${open.map((question) => html`<p class="quiet">${say(words.open, { question })}</p>`)}
      <ul>${fresh.map(item)}</ul>
      ${
        shown.length === 0
          ? ''
          : html`
      <details>
        <summary>${say(words.shown, { count: shown.length })}</summary>
        <ul>${shown.map(item)}</ul>
      </details>`
      }
      <p><a href="/helpdesk/answers">${say(words.link)}</a></p>
    </section>`;
}
