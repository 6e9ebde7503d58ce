import type { Card, NamedAction } from '../../../cards/card.ts';

/** Cards people may still answer; what falls out, or a restart forgets, only is not replaced. */
const REMEMBERED = 1000;

/** A card that stands in Teams. */
interface ShownCard {
  /** The id of the message that it is in. */
  activityId: string;
  title: string;
  buttons: readonly NamedAction[];
}

/** The messages in Teams by the cards that they hold, so that an answered card can be replaced. */
export class ShownCards {
  readonly #cards = new Map<string, ShownCard>();

  /** Remembers the message that shows a card, if the card has buttons. */
  remember({ id, title, actions }: Card, activityId: string): void {
    if (actions.length === 0 || activityId === '') return;
    this.#cards.set(id, { activityId, title, buttons: actions });
    for (const [oldest] of this.#cards) {
      if (this.#cards.size <= REMEMBERED) break;
      this.#cards.delete(oldest);
    }
  }

  /** Returns a card, which is then forgotten: it is answered once. */
  take(card: string): ShownCard | undefined {
    const shown = this.#cards.get(card);
    this.#cards.delete(card);
    return shown;
  }
}
