import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { keyOf, type Position } from '../guide/path.ts';
import { FEEDBACK } from '../store/keys.ts';

/** A question that was not known, or a rating, from which editors can learn. Nothing in it says who it was. */
export const feedbackSchema = z.object({
  kind: z.enum(['unknown', 'helpful', 'unhelpful']),
  /** The question that was answered. */
  intent: z.string().nullable(),
  /** The text that was typed, with secrets and patient data removed. */
  text: z.string().nullable(),
  language: z.string(),
  /** The step that the person was at, as phase/step. */
  step: z.string().nullable(),
  /** ISO date and time, to the hour: a finer one would lead to the conversation. */
  at: z.string(),
  /** The question or out-of-scope group to which an editor has added it. */
  addedTo: z.string().optional(),
});
export type Feedback = z.infer<typeof feedbackSchema>;

/** Returns the row that keeps a piece of feedback; the caller commits it together with the turn. */
export function feedbackRow({
  position,
  ...noted
}: Pick<Feedback, 'kind' | 'intent' | 'text' | 'language'> & { position: Position | undefined }): {
  key: string;
  value: Feedback;
} {
  const value: Feedback = {
    ...noted,
    step: position ? keyOf(position) : null,
    at: `${new Date().toISOString().slice(0, 13)}:00:00.000Z`,
  };
  return { key: `${FEEDBACK}${randomUUID()}`, value };
}
