import type { Activity } from 'botbuilder-core';
import { z } from 'zod';

/** Cards people may still answer; what falls out, or a restart forgets, only is not replaced. */
const REMEMBERED = 1000;

const cardSchema = z.looseObject({ speak: z.string() });
const buttonSchema = z.looseObject({
  type: z.literal('Action.Submit'),
  title: z.string(),
  data: z.looseObject({ card: z.string() }),
});

/** A card that stands in Teams. */
export interface ShownCard {
  /** Id of the message that it is in. */
  activityId: string;
  /** What it is about, in a sentence. */
  summary: string;
  buttons: { title: string; data: Record<string, unknown> }[];
}

/** Remembers which message in Teams holds which card, so that an answered one can be replaced. */
export class ShownCards {
  readonly #cards = new Map<string, ShownCard>();

  /** Remembers the card that an activity shows, if it has buttons. */
  remember({ attachments = [] }: Partial<Activity>, activityId: string): void {
    const card = cardSchema.safeParse(attachments[0]?.content);
    if (!card.success || activityId === '') return;
    const buttons = buttonsIn(card.data);
    const id = buttons[0]?.data.card;
    if (id === undefined) return;
    this.#cards.set(id, { activityId, summary: card.data.speak, buttons });
    for (const [oldest] of this.#cards) {
      if (this.#cards.size <= REMEMBERED) break;
      this.#cards.delete(oldest);
    }
  }

  /** The card, which is then forgotten: it is answered once. */
  take(card: string): ShownCard | undefined {
    const shown = this.#cards.get(card);
    this.#cards.delete(card);
    return shown;
  }
}

function buttonsIn(node: unknown): z.infer<typeof buttonSchema>[] {
  const button = buttonSchema.safeParse(node);
  if (button.success) return [button.data];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(buttonsIn) : [];
}
