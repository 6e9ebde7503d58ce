import { questionOnCard } from '../../src/conversation/state.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { positionOf } from '../../src/guide/path.ts';
import { continueButtons } from '../buttons.ts';
import { showEarlierCard } from '../earlier-card.ts';
import { deskOfPhase } from '../hand-over/desk.ts';
import { askForPerson } from '../hand-over/hand-over.ts';
import { showMessage } from '../show-message.ts';
import { stepButtons } from './answer.ts';

/**
 * Records 👍 or 👎 for the answer on a card, once. A person who was not helped is led to a person at once, with the question that they
 * asked in the draft.
 */
export async function rate(
  turn: Turn,
  card: string | undefined,
  id: string,
  helpful: boolean,
): Promise<void> {
  const asked = questionOnCard(turn.state, card, id);
  if (!asked) return showEarlierCard(turn);
  turn.state.asked = turn.state.asked.filter((one) => one !== asked);
  turn.recordFeedback({ kind: helpful ? 'helpful' : 'unhelpful', intent: id, text: asked.text || null });
  turn.count(helpful ? 'rated-helpful' : 'rated-unhelpful', id);
  const { answer } = turn.texts.messages;
  const question = turn.texts.questions[id];
  if (!helpful) {
    turn.notice(turn.say(answer.sorry));
    const title = question ? turn.say(question.question) : '';
    const phase = question?.step === undefined ? undefined : positionOf(question.step).phase;
    return askForPerson(turn, deskOfPhase(turn, phase), 'not-helped', { sentence: asked.text || title });
  }
  await showMessage(turn, {
    kind: 'rated',
    title: turn.say(answer.thanks),
    buttons: [...continueButtons(turn), ...stepButtons(turn, question)],
  });
}
