import type { DialogContext } from 'botbuilder-dialogs';
import type { Step } from '../src/content/structure.ts';
import { CHOICE_STEPS } from '../src/guide/choices.ts';
import { stepNamed } from '../src/guide/path.ts';
import { keyOf, positionOf } from '../src/guide/position.ts';
import type { Progress } from '../src/guide/progress.ts';
import { visit } from '../src/guide/walk.ts';
import type { Turn } from '../src/turn/turn.ts';
import { showWhereTheyAre } from './enter.ts';

/** "two-factor/app-install", perhaps after a word such as "step": the text that a link puts into somebody's mouth. */
const NAMED = /^(?:\p{L}+\s+)?([a-z0-9-]+\/[a-z0-9-]+)$/iu;

/** Shows a step that a message names by its id; the person's own step is come back to. False for any other message. */
export async function goToNamedStep(turn: Turn, dc: DialogContext): Promise<boolean> {
  const { guide } = turn.content;
  const { notices } = turn.texts.messages;
  const named = NAMED.exec(turn.text)?.[1]?.toLowerCase() ?? '';
  const placed = stepNamed(guide, named);
  if (!placed) {
    if (!guide.phases.some(({ id }) => id === positionOf(named).phase)) return false;
    turn.warn(turn.say(notices.unknownStep));
    await showWhereTheyAre(turn, dc);
    return true;
  }
  const { progress } = turn.talk;
  const there = visit(guide, withMethodFor(placed.step, progress), placed.position);
  if (!there) turn.warn(turn.say(notices.otherMethod));
  else {
    if (!progress.position) turn.notice(turn.say(notices.linkedStep));
    turn.talk.progress = there;
  }
  await showWhereTheyAre(turn, dc);
  return true;
}

/** Whoever has not chosen a second factor yet gets one that has this step; their choice is still to be made. */
function withMethodFor({ methods }: Step, progress: Progress): Progress {
  const { choices, marks } = progress;
  const isChosen = marks[keyOf(CHOICE_STEPS.method)] === 'done';
  const [method] = methods ?? [];
  if (isChosen || method === undefined || methods?.includes(choices.method ?? '')) return progress;
  return { ...progress, choices: { ...choices, method } };
}
