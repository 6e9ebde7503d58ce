import { type Activity, ActivityTypes, CardFactory, type Middleware } from 'botbuilder-core';
import type { CardAction } from '../../../cards/action.ts';
import { answeredCard } from '../../../cards/answered.ts';
import { pressedButton } from '../../conversation/pressed-button.ts';
import { findTurn } from '../../conversation/turn.ts';
import { isUndelivered } from './adapter.ts';
import type { ShownCards } from './shown-cards.ts';

/** What only tells or shows something more: the card's own text is still needed. */
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

/** Once a card's choice was made it becomes a line that says what was chosen, so that nobody presses it again. */
export function answeredCards(shown: ShownCards): Middleware {
  return {
    async onTurn(context, next) {
      await next();
      const turn = findTurn(context);
      if (!turn || isUndelivered(context)) return;
      const { act, pressed, state } = turn;
      if (!act || pressed === undefined || isOnlyTelling(act) || state.activeCards.includes(pressed)) return;
      const card = shown.take(pressed);
      const choice = card && pressedButton(card.buttons, act)?.title;
      if (!choice) return;
      const replaced: Partial<Activity> = {
        type: ActivityTypes.Message,
        id: card.activityId,
        conversation: context.activity.conversation,
        attachments: [CardFactory.adaptiveCard(answeredCard(card.heading, choice))],
      };
      await context.adapter.updateActivity(context, replaced as Activity);
    },
  };
}

function isOnlyTelling(act: CardAction): boolean {
  return ONLY_TELLING.has(act.action === 'choose' ? act.what : act.action);
}
