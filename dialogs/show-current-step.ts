import type { DialogContext } from 'botbuilder-dialogs';
import type { Turn } from '../src/conversation/turn.ts';
import { showPaused } from './paused.ts';
import { showSummary } from './summary.ts';
import { showWelcome } from './welcome.ts';

/** Begins a dialog in the place of whatever was on. */
export async function begin(dc: DialogContext, dialog: string, options: object = {}): Promise<void> {
  await dc.cancelAllDialogs();
  await dc.beginDialog(dialog, options);
}

/** Shows where the person is: their step, the end, the guide they left, or the welcome. */
export async function showCurrentStep(turn: Turn, dc: DialogContext, options: object = {}): Promise<void> {
  const { position, finished, paused } = turn.state.progress;
  if (position && !finished && !paused) return begin(dc, position.phase, options);
  await dc.cancelAllDialogs();
  if (!position) return showWelcome(turn);
  return paused ? showPaused(turn) : showSummary(turn);
}
