import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

const id = z.string().max(200);
const plainAction = z.enum([
  'start',
  'resume',
  'restart',
  'next',
  'back',
  'skip',
  'stuck',
  'ask',
  'human',
  'ticket',
  'add',
  'write',
  'assistant',
]);
/** What may be typed into the form of the hand-over, in characters. */
export const MAX_SENTENCE_LENGTH = 2000;
export const MAX_EMAIL_LENGTH = 254;

/** What a `choose` button chooses. */
const CHOOSABLE = [
  'entry',
  'method',
  'country',
  'centre',
  'area',
  'problem',
  'outcome',
  'recap',
  'place',
  'change',
  'list',
  'question',
  'visit',
] as const;

/** What the form of the hand-over holds; missing where it was not there, or its button was typed. */
const form = {
  sentence: z.string().max(MAX_SENTENCE_LENGTH).optional(),
  email: z.string().max(MAX_EMAIL_LENGTH).optional(),
};

/** What a button does, whichever card it stands on; typed words are turned into the same. */
export const cardActionSchema = z.union([
  z.object({ action: plainAction }),
  z.object({ action: z.literal('choose'), what: z.enum(CHOOSABLE), value: id }),
  z.object({ action: z.literal('choose'), what: z.literal('desk'), value: id, ...form }),
  z.object({ action: z.literal('choose'), what: z.literal('phone'), phone: z.string().max(100).default('') }),
  z.object({
    action: z.literal('choose'),
    what: z.enum(['part', 'pause', 'undo', 'return', 'none-of-these']),
  }),
  z.object({ action: z.literal('send'), ...form }),
  z.object({ action: z.literal('rate'), question: id, helpful: z.boolean() }),
]);
export type CardAction = z.infer<typeof cardActionSchema>;

/** The data of a card's button: what it does, and the one card shown that it stands on. */
export const submitSchema = z.intersection(z.object({ card: z.string().max(100) }), cardActionSchema);

/** The fields that people fill in forms. */
const FORM_FIELDS = { phone: undefined, sentence: undefined, email: undefined };

/** Returns an action without the words that were typed into a form beside its button. */
export function withoutForm(action: CardAction): object {
  const { phone: _, sentence: __, email: ___, ...rest } = { ...FORM_FIELDS, ...action };
  return rest;
}

/** Finds the button that an action was pressed on; undefined where it is not among them. */
export function pressedButton<Button extends { data: CardAction }>(
  buttons: readonly Button[],
  action: CardAction,
): Button | undefined {
  return buttons.find((button) => isDeepStrictEqual(withoutForm(button.data), withoutForm(action)));
}
