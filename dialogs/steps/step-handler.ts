import type { DialogContext } from 'botbuilder-dialogs';
import type { StepExtras } from '../../cards/step.ts';
import type { Turn } from '../../src/conversation/turn.ts';

/** What a single step does beyond being shown and being done. */
export interface StepHandler {
  /** What its card shows besides the step's texts. */
  extras: (turn: Turn, dc: DialogContext) => StepExtras;
  /** Takes an answer that only this step understands; false where it is none. */
  answer: (turn: Turn, dc: DialogContext) => Promise<boolean>;
}

/** The special steps of a phase, by step id. */
export type StepHandlers = Record<string, StepHandler>;
