import type { Turn } from '../../src/conversation/turn.ts';
import { matchName } from '../../src/understanding/match-name.ts';
import { chosen } from '../move.ts';
import { showCurrentStep } from '../show-current-step.ts';
import type { StepHandler } from './step-handler.ts';

/** One of the things a choice step offers. */
export interface Choice {
  id: string;
  name: string;
  hint: string;
  /** Other ways of typing it. */
  says: readonly string[];
}

/** A step at which one of a few things is chosen, by its button or by its name; choosing it does the step. */
export function choiceStep(what: 'method' | 'area', choicesOf: (turn: Turn) => Choice[]): StepHandler {
  return {
    extras: (turn) => {
      const choices = choicesOf(turn);
      const earlier = choices.find(({ id }) => id === turn.state.progress.choices[what]);
      return {
        current: earlier && turn.say(turn.texts.messages.choice.current, { name: earlier.name }),
        options: choices.map(({ id, name, hint }) => ({
          button: { title: name, data: { action: 'choose', what, value: id } },
          hint,
        })),
      };
    },
    answer: async (turn, dc) => {
      const picked = pickedFrom(turn, what, choicesOf(turn));
      if (picked === 'unsure') {
        turn.warn(turn.say(turn.texts.messages.notices.didYouMean));
        await showCurrentStep(turn, dc);
      } else if (picked) {
        await chosen(turn, dc, { [what]: picked.id }, () => picked.name);
      }
      return picked !== undefined;
    },
  };
}

function pickedFrom(turn: Turn, what: string, choices: readonly Choice[]): Choice | 'unsure' | undefined {
  const { act } = turn;
  if (act?.action === 'choose' && act.what === what && 'value' in act) {
    return choices.find(({ id }) => id === act.value);
  }
  const picked = matchName(
    turn.text,
    choices.map(({ id, name, says }) => ({ id, names: [name, ...says] })),
  );
  if (picked.kind === 'some') return turn.asks ? undefined : 'unsure';
  return picked.kind === 'one' ? choices.find(({ id }) => id === picked.id) : undefined;
}
