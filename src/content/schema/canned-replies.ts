import { z } from 'zod';
import { id } from './structure.ts';
import { label, text } from './text-fields.ts';

/** Zod schema of data/<language>/canned-replies.yaml: what the helpdesk's people often write, by its id. */
export const cannedRepliesSchema = z.record(
  id,
  z.strictObject({
    title: label().describe('What it is about, as the list shows it'),
    text: z
      .array(text('areas'))
      .min(1)
      .max(20)
      .describe('One paragraph a line, as the person reads it; it can be changed before it is sent'),
    question: id
      .optional()
      .describe('The question that it belongs to: it comes first where a ticket is about that'),
    step: z.string().optional().describe('The step that it belongs to, as phase/step'),
  }),
);

export type CannedReply = z.output<typeof cannedRepliesSchema>[string];
