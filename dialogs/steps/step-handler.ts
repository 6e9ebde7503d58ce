import type { DialogContext } from 'botbuilder-dialogs';
import type { StepExtras } from '../../cards/step.ts';
import type { Turn } from '../../src/conversation/turn.ts';

/** What a step of one kind does beyond being shown and being done. */
export interface StepHandler {
  /** Returns what the step's card shows besides its texts. */
  extras: (turn: Turn, dc: DialogContext) => StepExtras;
  /** Takes an answer that only this step understands; false where it is none. */
  answer: (turn: Turn, dc: DialogContext) => Promise<boolean>;
}
