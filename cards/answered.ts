import { makeCard } from './card.ts';
import { paragraph, smallPrint } from './elements.ts';

/** What is left of a card once its choice was made: what it was about, and what was chosen. */
export function answeredCard(about: string, choice: string): Record<string, unknown> {
  return makeCard({
    kind: 'answered',
    notices: [],
    title: `${about}: ${choice}`,
    body: () => [smallPrint(about), paragraph(`✓ ${choice}`, { weight: 'bolder' })],
    buttons: [],
  }).content;
}
