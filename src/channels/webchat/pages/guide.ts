import { areaTitle, type Texts, textsOf } from '../../../content/content.ts';
import type { Advisory } from '../../../content/schema/structure.ts';
import { type ChoiceLabels, choiceLabels, labelsInGuide } from '../../../guide/choice-labels.ts';
import { GUIDE_PAGE, type GuidePageChoices, guidePageAddress } from '../../../guide/guide-page.ts';
import { keyOf, type PlacedStep, stepsFor } from '../../../guide/path.ts';
import { type Html, html, withStrong } from '../../../http/html.ts';
import { monthName } from '../../../lib/month-name.ts';
import { pictureAlt, picturePath } from '../../../pictures/address.ts';
import { LANGUAGE } from './language.ts';
import { layout } from './layout.ts';
import type { PageParts } from './types.ts';

interface GuidePageRequest {
  choices: GuidePageChoices;
  /** Where our own pages are reached, for addresses that are written out. */
  pages: string;
}

/** The parts that each piece of the page is drawn from. */
interface Sheet extends GuidePageRequest, PageParts {
  texts: Texts;
  /** The names of the choices. */
  labels: ChoiceLabels;
  /** The notes that the steps refer to, by their place in the list at the end. */
  notes: Advisory[];
}

/** Renders the whole guide for one second factor: to be read without a script, and to be printed and ticked off. */
export function guidePage(page: PageParts, request: GuidePageRequest): Html {
  const sheet = sheetFor(page, request);
  const { options, say, assets } = page;
  const { title, intro } = options.site.guide;
  const { phases } = options.content.guide;
  // They number the notes, so they are drawn before the list of these.
  const parts = phases.map((phase, at) =>
    phasePart(sheet, stepsFor(phase, request.choices.method), phase.id, at),
  );
  return layout(page, {
    title: say(title),
    head: html`<link rel="stylesheet" href="${assets}/guide.css">
    <script type="module" src="${assets}/guide.js"></script>`,
    main: html`
      <h1>${say(title)}</h1>
      <p class="intro">${say(intro)}</p>
      ${choicesPart(sheet)}
      ${parts}
      ${otherMethods(sheet)}
      ${stuckPart(sheet)}
      ${notesPart(sheet)}`,
  });
}

/** Gathers the parts; `say` also fills a text with the choices as the guide names them. */
function sheetFor(page: PageParts, request: GuidePageRequest): Sheet {
  const { content, language } = page.options;
  const texts = textsOf(content, language);
  const inGuide = labelsInGuide(content, texts, request.choices);
  return {
    ...page,
    ...request,
    texts,
    labels: choiceLabels(content, texts, request.choices),
    say: (text, more) => page.say(text, { ...inGuide, ...more }),
    notes: [],
  };
}

/** Shows for whom the page was drawn, and the form that chooses another second factor. */
function choicesPart({ options, texts, labels, say, choices, to }: Sheet): Html {
  const { guide: page } = options.site;
  const { methods } = options.content.guide;
  const kept = (['country', 'centre'] as const).flatMap((name) => {
    const id = choices[name];
    return id === undefined ? [] : [html`<input type="hidden" name="${name}" value="${id}">`];
  });
  kept.push(html`<input type="hidden" name="${LANGUAGE}" value="${options.language}">`);
  return html`
      <div class="for">
        ${choices.method === undefined ? '' : html`<p>${withStrong(say(page.method))}</p>`}
        ${choices.centre === undefined ? '' : html`<p>${withStrong(say(page.centre, labels))}</p>`}
      </div>
      <form class="screen-only" action="${GUIDE_PAGE}">
        ${kept}
        <label for="method">${say(page.choose.method)}</label>
        <select id="method" name="method">${methods.map(
          ({ id }) =>
            html`<option value="${id}"${id === choices.method ? html` selected` : ''}>${say(texts.guide.methods[id]?.name ?? id)}</option>`,
        )}</select>
        <button>${say(page.choose.show)}</button>
      </form>
      <p class="screen-only"><button type="button" id="print" hidden>${say(page.print)}</button> <a href="${to('/chat')}">${say(page.openChat)}</a></p>`;
}

function phasePart(sheet: Sheet, steps: readonly PlacedStep[], id: string, at: number): Html {
  const { texts, say } = sheet;
  return html`
      <section class="phase">
        <h2>${at + 1}. ${say(texts.steps[id]?.title ?? id)}</h2>
        ${steps.map((placed) => stepPart(sheet, placed))}
      </section>`;
}

/** Draws a step with a box to tick, what to do, its warning, and the addresses it leads to. */
function stepPart(sheet: Sheet, { position, step }: PlacedStep): Html {
  const { options, texts, say } = sheet;
  const { messages } = texts;
  const key = keyOf(position);
  const said = texts.steps[position.phase]?.steps[position.step];
  const name = `step-${position.phase}-${position.step}`;
  const small = (label: string, text: string | undefined) =>
    text === undefined ? '' : html`<p class="small"><b>${say(label)}</b> ${withStrong(say(text))}</p>`;
  const pictures =
    step.pictures.length === 0
      ? ''
      : html`<div class="pictures">${step.pictures.map(
          (id) => html`<img src="${picturePath(texts, id, 'svg')}" alt="${pictureAlt(texts, id)}">`,
        )}</div>`;
  return html`
        <article class="step">
          <h3><input type="checkbox" id="${name}"> <label for="${name}">${say(said?.title ?? key)}</label>${said?.page === undefined ? '' : html` <span class="page">${say(said.page)}</span>`}${noteMarks(sheet, key)}</h3>
          <div${step.pictures.length > 0 ? html` class="shown"` : ''}>
            <div>
          ${instructionsPart(sheet, said?.instructions ?? [])}
          ${kindPart(sheet, step.kind)}
          ${said?.warning === undefined ? '' : html`<p class="warning"><b>${say(messages.step.warning)}</b> ${withStrong(say(said.warning))}</p>`}
          ${step.links.map((id) => linkLine(say(texts.guide.links[id] ?? id), options.content.guide.links[id] ?? ''))}
            </div>
            ${pictures}
          </div>
          ${(said?.folds ?? []).map(({ title, lines }) => small(title, lines.join(' ')))}
          ${small(messages.step.screen, said?.screen)}
          ${small(messages.step.tip, said?.tip)}
        </article>`;
}

