import { speakAsked } from '../../dialogs/languages.ts';
import type { Decider } from './decider.ts';

/** Takes words that ask for another language, and nothing else: "Deutsch", "can we speak French?" */
export const language: Decider = async (turn, { language: wanted }) => {
  if (turn.incoming.kind !== 'text' || wanted === undefined) return undefined;
  turn.state.misses = 0;
  await speakAsked(turn, wanted);
  return { deactivate: 'none' };
};
