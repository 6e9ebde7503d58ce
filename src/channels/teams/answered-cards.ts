import { type Activity, ActivityTypes, CardFactory, type TurnContext } from 'botbuilder-core';
import type { CardAction } from '../../../cards/action.ts';
import { answeredCard } from '../../../cards/answered.ts';
import type { Press } from '../../conversation/incoming-message.ts';
import { pressedButton } from '../../conversation/pressed-button.ts';
import type { ShownCards } from './shown-cards.ts';

/** Actions that only tell or show something more: the card's own text is still needed. */
const ONLY_TELLING = new Set<string>([
  'ask',
  'human',
  'ticket',
  'desk',
  'rate',
  'stuck',
  'question',
  'none-of-these',
  'visit',
  'list',
  'phone',
]);

/** Replaces a card whose choice was made by a line that names the choice, so that nobody presses it again. */
export async function replaceAnswered(
  context: TurnContext,
  { card, action }: Press,
  shown: ShownCards,
): Promise<void> {
  if (isOnlyTelling(action)) return;
  const answered = shown.take(card);
  const choice = answered && pressedButton(answered.buttons, action)?.title;
  if (!choice) return;
  const replaced: Partial<Activity> = {
    type: ActivityTypes.Message,
    id: answered.activityId,
    conversation: context.activity.conversation,
    attachments: [CardFactory.adaptiveCard(answeredCard(answered.title, choice))],
  };
  await context.adapter.updateActivity(context, replaced as Activity);
}

function isOnlyTelling(action: CardAction): boolean {
  return ONLY_TELLING.has(action.action === 'choose' ? action.what : action.action);
}
