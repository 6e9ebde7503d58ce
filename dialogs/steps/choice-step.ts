import type { Option } from '../../cards/options.ts';
import type { DialogInput, Turn } from '../../src/conversation/turn.ts';
import { matchName, type Named } from '../../src/understanding/match-name.ts';
import { chooseAndMoveOn } from '../move.ts';
import { showCurrentStep } from '../show-current-step.ts';
import type { StepHandler } from './step-handler.ts';

/** An option of a choice step. */
export interface Choice {
  id: string;
  name: string;
  hint: string;
  isRecommended?: boolean | undefined;
  /** The title under which the option is folded; undefined for one that is offered openly. */
  foldedAs?: string | undefined;
  /** Other words for it that a person may type. */
  says: readonly string[];
}

/** Makes a step at which a person chooses an option by its button or its name; the choice completes the step. */
export function choiceStep(what: 'method' | 'area', choicesOf: (turn: Turn) => Choice[]): StepHandler {
  const toOption = ({ id, name, hint, isRecommended = false }: Choice): Option => ({
    button: { title: name, data: { action: 'choose', what, value: id }, primary: isRecommended },
    hint,
  });
  return {
    extras: (turn) => {
      const choices = choicesOf(turn);
      const earlier = choices.find(({ id }) => id === turn.state.progress.choices[what]);
      return {
        current: earlier && turn.say(turn.texts.messages.choice.current, { name: earlier.name }),
        options: choices.filter(({ foldedAs }) => foldedAs === undefined).map(toOption),
        folds: choices.flatMap((choice) =>
          choice.foldedAs === undefined
            ? []
            : [{ title: choice.foldedAs, lines: [choice.hint], buttons: [toOption(choice).button] }],
        ),
      };
    },
    names: (turn) => choicesOf(turn).map(namesOf),
    answer: async (turn, input) => {
      const picked = pickedFrom(input, what, choicesOf(turn));
      if (picked === 'unsure') {
        turn.warn(turn.say(turn.texts.messages.notices.didYouMean));
        await showCurrentStep(turn);
      } else if (picked) {
        await chooseAndMoveOn(turn, { [what]: picked.id }, () => picked.name);
      }
      return picked !== undefined;
    },
  };
}

function namesOf({ id, name, says }: Choice): Named {
  return { id, names: [name, ...says] };
}

function pickedFrom(
  input: DialogInput,
  what: string,
  choices: readonly Choice[],
): Choice | 'unsure' | undefined {
  if (input.kind === 'action') {
    const { action } = input;
    const isOurs = action.action === 'choose' && action.what === what && 'value' in action;
    return isOurs ? choices.find(({ id }) => id === action.value) : undefined;
  }
  const picked = matchName(input.text, choices.map(namesOf));
  if (picked.kind === 'some') return input.isQuestion ? undefined : 'unsure';
  return picked.kind === 'one' ? choices.find(({ id }) => id === picked.id) : undefined;
}
