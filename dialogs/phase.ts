import type { DialogContext, DialogTurnResult, WaterfallStepContext } from 'botbuilder-dialogs';
import { Dialog, DialogReason } from 'botbuilder-dialogs/lib/dialog.js';
import { WaterfallDialog } from 'botbuilder-dialogs/lib/waterfallDialog.js';
import type { Phase, Step } from '../src/content/schema/structure.ts';
import { ANSWERED, type Turn, turnOf } from '../src/conversation/turn.ts';
import { type ShowOptions, showStep } from './show-step.ts';
import { STEP_HANDLERS } from './steps/index.ts';
import type { StepHandler } from './steps/step-handler.ts';

/**
 * A phase of the guide, as a waterfall whose steps come from the content pack. The current step is found by the id in the
 * person's position and not by its index, so that an inserted or moved step neither repeats nor skips a question.
 */
export class PhaseDialog extends WaterfallDialog {
  readonly #steps: readonly Step[];

  constructor({ id: phase, steps }: Phase) {
    super(
      phase,
      steps.map((step) => async ({ context, result }: WaterfallStepContext) => {
        const at = { phase, step: step.id };
        await showStep(turnOf(context), at, handlerOf(step), (result ?? {}) as ShowOptions);
        return Dialog.EndOfTurn;
      }),
    );
    this.#steps = steps;
  }

  /**
   * Shows the person's step, unless its card is there already and only takes an answer; `values` are stored with the waterfall,
   * the other options apply once.
   */
  override async beginDialog(
    dc: DialogContext,
    { values = {}, isShown = false, ...once }: ShowOptions & { isShown?: boolean } = {},
  ): Promise<DialogTurnResult> {
    if (dc.activeDialog) dc.activeDialog.state = { options: {}, values };
    if (isShown) return Dialog.EndOfTurn;
    return this.runStep(dc, this.#indexOn(turnOf(dc.context)), DialogReason.beginCalled, once);
  }

  /** Offers the input to the current step. */
  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const handler = handlerOf(this.#steps[this.#indexOn(turn)]);
    const isAnswered = await handler?.answer(turn, turn.input);
    return isAnswered ? ANSWERED : Dialog.EndOfTurn;
  }

  #indexOn({ state }: Turn): number {
    return this.#steps.findIndex(({ id }) => id === state.progress.position?.step);
  }
}

/** Returns the handler for a step's kind; undefined for a plain step. */
function handlerOf(step: Step | undefined): StepHandler | undefined {
  return step?.kind && STEP_HANDLERS[step.kind];
}
