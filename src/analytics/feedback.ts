import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { keyOf, type Position } from '../guide/position.ts';

/** Where the store keeps what the editors can learn from. */
export const FEEDBACK = 'feedback/';

/** One thing that the editors can learn from. Nothing in it says who it was. */
export const feedbackSchema = z.object({
  kind: z.enum(['unknown', 'helpful', 'unhelpful']),
  /** The question that was answered. */
  intent: z.string().nullable(),
  /** What was typed, with secrets and patient data removed. */
  text: z.string().nullable(),
  language: z.string(),
  /** Where the person was, as phase/step. */
  step: z.string().nullable(),
  /** ISO date and time, to the hour: a finer one would lead to the conversation. */
  at: z.string(),
  /** The question, or the group of what is out of scope, that an editor has added it to. */
  addedTo: z.string().optional(),
});
export type Feedback = z.infer<typeof feedbackSchema>;

/** Returns the row in which something is noted for the editors; the caller commits it together with the turn. */
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
