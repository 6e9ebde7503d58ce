import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { MAX_EMAIL_LENGTH } from '../src/lib/email-address.ts';

/** An id of the content pack, or a step as phase/step; anything else is words that somebody has put there. */
const id = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9-]+(\/[A-Za-z0-9-]+)?$/);
/** Cards have the id that they were made with. */
const cardId = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9-]*$/);
/** The name of a language's folder in the content pack. */
const languageCode = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/);
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
  'my-data',
  'delete-data',
]);
/** The limit of the sentence in the hand-over form, in characters. */
export const MAX_SENTENCE_LENGTH = 2000;

/** The kinds of things that a `choose` button chooses. */
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

/** The fields of the hand-over form; missing where a button without the form was pressed, or the button was typed. */
const form = {
  sentence: z.string().max(MAX_SENTENCE_LENGTH).optional(),
  email: z.string().max(MAX_EMAIL_LENGTH).optional(),
};

const choice = z.discriminatedUnion('what', [
  z.object({ action: z.literal('choose'), what: z.enum(CHOOSABLE), value: id }),
  z.object({ action: z.literal('choose'), what: z.literal('desk'), value: id, ...form }),
  z.object({
    action: z.literal('choose'),
    what: z.literal('phone'),
    phone: z.string().max(100).default(''),
    phoneCountry: z.string().max(10).optional(),
  }),
  z.object({
    action: z.literal('choose'),
    what: z.enum(['part', 'pause', 'undo', 'return', 'none-of-these']),
  }),
]);

/** The action of a button, on any card; typed commands become the same actions. */
export const cardActionSchema = z.discriminatedUnion('action', [
  z.object({ action: plainAction }),
  choice,
  z.object({ action: z.literal('send'), ...form }),
  z.object({ action: z.literal('close-ticket'), ticket: id }),
  z.object({ action: z.literal('reopen-ticket'), ticket: id }),
  z.object({ action: z.literal('keep-ticket'), ticket: id }),
  z.object({ action: z.literal('erase'), keepsOpenTickets: z.boolean() }),
  z.object({ action: z.literal('language'), language: languageCode }),
  z.object({ action: z.literal('rate'), question: id, helpful: z.boolean() }),
]);
export type CardAction = z.infer<typeof cardActionSchema>;

/** The data that a pressed button submits: its action, and the id of its card. */
export const submitSchema = z.intersection(z.object({ card: cardId }), cardActionSchema);

/** The fields of actions that hold words typed into a form. */
const FORM_FIELDS = { phone: undefined, phoneCountry: undefined, sentence: undefined, email: undefined };

/** Returns an action without the words typed into its form. */
export function withoutForm(action: CardAction): object {
  const { phone: _, phoneCountry: __, sentence: ___, email: ____, ...rest } = { ...FORM_FIELDS, ...action };
  return rest;
}

/** Checks whether an action brings words typed into a form. */
export function hasForm(action: CardAction): boolean {
  return Object.keys(FORM_FIELDS).some((field) => field in action);
}

/** Finds the button whose press gives this action; undefined where none does. */
export function pressedButton<Button extends { data: CardAction }>(
  buttons: readonly Button[],
  action: CardAction,
): Button | undefined {
  return buttons.find((button) => isDeepStrictEqual(withoutForm(button.data), withoutForm(action)));
}
