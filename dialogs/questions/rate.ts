import { questionOnCard } from '../../src/conversation/state.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { askOrHuman, continueButtons } from '../buttons.ts';
import { showCurrentStep } from '../show-current-step.ts';
import { showMessage } from '../show-message.ts';
import { stepButtons } from './answer.ts';

/** Records 👍 or 👎 for the answer on a card, once. */
export async function rate(
  turn: Turn,
  card: string | undefined,
  id: string,
  helpful: boolean,
): Promise<void> {
  const asked = questionOnCard(turn.state, card, id);
  if (!asked) {
    turn.warn(turn.say(turn.texts.messages.notices.stale));
    return showCurrentStep(turn);
  }
  turn.state.asked = turn.state.asked.filter((one) => one !== asked);
  turn.recordFeedback({ kind: helpful ? 'helpful' : 'unhelpful', intent: id, text: asked.text || null });
  turn.count(helpful ? 'rated-helpful' : 'rated-unhelpful', id);
  const { answer } = turn.texts.messages;
  await showMessage(turn, {
    kind: 'rated',
    title: turn.say(helpful ? answer.thanks : answer.sorry),
    buttons: [
      ...continueButtons(turn),
      ...stepButtons(turn, turn.texts.questions[id]),
      ...(helpful ? [] : askOrHuman(turn)),
    ],
  });
}
