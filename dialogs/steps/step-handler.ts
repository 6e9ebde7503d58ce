import type { StepExtras } from '../../cards/step.ts';
import type { DialogInput, Turn } from '../../src/conversation/turn.ts';

/** The behaviour of a kind of step beyond being shown and being done. */
export interface StepHandler {
  /** Returns what the step's card shows besides its texts. */
  extras: (turn: Turn) => StepExtras;
  /** Takes an answer that only this kind of step understands; false where it is none. */
  answer: (turn: Turn, input: DialogInput) => Promise<boolean>;
}
