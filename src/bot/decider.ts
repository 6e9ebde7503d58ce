import type { Press } from '../conversation/incoming-message.ts';
import type { Turn } from '../conversation/turn.ts';
import type { Meaning } from './meaning.ts';

/** The outcome of a message that a decider took. */
export interface Decision {
  /** The cards whose buttons no longer count: those shown before the message, only the pressed one, or none. */
  deactivate: 'earlier' | 'pressed' | 'none';
  /** The press that was acted on: a click, or its name or a command typed. */
  press?: Press;
}

/** Looks at a message and takes it, or passes it on to the next decider. */
export type Decider = (turn: Turn, meaning: Meaning) => Promise<Decision | undefined>;
