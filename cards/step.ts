import { type Card, makeCard, type Notice } from './card.ts';
import {
  type Button,
  box,
  buttonSets,
  type Element,
  type Fact,
  factList,
  field,
  heading,
  paragraph,
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
  /** Label and text of the boxes below the instructions. */
  screen?: Labelled | undefined;
  tip?: Labelled | undefined;
  warning?: Labelled | undefined;
  advisories: AdvisoryView[];
  pictures: PictureView[];
  links: { title: string; url: string }[];
  extras: StepExtras;
  buttons: Button[];
}

/** A dated note on a step, and its source. */
export interface AdvisoryView {
  text: string;
  origin: string;
}

interface Labelled {
  label: string;
  text: string;
}

/** The parts that only some kinds of steps show: an earlier choice, facts, options, a form. */
export interface StepExtras {
  current?: string | undefined;
  question?: string;
  options?: Option[];
  facts?: Fact[];
  input?: { id: string; label: string; placeholder: string };
  buttons?: Button[];
}

/** Draws the card of a step. */
export function stepCard(view: StepView): Card {
  return makeCard({
    kind: 'step',
    notices: view.notices,
    place: view.place,
    title: view.title,
    buttonsInBody: [
      ...view.links,
      ...(view.extras.options ?? []).map(({ button }) => button),
      ...(view.extras.buttons ?? []),
    ],
    body: (card) => [
      smallPrint(view.place),
      progressBar(view.step, view.steps),
      heading(view.title),
      ...(view.extras.current ? [paragraph(`✓ ${view.extras.current}`, { weight: 'bolder' })] : []),
      steps(view.instructions),
      ...view.pictures.map(picture),
      ...(view.links.length > 0 ? buttonSets(view.links, card) : []),
      ...(view.screen ? [labelled('emphasis', view.screen)] : []),
      ...(view.warning ? [labelled('warning', view.warning)] : []),
      ...(view.tip ? [labelled('good', view.tip)] : []),
      ...extraElements(view.extras, card),
      ...advisories(view.advisories),
    ],
    buttons: view.buttons,
  });
}

function extraElements(extras: StepExtras, card: string): Element[] {
  return [
    ...factList(extras.facts ?? []),
    ...(extras.question ? [paragraph(extras.question, { spacing: 'medium', weight: 'bolder' })] : []),
    ...(extras.options ? optionList(extras.options, card) : []),
    ...(extras.input ? [field({ ...extras.input, style: 'tel', maxLength: 40 })] : []),
    ...(extras.buttons ? buttonSets(extras.buttons, card) : []),
  ];
}

function labelled(style: 'emphasis' | 'warning' | 'good', { label, text }: Labelled): Element {
  return box(style, [paragraph(`**${label}:** ${text}`)]);
}

/** Draws the advisories of a step, each in a box of its own. */
function advisories(notes: readonly AdvisoryView[]): Element[] {
  return notes.map(({ text, origin }) => box('accent', [paragraph(text), smallPrint(origin)]));
}
