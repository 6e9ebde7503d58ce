import type { Turn } from '../../src/conversation/turn.ts';
import { begin, showCurrentStep } from '../show-current-step.ts';
import { STUCK } from '../stuck.ts';

/** Shows again what a question interrupted: the list of problems, or the step in short. */
export function showAgain(turn: Turn, options: { offerHelpdesk?: boolean } = {}): Promise<void> {
  if (turn.dc.activeDialog?.id === STUCK) return begin(turn, STUCK);
  return showCurrentStep(turn, { ...options, short: true });
}
