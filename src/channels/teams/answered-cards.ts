import { type Activity, ActivityTypes, CardFactory, type TurnContext } from 'botbuilder-core';
import { type CardAction, pressedButton } from '../../../cards/action.ts';
import { answeredCard } from '../../../cards/answered.ts';
import type { Card, NamedAction } from '../../../cards/card.ts';
import type { Press } from '../../conversation/incoming-message.ts';

/** Cards to remember; one that is forgotten, also by a restart, is merely not replaced. */
const MOST_REMEMBERED = 1000;

type ActionName = CardAction['action'] | Extract<CardAction, { action: 'choose' }>['what'];

/** Actions that only show something more, so that the card's own text is still needed. */
const KEEPING_CARD = new Set<ActionName>([
  'ask',
  'human',
  'ticket',
  'my-data',
  'delete-data',
  'desk',
  'rate',
  'stuck',
  'question',
  'none-of-these',
  'visit',
  'list',
  'phone',
]);

/** Replaces a card whose choice was made with a line that names the choice, so that nobody presses it again. */
export async function replaceAnswered(
  context: TurnContext,
  { card, action }: Press,
  shown: ShownCards,
): Promise<void> {
  if (keepsCard(action)) return;
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

function keepsCard(action: CardAction): boolean {
  return KEEPING_CARD.has(action.action === 'choose' ? action.what : action.action);
}

/** A card that is shown in Teams. */
interface ShownCard {
  /** The id of the message that holds the card. */
  activityId: string;
  title: string;
  buttons: readonly NamedAction[];
  /** The id of the state of the person to whom it is shown. */
  stateId: string;
}

/** Maps cards to their messages in Teams, so that an answered card can be replaced. */
export class ShownCards {
  readonly #cards = new Map<string, ShownCard>();

  /** Remembers the message that shows a card, if the card has buttons. */
  remember({ id, title, actions }: Card, activityId: string, stateId: string): void {
    if (actions.length === 0 || activityId === '') return;
    this.#cards.set(id, { activityId, title, buttons: actions, stateId });
    for (const [oldest] of this.#cards) {
      if (this.#cards.size <= MOST_REMEMBERED) break;
      this.#cards.delete(oldest);
    }
  }

  /** Forgets all cards of a person whose data is erased. */
  forgetAllOf(stateId: string): void {
    for (const [id, shown] of this.#cards) if (shown.stateId === stateId) this.#cards.delete(id);
  }

  /** Returns a card and forgets it, since it is answered once. */
  take(card: string): ShownCard | undefined {
    const shown = this.#cards.get(card);
    this.#cards.delete(card);
    return shown;
  }
}
