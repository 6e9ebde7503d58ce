import { makeCard } from './card.ts';
import { paragraph, smallPrint } from './elements.ts';

/** Draws the line that replaces a card whose choice was made: its heading and the choice. */
export function answeredCard(about: string, choice: string): Record<string, unknown> {
  return makeCard({
    kind: 'answered',
    notices: [],
    title: `${about}: ${choice}`,
    body: () => [smallPrint(about), paragraph(`✓ ${choice}`, { weight: 'bolder' })],
    buttons: [],
  }).content;
}
