import type { Turn } from '../../src/conversation/turn.ts';
import { begin, showCurrentStep } from '../show-current-step.ts';
import { STUCK } from '../stuck.ts';

/** Offers in short the place that a question came in between: the list of problems where one was to be named, else the step. */
export function showAgain(turn: Turn, options: { offerHelpdesk?: boolean } = {}): Promise<void> {
  if (turn.dc.activeDialog?.id === STUCK) return begin(turn, STUCK);
  return showCurrentStep(turn, { ...options, short: true });
}
