import type { StepExtras } from '../../cards/step.ts';
import type { DialogInput, Turn } from '../../src/conversation/turn.ts';
import type { Named } from '../../src/understanding/match-name.ts';

/** The form of a step as it was filled in, and what is wrong with it: shown once more, and never stored. */
export interface TypedForm {
  values: Record<string, string>;
  problem?: string;
}

/** The behaviour that a kind of step adds to a plain step. */
export interface StepHandler {
  /** Returns the parts that the step's card shows besides its texts. */
  extras: (turn: Turn, typed?: TypedForm) => StepExtras;
  /** Returns the names of everything that can be chosen at the step; missing where nothing is chosen. */
  names?: (turn: Turn) => Named[];
  /** Takes an answer that only this kind of step understands; false for any other input. */
  answer: (turn: Turn, input: DialogInput) => Promise<boolean>;
}
