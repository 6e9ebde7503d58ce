import type { Unanswered } from '../../../analytics/unanswered.ts';
import { LONGEST_EXAMPLE } from '../../../content/edit/normalize-example.ts';
import { type Html, html } from '../../../http/html.ts';
import type { PageContext } from '../../layout.ts';
import { layout } from '../../layout.ts';
import { questionName, stepName } from '../names.ts';
import { type Notice, noticeBox } from '../notice.ts';
import { dayOf, styles, tabs } from './context.ts';

/** The number of questions on the page; each has a form with every known question to choose from. */
const AT_ONCE = 20;
/** The number of likely questions at the top of the list. */
const LIKELIEST = 3;

/** A refused form, with what the editor had filled in. */
export interface Refused {
  ids: readonly string[];
  text: string;
  target: string;
  why: string;
}

interface Shown {
  open: readonly Unanswered[];
  added: readonly Unanswered[];
  isWritable: boolean;
  notice?: Notice | undefined;
  refused?: Refused | undefined;
}

/** Returns the page with the questions that were not known, each with a form that makes an example of it. */
export function unansweredPage(context: PageContext, shown: Shown): Html {
  const { say, pack } = context;
  const { unanswered } = pack.learning;
  const { open, added, isWritable, notice, refused } = shown;
  const isThere = refused && open.some((one) => isSame(one, refused));
  return layout(context, {
    title: say(unanswered.title),
    current: 'learning',
    head: styles(context),
    main: html`
      ${tabs(context, 'questions')}
      <h1>${say(unanswered.title)}</h1>
      ${noticeBox(refused && !isThere ? { kind: 'refused', text: refused.why } : notice)}
      <p class="intro">${say(unanswered.intro)}</p>
      <p><strong>${say(unanswered.personal)}</strong></p>
      ${isWritable ? '' : html`<p>${say(unanswered.notWritable)}</p>`}
      ${open.length === 0 ? html`<p class="empty">${say(unanswered.none)}</p>` : ''}
      ${open
        .slice(0, AT_ONCE)
        .map((one, index) =>
          questionForm(
            context,
            one,
            index,
            isWritable,
            refused && isSame(one, refused) ? refused : undefined,
          ),
        )}
      ${open.length > AT_ONCE ? html`<p>${say(unanswered.more, { count: open.length - AT_ONCE })}</p>` : ''}
      ${added.length > 0 ? addedSection(context, added) : ''}`,
  });
}

function isSame({ ids }: Unanswered, refused: Refused): boolean {
  return ids.some((id) => refused.ids.includes(id));
}

function questionForm(
  context: PageContext,
  question: Unanswered,
  index: number,
  isWritable: boolean,
  refused: Refused | undefined,
): Html {
  const { say, pack, session } = context;
  const { unanswered } = pack.learning;
  const named = (what: string) => `${what}-${index}`;
  return html`
      <section class="asked" aria-labelledby="${named('asked')}">
        <h2 id="${named('asked')}">${question.text}</h2>
        <p>${howAsked(context, question)}</p>
        <form method="post" action="/helpdesk/learning/questions">
          <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
          ${question.ids.map((id) => html`<input type="hidden" name="row" value="${id}">`)}
          ${refused ? html`<p class="notice refused" role="alert" id="${named('why')}">${refused.why}</p>` : ''}
          <label for="${named('text')}">${say(unanswered.example)}</label>
          <textarea id="${named('text')}" name="text" rows="2" maxlength="${LONGEST_EXAMPLE}"${
            refused ? html` aria-describedby="${named('why')}" autofocus` : ''
          }>
${refused?.text ?? question.text}</textarea>
          <label for="${named('target')}">${say(unanswered.target)}</label>
          <select id="${named('target')}" name="target">${targets(context, question, refused?.target ?? '')}</select>
          <p class="actions">
            ${isWritable ? html`<button name="do" value="write" class="main">${say(unanswered.write)}</button>` : ''}
            <button name="do" value="download">${say(unanswered.download)}</button>
            <button name="do" value="dismiss" class="plain">${say(unanswered.dismiss)}</button>
          </p>
        </form>
      </section>`;
}

function howAsked(context: PageContext, { ids, at, step, others }: Unanswered): string {
  const { say, pack, language } = context;
  const { unanswered } = pack.learning;
  const asked = say(unanswered.asked, { times: ids.length, date: dayOf(new Date(at), language) });
  const where = step === null ? [] : [say(unanswered.atStep, { step: stepName(context, pack, step) })];
  const list = others.map((text) => `“${text}”`).join(' · ');
  const also = others.length > 0 ? [`${say(unanswered.also, { others: list })}`] : [];
  return [[asked, ...where].join(', '), ...also].join('. ');
}

function targets(context: PageContext, { likely }: Unanswered, chosen: string): Html {
  const { say, pack } = context;
  const { unanswered } = pack.learning;
  const option = (id: string) =>
    html`<option value="${id}"${id === chosen ? html` selected` : ''}>${questionName(context, id)}</option>`;
  const first = likely.slice(0, LIKELIEST);
  const rest = Object.keys(pack.questions)
    .filter((id) => !first.includes(id))
    .sort((a, b) => questionName(context, a).localeCompare(questionName(context, b), context.language));
  return html`<option value="">${say(unanswered.choose)}</option>
            <optgroup label="${say(unanswered.likely)}">${first.map(option)}</optgroup>
            <optgroup label="${say(unanswered.all)}">${rest.map(option)}</optgroup>
            <optgroup label="${say(unanswered.outOfScope)}">${Object.keys(pack.outOfScope).map(option)}</optgroup>`;
}

function addedSection(context: PageContext, added: readonly Unanswered[]): Html {
  const { say, pack, session } = context;
  const { unanswered } = pack.learning;
  const words = unanswered.added;
  return html`
      <section aria-labelledby="added">
        <h2 id="added">${say(words.title)}</h2>
        <p>${say(words.about)}</p>
        ${added.map(
          ({ ids, text, addedTo = '' }, index) => html`
        <form method="post" action="/helpdesk/learning/questions" class="asked" aria-labelledby="added-${index}">
          <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
          ${ids.map((id) => html`<input type="hidden" name="row" value="${id}">`)}
          <h3 id="added-${index}">${text}</h3>
          <p>${say(words.to, { question: questionName(context, addedTo) })}</p>
          <p class="actions">
            <button name="do" value="reopen" class="plain">${say(words.reopen)}</button>
            <button name="do" value="dismiss" class="plain">${say(unanswered.dismiss)}</button>
          </p>
        </form>`,
        )}
      </section>`;
}