/** Draws instructions in order, numbered where there is more than one. */
function instructionsPart({ say }: Sheet, lines: readonly string[]): Html {
  const said = lines.map((line) => withStrong(say(line)));
  return said.length === 1
    ? html`<p>${said}</p>`
    : html`<ol>${said.map((line) => html`<li>${line}</li>`)}</ol>`;
}

/** Draws what a kind of step has to choose from, as far as paper can show it. */
function kindPart({ options, texts, labels, say, choices }: Sheet, kind: PlacedStep['step']['kind']): Html {
  const { guide: page } = options.site;
  if (kind === 'choose-method')
    return html`<p>${withStrong(say(page.method))}. ${say(texts.guide.methods[choices.method ?? '']?.need ?? '')}</p>`;
  if (kind === 'choose-centre')
    return choices.centre === undefined
      ? html`<p>${say(page.ownCentre)} <span class="write"></span></p>`
      : html`<p>${withStrong(say(page.centre, labels))}</p>`;
  if (kind !== 'choose-area') return html``;
  return html`
          <ul class="boxes">${options.content.network.areas.map(({ id }) => {
            const area = texts.network.areas[id];
            const name = `area-${id}`;
            return html`<li><input type="checkbox" id="${name}"> <label for="${name}">${area ? areaTitle(area) : id}</label></li>`;
          })}</ul>`;
}

/** Writes an address out, since nobody can press paper. */
function linkLine(name: string, address: string): Html {
  return html`<p class="link">${name}: <a href="${address}">${address}</a></p>`;
}

/** Returns the numbers of a step's notes, each a link to the note. */
function noteMarks({ options, say, notes }: Sheet, key: string): Html[] {
  return options.content.advisories
    .filter(({ steps }) => steps.includes(key))
    .map((advisory) => {
      if (!notes.includes(advisory)) notes.push(advisory);
      return notes.indexOf(advisory) + 1;
    })
    .sort((a, b) => a - b)
    .map(
      (number) =>
        html` <a class="note" href="#note-${number}" aria-label="${say(options.site.guide.note, { number })}">${number}</a>`,
    );
}

function notesPart({ options, texts, say, notes }: Sheet): Html {
  const page = options.site.guide.notes;
  if (notes.length === 0) return html``;
  return html`
      <section class="notes">
        <h2>${say(page.heading)}</h2>
        <ol>${notes.map(({ id, source, checked, certainty }, at) => {
          const text = withStrong(say(texts.advisories[id] ?? ''));
          const from = say(texts.messages.step.sources[certainty], {
            source,
            checked: monthName(checked, texts.language),
          });
          return html`<li id="note-${at + 1}">${text} <span class="source">${from}</span></li>`;
        })}</ol>
      </section>`;
}

/** Names the methods that the page was not drawn for, each with the address of its own guide. */
function otherMethods({ options, texts, say, choices, pages }: Sheet): Html {
  const { heading, paragraphs } = options.site.guide.others;
  const others = options.content.guide.methods.filter(({ id }) => id !== choices.method);
  if (others.length === 0) return html``;
  return html`
      <section class="others">
        <h2>${say(heading)}</h2>
        ${paragraphs.map((paragraph) => html`<p>${say(paragraph)}</p>`)}
        <ul>${others.map(({ id: method }) => {
          const { name = method, need = '' } = texts.guide.methods[method] ?? {};
          const chosen = { ...choices, method };
          // On paper, a short address is the better one.
          const link = html`<a href="${guidePageAddress(pages, chosen, options.language)}">${guidePageAddress(pages, chosen)}</a>`;
          return html`<li><b>${say(name)}.</b> ${withStrong(say(need))} ${link}</li>`;
        })}</ul>
      </section>`;
}

/** Says whom to ask: the assistant, and every desk of the guide that has an address. */
function stuckPart({ options, texts, say, pages }: Sheet): Html {
  const { stuck } = options.site.guide;
  const { helpdesk, contacts } = options.content.network;
  const asked = [
    ...new Set([helpdesk, ...options.content.guide.phases.flatMap(({ contact }) => contact ?? [])]),
  ];
  const desks = asked.flatMap((id) => {
    const address = contacts[id]?.email ?? contacts[id]?.page;
    return address ? [say(stuck.desk, { desk: say(texts.network.contacts[id]?.name ?? id), address })] : [];
  });
  return html`
      <section class="stuck">
        <h2>${say(stuck.heading)}</h2>
        <p>${say(stuck.assistant, { address: `${pages}/` })}</p>
        ${desks.map((line) => html`<p>${line}</p>`)}
      </section>`;
}
