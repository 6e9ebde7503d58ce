import { makeCard } from './card.ts';
import { paragraph, smallPrint } from './elements.ts';

/** Draws the one line that is left of a card once its choice was made: its heading and the choice. */
export function answeredCard(about: string, choice: string): Record<string, unknown> {
  return makeCard({
    kind: 'answered',
    notices: [],
    title: `${about}: ${choice}`,
    body: () => [smallPrint(about), paragraph(`✓ ${choice}`, { weight: 'bolder' })],
    buttons: [],
  }).content;
}
