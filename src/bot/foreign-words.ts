import { showLanguages } from '../../dialogs/languages.ts';
import type { Decider } from './decider.ts';

/**
 * Takes a message in a language that the assistant does not speak, and says which it speaks. Who goes on in theirs was not understood
 * a second time, and is led to a person.
 */
export const foreignWords: Decider = async (turn, { isForeign }) => {
  if (turn.incoming.kind !== 'text' || !isForeign || turn.state.misses > 0) return undefined;
  turn.state.misses = 1;
  await showLanguages(turn);
  return { deactivate: 'none' };
};
