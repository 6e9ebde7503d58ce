import { LONGEST_EXAMPLE } from '../../../content/edit/normalize-example.ts';
import { type Html, html } from '../../../http/html.ts';
import type { Ticket } from '../../../tickets/ticket.ts';
import { layout, type PageContext } from '../../layout.ts';
import { questionName } from '../names.ts';
import { ticketAddress } from '../ticket-address.ts';
import { hasWords } from './has-words.ts';
import { packButtons } from './save-answer-page.ts';

/** The form as it is filled in, with the reason why it was refused. */
export interface TeachForm {
  text: string;
  /** The chosen question or out-of-scope group; empty where none is. */
  target: string;
  /** The words by which a question is looked for. */
  find: string;
  why?: string | undefined;
}

interface Target {
  id: string;
  name: string;
  kind: 'likely' | 'question' | 'declined';
}

/** Returns the page on which an agent says which question a ticket was about, so that its words become an example of that. */
export function teachPage(
  context: PageContext,
  { number }: Ticket,
  list: string,
  { text, target, find, why }: TeachForm,
  { likely, isWritable }: { likely: readonly string[]; isWritable: boolean },
): Html {
  const { say, texts, pack, assets, session } = context;
  const { teach: words, ticket: ticketWords } = texts.inbox;
  const { unanswered } = pack.learning;
  const all = targetsIn(context, likely);
  const isShown = ({ id, name, kind }: Target) =>
    id === target || find.trim() === '' ? true : kind === 'likely' || hasWords(name, find);
  const isNone = find.trim() !== '' && !all.some(({ name }) => hasWords(name, find));
  return layout(context, {
    title: say(words.title),
    current: 'tickets',
    head: html`<link rel="stylesheet" href="${assets}/ticket.css"><script type="module" src="${assets}/filter-list.js"></script>`,
    main: html`
      <p class="back"><a href="${ticketAddress(number, list)}">${say(ticketWords.title, { number })}</a></p>
      <h1>${say(words.title)}</h1>
      <p class="intro">${say(words.intro)}</p>
      <p class="reminder"><strong>${say(unanswered.personal)}</strong></p>
      ${isWritable ? '' : html`<p>${say(unanswered.notWritable)}</p>`}
      <form class="teach" method="post" action="${ticketAddress(number, list, 'teach')}">
        <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
        ${why === undefined ? '' : html`<p class="notice refused" role="alert" id="why">${why}</p>`}
        <label for="text">${say(unanswered.example)}</label>
        <textarea id="text" name="text" rows="3" maxlength="${LONGEST_EXAMPLE}"${why === undefined ? '' : html` aria-describedby="why" autofocus`}>
${text}</textarea>
        <p class="find">
          <label for="find">${say(words.find)}</label>
          <input id="find" name="find" type="search" value="${find}" maxlength="200" autocomplete="off" data-filters="targets">
          <button name="do" value="find" data-finds>${say(words.findButton)}</button>
        </p>
        <fieldset>
          <legend>${say(words.target)}</legend>
          <ul id="targets">
            ${all.map((each) => targetItem(context, each, { isChosen: each.id === target, isShown: isShown(each) }))}
          </ul>
          <p id="targets-none" class="empty" role="status"${isNone ? '' : html` hidden`}>${say(words.none)}</p>
        </fieldset>
        ${packButtons(context, isWritable)}
      </form>`,
  });
}

function targetItem(
  { say, texts }: PageContext,
  { id, name, kind }: Target,
  { isChosen, isShown }: { isChosen: boolean; isShown: boolean },
): Html {
  const note = kind === 'question' ? '' : html` <span class="quiet">${say(texts.inbox.teach[kind])}</span>`;
  return html`
            <li data-first${isShown ? '' : html` hidden`}><label class="choice"><input type="radio" name="target" value="${id}"${isChosen ? html` checked` : ''}> <span>${name}${note}</span></label></li>`;
}

/** Lists the likely questions, then the others by name, then what the assistant declines. */
function targetsIn(context: PageContext, likely: readonly string[]): Target[] {
  const { pack, language } = context;
  const target = (id: string, kind: Target['kind']): Target => ({
    id,
    name: questionName(context, id),
    kind,
  });
  const others = Object.keys(pack.questions)
    .filter((id) => !likely.includes(id))
    .map((id) => target(id, 'question'));
  return [
    ...likely.map((id) => target(id, 'likely')),
    ...others.sort((a, b) => a.name.localeCompare(b.name, language)),
    ...Object.keys(pack.outOfScope).map((id) => target(id, 'declined')),
  ];
}
