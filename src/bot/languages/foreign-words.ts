import { showLanguages } from '../../../dialogs/languages.ts';
import { decline } from '../../../dialogs/questions/not-understood.ts';
import type { Decider } from '../decider.ts';

/**
 * Takes a message in a language that the assistant does not speak, and says which it speaks. Who goes on in theirs was not understood
 * a second time, and is led to a person.
 */
export const foreignWords: Decider = async (turn, { isForeign }) => {
  if (turn.incoming.kind !== 'text' || !isForeign) return undefined;
  const { state } = turn;
  if (state.misses > 0) await decline(turn, undefined);
  else {
    state.misses = 1;
    await showLanguages(turn);
  }
  return { deactivate: 'none' };
};
