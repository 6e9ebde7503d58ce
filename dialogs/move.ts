import type { Turn } from '../src/conversation/turn.ts';
import { choose, missingChoice } from '../src/guide/choices.ts';
import { goBack, moveOn } from '../src/guide/navigation.ts';
import { keyOf } from '../src/guide/path.ts';
import type { Choices, Mark } from '../src/guide/progress.ts';
import { stepTitle } from './labels.ts';
import { showCurrentStep } from './show-current-step.ts';

/** Keeps a choice made at a step, confirms it by its name, and shows the next step. */
export async function chooseAndMoveOn(turn: Turn, choice: Choices, nameOf: () => string): Promise<void> {
  turn.state.progress = choose(turn.content.guide, turn.state.progress, choice);
  turn.notice(turn.say(turn.texts.messages.notices.chosen, { name: nameOf() }));
  markAndMoveOn(turn, 'done');
  delete turn.state.progressBeforeRestart;
  await showCurrentStep(turn);
}

/** Marks the current step as done or skipped and shows the next one. */
export async function goOn(turn: Turn, mark: Mark): Promise<void> {
  const { progress } = turn.state;
  const { notices } = turn.texts.messages;
  const missing =
    mark === 'done' && !progress.finished && !progress.paused
      ? missingChoice(turn.content.guide, progress)
      : undefined;
  if (missing) {
    turn.warn(turn.say(notices.chooseFirst[missing]));
  } else if (progress.position && !progress.finished && !progress.paused) {
    const isDone = mark === 'done' || progress.marks[keyOf(progress.position)] === 'done';
    const sentence = isDone ? notices.done : notices.skipped;
    turn.notice(turn.say(sentence, { step: stepTitle(turn, progress.position) }));
    markAndMoveOn(turn, mark);
    delete turn.state.progressBeforeRestart;
  }
  await showCurrentStep(turn);
}

function markAndMoveOn(turn: Turn, mark: Mark): void {
  const { position } = turn.state.progress;
  turn.state.progress = moveOn(turn.content.guide, turn.state.progress, mark);
  const marked = position && turn.state.progress.marks[keyOf(position)];
  if (marked) turn.count(`step-${marked}`, keyOf(position));
}

/** Shows the step before, with the choice made there. */
export async function stepBack(turn: Turn): Promise<void> {
  const { progress } = turn.state;
  const earlier = progress.paused ? undefined : goBack(turn.content.guide, progress);
  if (earlier) turn.state.progress = earlier;
  else if (!progress.paused && progress.position)
    turn.warn(turn.say(turn.texts.messages.notices.alreadyFirst));
  await showCurrentStep(turn);
}
