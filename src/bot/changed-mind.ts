import { isWritingToHelpdesk } from '../../dialogs/hand-over/add-to-ticket.ts';
import { makeStepActive, showCurrentStep } from '../../dialogs/show-current-step.ts';
import { STEP_HANDLERS } from '../../dialogs/steps/index.ts';
import type { StepHandler } from '../../dialogs/steps/step-handler.ts';
import type { Turn } from '../conversation/turn.ts';
import { asksFor, type Changeable, change, changeable } from '../guide/choices.ts';
import { matchName } from '../understanding/match-name.ts';
import { askFirst, buttonOf } from './ask-first.ts';
import type { Decider } from './decider.ts';

/** Takes the wish for another choice than the one made before, from any step: "switch to the app". One that is only likely is asked back. */
export const changedMind: Decider = async (turn, meaning) => {
  const { state, content } = turn;
  if (turn.incoming.kind !== 'text' || !state.progress.position) return undefined;
  if (isWritingToHelpdesk(turn)) return undefined;
  const { wish } = meaning;
  const found = wish && wishedFor(turn, wish.name);
  if (!wish || !found) return undefined;
  if (!wish.isSure) {
    const button = found.isChosen ? undefined : buttonOf(turn, `change-${found.name}`);
    if (!button) return undefined;
    await askFirst(turn, meaning.match, [button]);
    return { deactivate: 'none' };
  }
  state.misses = 0;
  if (found.isChosen) {
    turn.notice(turn.say(turn.texts.messages.notices.alreadyChosen));
    await showCurrentStep(turn);
    return { deactivate: 'earlier' };
  }
  state.progress = change(content.guide, state.progress, found.name);
  await makeStepActive(turn);
  await turn.continueDialog({ kind: 'text', text: wish.name, isQuestion: false });
  return { deactivate: 'earlier' };
};

interface WishedFor {
  name: Changeable;
  /** Whether it is what was chosen before. */
  isChosen: boolean;
}

/** Finds the choice that a name belongs to; where it fits several things to choose from, the step asks which one is meant. */
function wishedFor(turn: Turn, text: string): WishedFor | undefined {
  const { choices } = turn.state.progress;
  const found = changeable(turn.content.guide).map((name) => {
    const { names }: StepHandler = STEP_HANDLERS[asksFor(name)];
    return { name, match: matchName(text, names?.(turn) ?? []) };
  });
  const one = found.find(({ match }) => match.kind === 'one');
  if (one?.match.kind === 'one') return { name: one.name, isChosen: choices[one.name] === one.match.id };
  const whole = found.find(({ match }) => match.kind === 'some' && match.isWhole);
  return whole && { name: whole.name, isChosen: false };
}
