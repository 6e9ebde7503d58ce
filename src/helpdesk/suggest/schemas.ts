import { z } from 'zod';
import { suggestionSchema } from '../suggestion.ts';

/** The schemas of the suggest API's requests and responses; its OpenAPI description is generated from them. */

const LONGEST_TEXT = 20_000;

/** Counted in characters as JSON Schema does, not in UTF-16 units as JavaScript does. */
const mailText = z
  .string()
  .refine((text) => text !== '' && Array.from(text).length <= LONGEST_TEXT, {
    message: `must have 1 to ${LONGEST_TEXT} characters`,
  })
  .meta({
    minLength: 1,
    maxLength: LONGEST_TEXT,
    description: 'An email as it arrived: the signature and quoted earlier emails may stay in it',
  });

export const suggestRequestSchema = z.strictObject({
  text: mailText,
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/, 'must be a language tag, for example en or de-AT')
    .optional()
    .describe('The language to answer in; if the assistant does not speak it, it answers in its own'),
});

export const suggestResponseSchema = z.strictObject({
  suggestions: z.array(suggestionSchema).describe('The likeliest first; empty where nothing is sure enough'),
  language: z.string().describe('The language of the answers'),
});

export const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.string().describe('For programs'),
    message: z.string().describe('Says what to do'),
  }),
});
