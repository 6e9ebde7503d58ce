import type { Button } from '../../cards/elements.ts';
import { nextTitle, phaseTitle, stepTitle } from '../../dialogs/labels.ts';
import { askWhich } from '../../dialogs/questions/suggestions.ts';
import { hasAnswer } from '../content/content.ts';
import type { Command } from '../content/schema/command-texts.ts';
import type { Turn } from '../conversation/turn.ts';
import { isChangeable } from '../guide/choices.ts';
import { isSame, keyOf, pathOf } from '../guide/path.ts';
import { idsNamed } from '../understanding/match-name.ts';
import type { Match } from '../understanding/matcher.ts';

/** The questions to offer where it is not clear which one is meant, and the places. */
const MOST_SUGGESTED = 3;
const MOST_PLACES = 2;
/** In likelihood: where no question is likelier than this, the step's own problems are the best guess. */
const HARDLY_LIKELY = 0.4;
/** A question that belongs to the step is this many times likelier there than a stranger with the same words. */
const LIKELIER_HERE = 3;

/** Asks which question is meant, or whether to do what the words seem to ask for: what is only guessed moves nobody. */
export function askFirst(turn: Turn, match: Match, actions: readonly Button[] = []): Promise<void> {
  const done: string[] = actions.map((button) => ('data' in button ? button.data.action : ''));
  const questions = (match.outcome === 'none' ? [] : questionsFor(turn, match)).filter(
    (id) => !done.includes(turn.texts.questions[id]?.command ?? ''),
  );
  return askWhich(turn, questions.slice(0, MOST_SUGGESTED - actions.length), turn.textToKeep, actions);
}

/** Returns the questions to offer, those that belong to the person's step before strangers. */
function questionsFor(turn: Turn, { candidates }: Match): string[] {
  const isHere = isOfStep(turn);
  const ranked = candidates
    .map(({ intent, confidence }) => ({
      intent,
      likelihood: isHere(intent) ? confidence * LIKELIER_HERE : confidence,
    }))
    .sort((a, b) => b.likelihood - a.likelihood);
  const ids = ranked.map(({ intent }) => intent);
  if ((ranked[0]?.likelihood ?? 0) >= HARDLY_LIKELY) return ids;
  const problems = problemsHere(turn).filter((id) => hasAnswer(turn.texts.questions[id]));
  const own = [...ids.filter(isHere), ...problems];
  return [...new Set([...own.slice(0, MOST_SUGGESTED - 1), ...ids])];
}

/** Makes the check whether a question belongs to the person's step. */
export function isOfStep(turn: Turn): (id: string) => boolean {
  const { position } = turn.state.progress;
  const key = position && keyOf(position);
  const problems = problemsHere(turn);
  return (id) => problems.includes(id) || (key !== undefined && turn.texts.questions[id]?.step === key);
}

/** Returns the problems of the person's step. */
function problemsHere({ content, state }: Turn): readonly string[] {
  const { position, choices } = state.progress;
  const key = position && keyOf(position);
  return pathOf(content.guide, choices.method).find((step) => step.key === key)?.step.problems ?? [];
}

/** Returns the button that does what a command does; undefined where none has a title. */
export function buttonOf(turn: Turn, command: Command | undefined): Button | undefined {
  const { buttons } = turn.texts.messages;
  const { position } = turn.state.progress;
  if (command === undefined || !position) return undefined;
  const changed = command.startsWith('change-') ? command.slice('change-'.length) : '';
  if (isChangeable(changed))
    return {
      title: turn.say(buttons.change[changed]),
      data: { action: 'choose', what: 'change', value: changed },
    };
  switch (command) {
    case 'next':
      return { title: nextTitle(turn, position), data: { action: 'next' } };
    case 'back':
    case 'skip':
    case 'restart':
      return { title: turn.say(buttons[command]), data: { action: command } };
    case 'part':
      return { title: turn.say(buttons.partDone), data: { action: 'choose', what: 'part' } };
    case 'cancel':
      return { title: turn.say(buttons.pause), data: { action: 'choose', what: 'pause' } };
    default:
      return undefined;
  }
}

/** Returns a button for each step of the person's path that has this name, or whose part has it. */
export function placesNamed(turn: Turn, name: string): Button[] {
  const { progress } = turn.state;
  const path = pathOf(turn.content.guide, progress.choices.method);
  const steps = path.filter(({ position }) => !isSame(progress.position, position));
  const firsts = path.filter(({ position }, at) => position.phase !== path[at - 1]?.position.phase);
  const found = (names: (at: (typeof path)[number]) => string, among: typeof path) => {
    const ids = idsNamed(
      name,
      among.map((at) => ({ id: at.key, names: [names(at)] })),
    );
    return among.filter(({ key }) => ids.includes(key));
  };
  const named = [
    ...found(({ position }) => stepTitle(turn, position), steps),
    ...found(({ position }) => phaseTitle(turn, position.phase), firsts),
  ];
  const { answer } = turn.texts.messages;
  return [...new Set(named)].slice(0, MOST_PLACES).map(({ key, position }) => ({
    title: turn.say(answer.takeMeThere, { step: stepTitle(turn, position) }),
    data: { action: 'choose', what: 'visit', value: key },
  }));
}
