import type { Decider } from './decider.ts';

/** Takes words that answer the dialog that is on: a centre's name, the number of a phone, the name of a problem. */
export const stepAnswer: Decider = async (turn, meaning) => {
  if (turn.incoming.kind !== 'text') return undefined;
  // A bare yes or no is no country code, though it may look like one.
  if (meaning.command) return undefined;
  const isQuestion = meaning.match.outcome === 'answer';
  const isAnswered = await turn.continueDialog({ kind: 'text', text: turn.message.text, isQuestion });
  if (!isAnswered) return undefined;
  turn.state.misses = 0;
  return { deactivate: 'earlier' };
};
