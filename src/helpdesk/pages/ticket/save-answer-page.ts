import { type Html, html } from '../../../http/html.ts';
import type { Ticket } from '../../../tickets/ticket.ts';
import { layout, type PageContext } from '../../layout.ts';
import { questionName, stepName } from '../names.ts';
import { ticketAddress } from '../ticket-address.ts';

/** The longest title that fits into a list. */
const TITLE_LENGTH = 80;

/** The form as it is filled in, with the reason why it was refused. */
export interface AnswerForm {
  title: string;
  text: string;
  /** Whether the answer comes first for the ticket's step, and for its question. */
  isForStep: boolean;
  isForQuestion: boolean;
  why?: string | undefined;
}

/** What an answer to a ticket may belong to: its step and its question, as far as the pack still has them. */
export interface Belonging {
  step?: string | undefined;
  question?: string | undefined;
}

/** Returns the page on which an agent makes an answer fit for everybody and saves it among the helpdesk's own. */
export function saveAnswerPage(
  context: PageContext,
  { number }: Ticket,
  list: string,
  { title, text, isForStep, isForQuestion, why }: AnswerForm,
  { step, question, isWritable }: Belonging & { isWritable: boolean },
): Html {
  const { say, texts, pack, assets, session } = context;
  const { saveAnswer: words, ticket: ticketWords } = texts.inbox;
  const { unanswered } = pack.learning;
  const choice = (name: string, label: string, isChosen: boolean): Html => html`
          <p><label class="choice"><input type="checkbox" name="${name}" value="yes"${isChosen ? html` checked` : ''}> ${label}</label></p>`;
  return layout(context, {
    title: say(words.title),
    current: 'tickets',
    head: html`<link rel="stylesheet" href="${assets}/ticket.css">`,
    main: html`
      <p class="back"><a href="${ticketAddress(number, list)}">${say(ticketWords.title, { number })}</a></p>
      <h1>${say(words.title)}</h1>
      <p class="intro">${say(words.intro)}</p>
      <p class="reminder"><strong>${say(words.personal)}</strong></p>
      ${isWritable ? '' : html`<p>${say(unanswered.notWritable)}</p>`}
      <form class="teach" method="post" action="${ticketAddress(number, list, 'save-answer')}">
        <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
        ${why === undefined ? '' : html`<p class="notice refused" role="alert" id="why">${why}</p>`}
        <label for="title">${say(words.name)}</label>
        <input id="title" name="title" value="${title}" maxlength="${TITLE_LENGTH}" required autocomplete="off">
        <label for="text">${say(words.text)}</label>
        <textarea id="text" name="text" rows="9" required${why === undefined ? '' : html` aria-describedby="why" autofocus`}>
${text}</textarea>
        ${question === undefined ? '' : choice('question', say(words.question, { question: questionName(context, question) }), isForQuestion)}
        ${step === undefined ? '' : choice('step', say(words.step, { step: stepName(context, pack, step) }), isForStep)}
        ${packButtons(context, isWritable)}
      </form>`,
  });
}

/** Returns the buttons that write a change into the pack, where that is possible, or download the changed file. */
export function packButtons({ say, pack }: PageContext, isWritable: boolean): Html {
  const { unanswered } = pack.learning;
  return html`
        <p class="actions">
          ${isWritable ? html`<button name="do" value="write" class="main">${say(unanswered.write)}</button>` : ''}
          <button name="do" value="download">${say(unanswered.download)}</button>
        </p>`;
}
