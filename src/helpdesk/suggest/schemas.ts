import { z } from 'zod';
import { LONGEST_HTML } from '../../mail-reading/html-to-text.ts';
import { noSuggestionSchema, suggestionSchema } from '../suggestion.ts';

/** The schemas of the suggest API's requests and responses; its OpenAPI description is generated from them. */

const LONGEST_TEXT = 20_000;
const LONGEST_SUBJECT = 1000;
const LONGEST_FIELD = 4000;

/** Counted in characters as JSON Schema does, not in UTF-16 units as JavaScript does. */
function characters(most: number, description: string, least = 0) {
  return z
    .string()
    .refine((text) => text.length >= least && (text.length <= most || Array.from(text).length <= most), {
      message: `must have ${least} to ${most} characters`,
    })
    .meta({ ...(least > 0 && { minLength: least }), maxLength: most, description });
}

const text = characters(
  LONGEST_TEXT,
  'An email as it arrived, as plain text or HTML: the signature and quoted earlier emails may stay in it',
  1,
);
const html = characters(
  LONGEST_HTML,
  'The same email as HTML, if there is any; it is read instead of the text',
  1,
);
const more = {
  subject: characters(LONGEST_SUBJECT, 'Its subject, with "Re:" and "Fwd:"').optional(),
  headers: z
    .record(z.string(), characters(LONGEST_FIELD, 'The value of a header field'))
    .optional()
    .describe(
      'Its header fields, all or some: Auto-Submitted, Precedence, List-Unsubscribe, From and others tell that a program sent it',
    ),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/, 'must be a language tag, for example en or de-AT')
    .optional()
    .describe(
      'The language to answer in; without it, the one of the email. If the assistant does not speak it, it answers in its own',
    ),
};

export const suggestRequestSchema = z.union([
  z.strictObject({ text, html: html.optional(), ...more }),
  z.strictObject({ html, ...more }),
]);

export const suggestResponseSchema = z.strictObject({
  suggestions: z.array(suggestionSchema).describe('The likeliest first; empty where nothing is sure enough'),
  reason: noSuggestionSchema
    .optional()
    .describe(
      'Why there is none: no person wrote the email (automatic), the assistant does not speak its language (language), something of the assistant is asked but not clear enough (not-sure), or nothing that it answers (declined)',
    ),
  open: z
    .array(z.string())
    .describe('Questions of the email that none of the suggestions answers, in its own words'),
  language: z.string().describe('The language of the answers'),
});

export const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.string().describe('For programs'),
    message: z.string().describe('Says what to do'),
  }),
});
