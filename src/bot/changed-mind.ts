import { isAdding } from '../../dialogs/hand-over/add-to-ticket.ts';
import { isHandingOver } from '../../dialogs/hand-over/hand-over.ts';
import { makeStepActive } from '../../dialogs/show-current-step.ts';
import { STEP_HANDLERS } from '../../dialogs/steps/index.ts';
import type { StepHandler } from '../../dialogs/steps/step-handler.ts';
import type { Turn } from '../conversation/turn.ts';
import { asksFor, type Changeable, change, changeable } from '../guide/choices.ts';
import { matchName } from '../understanding/match-name.ts';
import type { Decider } from './decider.ts';

/** Takes the wish for another choice than the one made before, from any step: "switch to the app". */
export const changedMind: Decider = async (turn, meaning) => {
  const { state, content } = turn;
  if (turn.incoming.kind !== 'text' || !state.progress.position) return undefined;
  if (isHandingOver(turn) || isAdding(turn)) return undefined;
  const text = meaning.wish;
  const name = text === undefined ? undefined : nameFor(turn, text);
  if (text === undefined || !name) return undefined;
  state.misses = 0;
  state.progress = change(content.guide, state.progress, name);
  await makeStepActive(turn);
  await turn.continueDialog({ kind: 'text', text, isQuestion: false });
  return { deactivate: 'earlier' };
};

/** Finds the choice that a name belongs to; where it fits several things to choose from, the step asks which one is meant. */
function nameFor(turn: Turn, text: string): Changeable | undefined {
  const found = changeable(turn.content.guide).map((name) => {
    const { names }: StepHandler = STEP_HANDLERS[asksFor(name)];
    return { name, match: matchName(text, names?.(turn) ?? []) };
  });
  const named =
    found.find(({ match }) => match.kind === 'one') ??
    found.find(({ match }) => match.kind === 'some' && match.isWhole);
  return named?.name;
}
