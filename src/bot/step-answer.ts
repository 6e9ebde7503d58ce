import type { Decider } from './decider.ts';

/** Takes words that answer the active dialog: the name of a centre, a phone number, the name of a problem. */
export const stepAnswer: Decider = async (turn, meaning) => {
  if (turn.incoming.kind !== 'text') return undefined;
  // A command such as "no" may look like a country code.
  if (meaning.command) return undefined;
  const isQuestion = meaning.match.outcome === 'answer';
  const isAnswered = await turn.continueDialog({ kind: 'text', text: turn.message.text, isQuestion });
  if (!isAnswered) return undefined;
  turn.state.misses = 0;
  return { deactivate: 'earlier' };
};
