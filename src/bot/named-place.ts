import { isWritingToHelpdesk } from '../../dialogs/hand-over/add-to-ticket.ts';
import { entriesNamed, PART_DONE } from '../../dialogs/part-done.ts';
import { begin } from '../../dialogs/show-current-step.ts';
import { askFirst, placesNamed } from './ask-first.ts';
import type { Decider } from './decider.ts';

/** Takes "go to the request form" and "I am already at the request form": both are asked back, since a name is only a guess. */
export const namedPlace: Decider = async (turn, meaning) => {
  if (turn.incoming.kind !== 'text' || isWritingToHelpdesk(turn)) return undefined;
  const { place, goal } = meaning;
  if (place !== undefined && entriesNamed(turn, place).length > 0) {
    await begin(turn, PART_DONE, { named: place });
    return { deactivate: 'none' };
  }
  const places = goal === undefined ? [] : placesNamed(turn, goal);
  if (places.length === 0) return undefined;
  await askFirst(turn, meaning.match, places);
  return { deactivate: 'none' };
};
