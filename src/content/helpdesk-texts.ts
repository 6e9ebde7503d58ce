import { z } from 'zod';
import { inboxTextsSchema } from './inbox-texts.ts';
import { label, text } from './text.ts';

/** Zod schema of data/<language>/helpdesk.yaml: the pages of the helpdesk's people. */

export const helpdeskTextsSchema = z.strictObject({
  page: z.strictObject({
    title: text(),
    skip: label(),
    navigation: label().describe('Names the list of pages to screen readers'),
    tickets: label(),
    answers: label(),
    learning: label(),
    signedInAs: text('name'),
    signOut: label(),
  }),
  inbox: inboxTextsSchema,
});
export type HelpdeskTexts = z.infer<typeof helpdeskTextsSchema>;
