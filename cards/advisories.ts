import { box, type Element, paragraph, smallPrint } from './elements.ts';

/** A dated note on a step and where it comes from. */
export interface AdvisoryView {
  text: string;
  origin: string;
}

/** The notes on a step, each in a box of its own. */
export function advisories(notes: readonly AdvisoryView[]): Element[] {
  return notes.map(({ text, origin }) => box('accent', [paragraph(text), smallPrint(origin)]));
}
