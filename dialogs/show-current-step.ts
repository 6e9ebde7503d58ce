import type { Turn } from '../src/conversation/turn.ts';
import { showPaused } from './info-cards.ts';
import type { ShowOptions } from './show-step.ts';
import { showSummary } from './summary.ts';
import { showWelcome } from './welcome.ts';

/** Begins a dialog in the place of whatever was on. */
export async function begin(turn: Turn, dialog: string, options: object = {}): Promise<void> {
  await turn.dc.cancelAllDialogs();
  await turn.dc.beginDialog(dialog, options);
}

/** Shows the place of the person: their step, the end, the guide they left, or the welcome. */
export async function showCurrentStep(turn: Turn, options: ShowOptions = {}): Promise<void> {
  const { position, finished, paused } = turn.state.progress;
  if (position && !finished && !paused) return begin(turn, position.phase, options);
  await turn.dc.cancelAllDialogs();
  if (!position) return showWelcome(turn);
  return paused ? showPaused(turn) : showSummary(turn);
}
