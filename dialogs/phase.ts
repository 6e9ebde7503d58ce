import {
  Dialog,
  type DialogContext,
  DialogReason,
  type DialogTurnResult,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import type { Phase, Step } from '../src/content/schema/structure.ts';
import { type Turn, turnOf } from '../src/conversation/turn.ts';
import { showStep } from './show-step.ts';
import { STEP_HANDLERS } from './steps/index.ts';
import type { StepHandler } from './steps/step-handler.ts';

/**
 * One chapter of the guide as a waterfall whose steps come from the content pack. Which step is on is read from the
 * person's position by its id, so that an inserted or moved step neither repeats nor skips a question.
 */
export class PhaseDialog extends WaterfallDialog {
  readonly #steps: readonly Step[];

  constructor({ id: phase, steps }: Phase) {
    super(
      phase,
      steps.map((step) => async (context: WaterfallStepContext) => {
        await showStep(turnOf(context.context), context, { phase, step: step.id }, handlerOf(step));
        return Dialog.EndOfTurn;
      }),
    );
    this.#steps = steps;
  }

  /** Shows the step that the person is at. */
  override async beginDialog(dc: DialogContext, values: object = {}): Promise<DialogTurnResult> {
    if (dc.activeDialog) dc.activeDialog.state = { options: {}, values };
    return this.runStep(dc, this.#indexOn(turnOf(dc.context)), DialogReason.beginCalled);
  }

  /** Offers the message to the current step; what the step does not understand stays unanswered. */
  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const step = this.#steps[this.#indexOn(turn)];
    if (await handlerOf(step)?.answer(turn, dc)) turn.answered = true;
    return Dialog.EndOfTurn;
  }

  #indexOn({ state }: Turn): number {
    return this.#steps.findIndex(({ id }) => id === state.progress.position?.step);
  }
}

/** The handler of a step's kind; undefined for a step that is only shown. */
function handlerOf(step: Step | undefined): StepHandler | undefined {
  return step?.kind && STEP_HANDLERS[step.kind];
}
