import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Turn } from '../conversation/turn.ts';
import { keyOf } from '../guide/position.ts';
import { FEEDBACK } from '../store/keys.ts';

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

/** Notes something for the editors, kept together with the turn. */
export function noteFeedback(turn: Turn, noted: Pick<Feedback, 'kind' | 'intent' | 'text'>): void {
  const { position } = turn.state.progress;
  const feedback: Feedback = {
    ...noted,
    language: turn.texts.language,
    step: position ? keyOf(position) : null,
    at: `${new Date().toISOString().slice(0, 13)}:00:00.000Z`,
  };
  turn.rows.push({ key: `${FEEDBACK}${randomUUID()}`, value: feedback });
}
