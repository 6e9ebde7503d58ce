import { z } from 'zod';
import { inboxTextsSchema } from './inbox-texts.ts';
import { signInTextsSchema } from './sign-in-texts.ts';
import { label, text } from './text-fields.ts';

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
    tellMe: z
      .strictObject({ button: label(), on: text(), off: text(), denied: text() })
      .describe('Notifications of the browser'),
    wrongPack: z
      .strictObject({ heading: label(), explanation: text() })
      .describe('Above the list of what is wrong with a changed content pack, which is not used'),
  }),
  signIn: signInTextsSchema,
  inbox: inboxTextsSchema,
});
export type HelpdeskTexts = z.infer<typeof helpdeskTextsSchema>;
