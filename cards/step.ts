import { type Card, makeCard, type Notice } from './card.ts';
import {
  type Button,
  box,
  buttonSets,
  type Element,
  type Fact,
  type Field,
  type Fold,
  factList,
  field,
  fold,
  heading,
  type Link,
  paragraph,
  partOfSteps,
  plainParagraph,
  problemsIn,
  smallPrint,
  steps,
} from './elements.ts';
import { type Option, optionList } from './options.ts';
import { type PictureView, picture } from './picture.ts';
import { progressBar } from './progress-bar.ts';

/** The content of a step's card, with every text filled. */
export interface StepView {
  notices: Notice[];
  place: string;
  /** The step's number in its phase and the number of steps, for the progress bar. */
  step: number;
  steps: number;
  title: string;
  instructions: string[];
  /** The number of instructions before the question or form of the step's kind; with 0 it comes before everything else. */
  askAfter: number;
  /** The one thing that prevents a failure. */
  warning?: { label: string; text: string } | undefined;
  pictures: PictureView[];
  links: Link[];
  extras: StepExtras;
  folds: Fold[];
  buttons: Button[];
  /** What only some people need; folded, and last. */
  more: MoreView;
}

/** The paragraphs and links behind "More about this step", and the paragraphs behind "Source" in it. */
export interface MoreView {
  title: string;
  lines: string[];
  links: Link[];
  source: { title: string; lines: string[] };
}

/** The parts that only some kinds of steps show: an earlier choice, facts, options, a form. */
export interface StepExtras {
  current?: string | undefined;
  question?: string;
  options?: Option[];
  /** Options that hardly anybody needs. */
  folds?: Fold[];
  facts?: Fact[];
  fields?: Field[];
  buttons?: Button[];
}

/** Draws the card of a step. */
export function stepCard(view: StepView): Card {
  const { extras } = view;
  const folds = [...view.folds, ...(extras.folds ?? [])];
  const asksFirst = view.askAfter === 0;
  const before = asksFirst ? view.instructions : view.instructions.slice(0, view.askAfter);
  const after = view.instructions.slice(before.length);
  return makeCard({
    kind: 'step',
    notices: view.notices,
    problems: problemsIn(extras.fields),
    place: view.place,
    title: view.title,
    buttonsInBody: [
      ...view.links,
      ...(extras.options ?? []).map(({ button }) => button),
      ...(extras.buttons ?? []),
      ...folds.flatMap(({ buttons }) => buttons),
    ],
    body: (card) => [
      smallPrint(view.place),
      progressBar(view.step, view.steps),
      heading(view.title),
      ...(extras.current ? [paragraph(`✓ ${extras.current}`, { weight: 'bolder' })] : []),
      ...(asksFirst ? extraElements(extras, card) : []),
      ...(after.length === 0 ? [steps(before)] : partOfSteps(before, 1)),
      ...(view.warning
        ? [box('warning', [paragraph(`**${view.warning.label}** ${view.warning.text}`)])]
        : []),
      ...view.pictures.map(picture),
      ...(view.links.length > 0 ? buttonSets(view.links, card) : []),
      ...(asksFirst ? [] : extraElements(extras, card)),
      // Clear of the buttons of the question or form.
      ...partOfSteps(after, before.length + 1, 'medium'),
      ...folds.flatMap(({ title, lines, buttons }, index) =>
        fold(title, `fold-${index}-${card}`, [...lines.map(plainParagraph), ...buttonSets(buttons, card)]),
      ),
    ],
    buttons: view.buttons,
    below: (card) => moreElements(view.more, card),
  });
}

function moreElements({ title, lines, links, source }: MoreView, card: string): Element[] {
  const sources = source.lines.map((line) => smallPrint(line));
  const folded = [
    ...lines.map(plainParagraph),
    ...buttonSets(links, card),
    ...(sources.length > 0 ? fold(source.title, `source-${card}`, sources) : []),
  ];
  return folded.length > 0 ? fold(title, `more-${card}`, folded) : [];
}

function extraElements(extras: StepExtras, card: string): Element[] {
  return [
    ...factList(extras.facts ?? []),
    ...(extras.question ? [paragraph(extras.question, { spacing: 'medium', weight: 'bolder' })] : []),
    ...(extras.options ? optionList(extras.options, card) : []),
    ...(extras.fields ?? []).flatMap((each) => field(each, card)),
    ...(extras.buttons ? buttonSets(extras.buttons, card) : []),
  ];
}
