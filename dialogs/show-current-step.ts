import type { Turn } from '../src/conversation/turn.ts';
import { showPaused } from './info-cards.ts';
import type { ShowOptions } from './show-step.ts';
import { showSummary } from './summary.ts';
import { showWelcome } from './welcome.ts';

/** Begins a dialog and ends the active one. */
export async function begin(turn: Turn, dialog: string, options: object = {}): Promise<void> {
  await turn.dc.cancelAllDialogs();
  await turn.dc.beginDialog(dialog, options);
}

/** Lets the person's step take the next input without being shown again, also where the guide was left or another dialog asks. */
export async function makeStepActive(turn: Turn): Promise<void> {
  const { position } = turn.state.progress;
  if (!position) return;
  turn.state.progress = { ...turn.state.progress, paused: false };
  await begin(turn, position.phase, { isShown: true });
}

/** Shows where the person is: their step, the summary, the paused guide, or the welcome. */
export async function showCurrentStep(turn: Turn, options: ShowOptions = {}): Promise<void> {
  const { position, finished, paused } = turn.state.progress;
  if (position && !finished && !paused) return begin(turn, position.phase, options);
  await turn.dc.cancelAllDialogs();
  if (!position) return showWelcome(turn);
  return paused ? showPaused(turn) : showSummary(turn);
}
