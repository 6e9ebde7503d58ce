import {
  Dialog,
  type DialogContext,
  DialogReason,
  type DialogTurnResult,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import type { Phase } from '../src/content/schema/structure.ts';
import { turnOf } from '../src/conversation/turn.ts';
import { showStep } from './show-step.ts';
import type { StepHandler } from './steps/step-handler.ts';

/**
 * One chapter of the guide as a waterfall whose steps come from the content pack. Which step is on is read from the
 * person's position by its id, so that an inserted or moved step neither repeats nor skips a question.
 */
export class PhaseDialog extends WaterfallDialog {
  readonly #ids: string[];
  readonly #handlers: Record<string, StepHandler>;

  constructor(phase: Phase, handlers: Record<string, StepHandler> = {}) {
    super(
      phase.id,
      phase.steps.map((step) => async (context: WaterfallStepContext) => {
        await showStep(
          turnOf(context.context),
          context,
          { phase: phase.id, step: step.id },
          handlers[step.id],
        );
        return Dialog.EndOfTurn;
      }),
    );
    this.#ids = phase.steps.map((step) => step.id);
    this.#handlers = handlers;
  }

  /** Shows the step that the person is at. */
  override async beginDialog(dc: DialogContext, values: object = {}): Promise<DialogTurnResult> {
    if (dc.activeDialog) dc.activeDialog.state = { options: {}, values };
    const step = turnOf(dc.context).state.progress.position?.step ?? '';
    return this.runStep(dc, this.#ids.indexOf(step), DialogReason.beginCalled);
  }

  /** Offers the message to the current step; what the step does not understand stays unanswered. */
  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const step = turn.state.progress.position?.step ?? '';
    if (await this.#handlers[step]?.answer(turn, dc)) turn.answered = true;
    return Dialog.EndOfTurn;
  }
}
