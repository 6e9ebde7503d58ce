import { z } from 'zod';
import type { Mail } from '../mail-reading/mail.ts';

const answerFields = {
  intent: z.string().describe('The id of the question in the content of the assistant'),
  question: z.string(),
  answer: z.strictObject({
    text: z.string().describe('A whole email as plain text: greeting, answer, addresses, closing words'),
    html: z.string().describe('The same as HTML without styles, to put into an email'),
    body: z.string().describe('The answer alone as plain text, for a chat or an email of your own'),
  }),
  link: z.url().describe('Opens the chat at the step that the answer is about, or at the start'),
  teamsLink: z
    .url()
    .optional()
    .describe('The same in Microsoft Teams; missing where the assistant is not in Teams'),
};

/** An answer from the content pack, ready to be sent. */
const preparedAnswerSchema = z.strictObject(answerFields);
export type PreparedAnswer = z.infer<typeof preparedAnswerSchema>;

/** An answer that a text probably asks for. */
export const suggestionSchema = z.strictObject({
  ...answerFields,
  confidence: z.number().min(0).max(1).describe('How likely it is that this is asked'),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

/** Why nothing is suggested. */
export const noSuggestionSchema = z.enum(['automatic', 'language', 'not-sure', 'declined']);
export type NoSuggestion = z.infer<typeof noSuggestionSchema>;

/** What an email gets. */
export interface Suggested {
  /** The answers that it asks for, the likeliest first; none where nothing is sure enough. */
  suggestions: Suggestion[];
  /** Missing where something is suggested. */
  reason?: NoSuggestion;
  /** What is asked besides, in the writer's own words, and that none of the suggestions answers. */
  open: string[];
  /** The language of the answers. */
  language: string;
}

/** Finds the answers that an email asks for; without a language, in its own where the assistant speaks it. */
export type Suggest = (mail: Mail, language?: string) => Suggested;

/** Lists every answer that the content pack has in a language. */
export type AllAnswers = (language: string) => PreparedAnswer[];
