import { type Html, html } from '../../../http/html.ts';
import type { Ticket } from '../../../tickets/ticket.ts';
import type { PageContext } from '../../layout.ts';
import type { Suggested, Suggestion } from '../../suggestion.ts';
import { noticeBox } from '../notice.ts';
import { ticketAddress } from '../ticket-address.ts';
import { spoken } from './spoken.ts';

/** The greatest length of a reply in characters: about what somebody reads in a chat, and what no channel cuts. */
export const REPLY_LIMIT = 4000;
/** The id of the form, to which fields and buttons elsewhere on the page belong. */
export const REPLY_FORM = 'reply-form';
/** In percent: nothing that is guessed from words is certain. */
const MOST_SURE = 99;

/** The reason why a reply is not sent. */
export interface RefusedReply {
  why: string;
  /** True where the writer may send it nevertheless. */
  mayInsist: boolean;
}

/** The text in the box, whether it is a note, and the reason why it was not sent. */
export interface ReplyBox {
  typed: string;
  isNote?: boolean;
  /** The words by which the helpdesk's own replies are looked for. */
  find?: string;
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

/**
 * Returns the box for a reply or an internal note; where the agent cannot reply, it says who does, and takes a note alone. A script
 * does not replace it while it holds text.
 */
export function replyBox(context: PageContext, ticket: Ticket, box: ReplyBox, list: string): Html {
  const { say, texts } = context;
  const { reply, note } = texts.inbox;
  const { agent, state } = ticket;
  const { wrong } = box;
  const hasBox = hasReplyBox(context, ticket, box);
  const closedOr = state === 'closed' ? say(reply.closed) : say(reply.takenBy, { agent: agent?.name ?? '' });
  return html`
    <section id="reply" class="reply" aria-labelledby="reply-heading" data-live>
      <h2 id="reply-heading">${hasBox ? html`<label for="text">${either(say(reply.label), say(note.label))}</label>` : say(reply.label)}</h2>
      ${mayReply(context, ticket) ? '' : html`<p class="empty">${closedOr}</p>`}
      ${noticeBox(wrong && { kind: 'refused', text: wrong.why })}
      ${hasBox ? replyForm(context, ticket, box, list) : noteForm(context, ticket, box, list)}
    </section>`;
}

/** Returns words for an answer and for a note; styles show those that apply, so that they are right without a script. */
function either(forPerson: string, forNote: string): Html {
  return html`<span class="for-person">${forPerson}</span><span class="for-note">${forNote}</span>`;
}

function replyForm(
  context: PageContext,
  ticket: Ticket,
  { typed, isNote, wrong, emailAfterMs }: ReplyBox,
  list: string,
): Html {
  const { say, texts, session } = context;
  const { reply, note } = texts.inbox;
  const { email, agent, number, messages } = ticket;
  const takes = mayReply(context, ticket) && agent?.id !== session?.agent.id;
  const mail = email === undefined ? '' : ` ${byEmail(context, email, emailAfterMs)}`;
  const hint = `${say(reply.hint, { limit: REPLY_LIMIT })}${mail}${takes ? ` ${say(reply.takes)}` : ''}`;
  return html`
      <form id="${REPLY_FORM}" method="post" action="${ticketAddress(number, list, 'reply')}">
        <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
        <input type="hidden" name="after" value="${messages.length}">
        <label class="choice"><input id="note" type="checkbox" name="note" value="yes"${isNote ? html` checked` : ''}> ${say(note.choice)}</label>
        <textarea id="text" name="text" rows="7" required aria-describedby="hint">
${typed}</textarea>
        <p id="hint" class="quiet">${either(hint, say(note.hint, { limit: REPLY_LIMIT }))}</p>
        <p class="buttons">
          <button class="main">${either(say(reply.button), say(note.button))}</button>
          ${wrong?.mayInsist ? html`<button name="anyway" value="yes">${either(say(reply.anyway), say(note.anyway))}</button>` : ''}
        </p>
      </form>`;
}

function noteForm(
  { say, texts, session }: PageContext,
  { number }: Ticket,
  { typed, wrong }: ReplyBox,
  list: string,
): Html {
  const { note } = texts.inbox;
  return html`
      <details class="note-box"${typed === '' && !wrong ? '' : html` open`}>
        <summary>${say(note.open)}</summary>
        <form method="post" action="${ticketAddress(number, list, 'note')}">
          <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
          <label for="note-text">${say(note.label)}</label>
          <textarea id="note-text" name="text" rows="4" required aria-describedby="note-hint">
${typed}</textarea>
          <p id="note-hint" class="quiet">${say(note.hint, { limit: REPLY_LIMIT })}</p>
          <p class="buttons">
            <button>${say(note.button)}</button>
            ${wrong?.mayInsist ? html`<button name="anyway" value="yes">${say(note.anyway)}</button>` : ''}
          </p>
        </form>
      </details>`;
}

/** Checks whether the agent may reply: the ticket is theirs or nobody's. */
function mayReply({ session }: PageContext, { agent, state }: Ticket): boolean {
  return state === 'open' || (state === 'taken' && agent?.id === session?.agent.id);
}

/** Checks whether the agent gets a box for replies: they may reply, or have typed a reply already. */
export function hasReplyBox(context: PageContext, ticket: Ticket, { typed, isNote }: ReplyBox): boolean {
  return mayReply(context, ticket) || (typed !== '' && !isNote);
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
  { suggestions, reason, open, language }: Pick<Suggested, 'suggestions' | 'reason' | 'open' | 'language'> = {
    suggestions: [],
    open: [],
    language: ticket.language,
  },
  box: ReplyBox,
  list: string,
): Html {
  const { say, texts } = context;
  const { suggestions: words } = texts.inbox;
  const theirs = spoken(context, { language });
  const unsent = suggestions.filter((each) => !wasSent(each, ticket));
  const shown = unsent.filter((each) => wasShown(each, ticket));
  const fresh = unsent.filter((each) => !wasShown(each, ticket));
  // The button belongs to the reply's form, so that what was typed there is sent along.
  const useButton = (intent: string): Html => html`
          <button form="${REPLY_FORM}" formaction="${ticketAddress(ticket.number, list, 'suggestion')}#reply" formnovalidate name="suggestion" value="${intent}" aria-describedby="answer-${intent}">${say(words.use)}</button>`;
  const item = ({ intent, question, confidence, answer }: Suggestion): Html => html`
        <li>
          <h3${theirs}>${question}</h3>
          <p class="quiet">${say(words.sure, { percent: Math.min(MOST_SURE, Math.round(confidence * 100)) })}</p>
          <p class="text" id="answer-${intent}"${theirs}>${answer.body}</p>
          ${hasReplyBox(context, ticket, box) ? useButton(intent) : ''}
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
      <p><a href="${ticketAddress(ticket.number, list, 'teach')}">${say(texts.inbox.teach.link)}</a></p>
    </section>`;
}
