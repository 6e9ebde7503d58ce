import type { Turn } from '../src/conversation/turn.ts';
import { stepTitle } from './labels.ts';
import { showCurrentStep } from './show-current-step.ts';
import { showMessage } from './show-message.ts';

/** The kind of the card that answers a press on a card of the past. */
export const EARLIER_CARD = 'earlier-card';

/** Tells a person who pressed a button of the past where they are; the buttons shown before it still work, and can be typed. */
export async function showEarlierCard(turn: Turn): Promise<void> {
  const { earlierCard } = turn.texts.messages;
  const { progress, lastCard } = turn.state;
  const { position, finished } = progress;
  if (!position) {
    turn.warn(turn.say(earlierCard.line));
    return showCurrentStep(turn);
  }
  const title = finished ? earlierCard.titleFinished : earlierCard.title;
  await showMessage(turn, {
    kind: EARLIER_CARD,
    title: turn.say(title, { step: stepTitle(turn, position) }),
    lines: [turn.say(earlierCard.line)],
    buttons: [{ title: turn.say(earlierCard.show), data: { action: 'resume' } }],
  });
  turn.state.lastCard?.buttons.push(...(lastCard?.buttons ?? []));
}
