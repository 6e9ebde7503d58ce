import type { Press } from '../conversation/incoming-message.ts';
import type { Turn } from '../conversation/turn.ts';
import type { Meaning } from './meaning.ts';

/**
 * The outcome of a message that a decider took: the cards to deactivate (all shown before the message, only the pressed
 * one, or none), and the press that was acted on: a click, a typed title, or a command that stands for the button.
 */
export type Decision =
  | { deactivate: 'earlier' | 'none'; press?: Press }
  | { deactivate: 'pressed'; press: Press };

/** Handles a message, or returns undefined to pass it on to the next decider. */
export type Decider = (turn: Turn, meaning: Meaning) => Promise<Decision | undefined>;
