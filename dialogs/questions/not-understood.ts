import { questionOnCard } from '../../src/conversation/state.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { stepAt } from '../../src/guide/path.ts';
import { handOver } from '../hand-over/hand-over.ts';
import { deskFor } from '../stuck.ts';
import { showAgain } from './answer.ts';

/** Misunderstood messages in a row after which the helpdesk is offered. */
const MOST_MISSES = 2;

/** Declines a question that is known to be out of scope with its group's reply; any other counts as not understood. */
export async function decline(turn: Turn, outOfScope: string | undefined): Promise<void> {
  const group = outOfScope === undefined ? undefined : turn.texts.outOfScope[outOfScope];
  if (!group) return miss(turn, turn.textToKeep);
  if (group.isMiss) return miss(turn, turn.textToKeep, { reply: group.reply, group: outOfScope });
  turn.count('question-declined', outOfScope);
  turn.warn(group.reply.map((line) => turn.say(line)).join(' '));
  await showAgain(turn, { offerHelpdesk: true });
}

/** Records for the editors that a person meant none of the questions on a card. */
export async function noneOfThese(turn: Turn, card: string | undefined): Promise<void> {
  await miss(turn, questionOnCard(turn.state, card, undefined)?.text);
}

/** The out-of-scope group of a message that was not understood, and the reply of that group. */
interface Miss {
  reply?: readonly string[];
  group?: string | undefined;
}

async function miss(
  turn: Turn,
  text: string | undefined,
  { reply = [turn.texts.messages.notices.notUnderstood], group }: Miss = {},
): Promise<void> {
  const { notices } = turn.texts.messages;
  if (text) turn.recordFeedback({ kind: 'unknown', intent: null, text });
  turn.count('question-unknown', group);
  turn.state.misses += 1;
  if (turn.state.misses >= MOST_MISSES) {
    turn.state.misses = 0;
    turn.warn(turn.say(notices.missedAgain));
    return handOver(turn, deskFor(turn));
  }
  const atCentre = stepAt(turn.content.guide, turn.state.progress.position)?.kind === 'choose-centre';
  for (const line of atCentre ? [notices.centreNotUnderstood] : reply) turn.warn(turn.say(line));
  await showAgain(turn, { offerHelpdesk: true });
}
