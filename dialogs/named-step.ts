import type { DialogContext } from 'botbuilder-dialogs';
import { stepNamed } from '../src/guide/path.ts';
import { positionOf } from '../src/guide/position.ts';
import { visit } from '../src/guide/walk.ts';
import type { Turn } from '../src/turn/turn.ts';
import { showWhereTheyAre } from './enter.ts';

/** "two-factor/app-install", perhaps after a word such as "step": the text that a link puts into somebody's mouth. */
const NAMED = /^(?:\p{L}+\s+)?([a-z0-9-]+\/[a-z0-9-]+)$/u;

/** Shows a step that a message names by its id; the person's own step is come back to. False for any other message. */
export async function goToNamedStep(turn: Turn, dc: DialogContext): Promise<boolean> {
  const { guide } = turn.content;
  const { notices } = turn.texts.messages;
  const named = NAMED.exec(turn.text)?.[1] ?? '';
  const placed = stepNamed(guide, named);
  if (!placed) {
    if (!guide.phases.some(({ id }) => id === positionOf(named).phase)) return false;
    turn.warn(turn.say(notices.unknownStep));
    await showWhereTheyAre(turn, dc);
    return true;
  }
  const { progress } = turn.talk;
  const method = progress.choices.method ?? placed.step.methods?.[0];
  const choices = method === undefined ? progress.choices : { ...progress.choices, method };
  const there = visit(guide, { ...progress, choices }, placed.position);
  if (!there) turn.warn(turn.say(notices.otherMethod));
  else {
    if (!progress.position) turn.notice(turn.say(notices.linkedStep));
    turn.talk.progress = there;
  }
  await showWhereTheyAre(turn, dc);
  return true;
}
