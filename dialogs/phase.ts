import {
  Dialog,
  type DialogContext,
  DialogReason,
  type DialogTurnResult,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import type { Phase } from '../src/content/schema/structure.ts';
import { ANSWERED, turnOf } from '../src/conversation/turn.ts';
import { type ShowOptions, showStep } from './show-step.ts';
import type { StepHandler } from './steps/step-handler.ts';

/**
 * One chapter of the guide as a waterfall whose steps come from the content pack. The current step is read from the
 * person's position by its id, so that an inserted or moved step neither repeats nor skips a question.
 */
export class PhaseDialog extends WaterfallDialog {
  readonly #ids: string[];
  readonly #handlers: Record<string, StepHandler>;

  constructor(phase: Phase, handlers: Record<string, StepHandler> = {}) {
    super(
      phase.id,
      phase.steps.map((step) => async ({ context, result }: WaterfallStepContext) => {
        const at = { phase: phase.id, step: step.id };
        await showStep(turnOf(context), at, handlers[step.id], result as ShowOptions);
        return Dialog.EndOfTurn;
      }),
    );
    this.#ids = phase.steps.map((step) => step.id);
    this.#handlers = handlers;
  }

  /** Shows the person's step; `values` are kept with the waterfall, the rest of the options is for this time. */
  override async beginDialog(
    dc: DialogContext,
    { values = {}, ...look }: ShowOptions = {},
  ): Promise<DialogTurnResult> {
    if (dc.activeDialog) dc.activeDialog.state = { options: {}, values };
    const step = turnOf(dc.context).state.progress.position?.step ?? '';
    return this.runStep(dc, this.#ids.indexOf(step), DialogReason.beginCalled, look);
  }

  /** Offers the input to the current step. */
  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const step = turn.state.progress.position?.step ?? '';
    const isAnswered = await this.#handlers[step]?.answer(turn, turn.input);
    return isAnswered ? ANSWERED : Dialog.EndOfTurn;
  }
}
