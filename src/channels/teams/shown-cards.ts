import type { Activity } from 'botbuilder-core';
import { z } from 'zod';
import { type CardAction, submitSchema } from '../../../cards/action.ts';

/** Cards people may still answer; what falls out, or a restart forgets, only is not replaced. */
const REMEMBERED = 1000;

const headingSchema = z.looseObject({
  type: z.literal('TextBlock'),
  style: z.literal('heading'),
  text: z.string(),
});
const buttonSchema = z.looseObject({
  type: z.literal('Action.Submit'),
  title: z.string(),
  data: submitSchema,
});

/** A card that stands in Teams. */
export interface ShownCard {
  /** Id of the message that it is in. */
  activityId: string;
  /** Its heading. */
  heading: string;
  buttons: { title: string; data: CardAction }[];
}

/** Remembers which message in Teams holds which card, so that an answered one can be replaced. */
export class ShownCards {
  readonly #cards = new Map<string, ShownCard>();

  /** Remembers the card that an activity shows, if it has buttons. */
  remember({ attachments = [] }: Partial<Activity>, activityId: string): void {
    const card: unknown = attachments[0]?.content;
    const [heading] = partsOf(card, headingSchema);
    const buttons = partsOf(card, buttonSchema);
    const id = buttons[0]?.data.card;
    if (!heading || id === undefined || activityId === '') return;
    this.#cards.set(id, { activityId, heading: heading.text, buttons: buttons.map(actOf) });
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

function actOf({
  title,
  data: { card: _, ...data },
}: z.infer<typeof buttonSchema>): ShownCard['buttons'][number] {
  return { title, data };
}

/** Every part of a card that has this shape, from the top to the bottom. */
function partsOf<Part>(node: unknown, shape: z.ZodType<Part>): Part[] {
  const part = shape.safeParse(node);
  if (part.success) return [part.data];
  return typeof node === 'object' && node !== null
    ? Object.values(node).flatMap((inner) => partsOf(inner, shape))
    : [];
}
