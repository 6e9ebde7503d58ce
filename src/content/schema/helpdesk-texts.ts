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
  suggest: z
    .strictObject({
      greeting: text(),
      named: text('name', 'address').describe('An address in an email without HTML'),
      toStep: text('step').describe('Names the link that opens the assistant at the step of the answer'),
      toStart: text().describe('Names the link that opens the assistant at its beginning'),
      closing: z.array(text()).min(1).describe('The last lines of the email'),
    })
    .describe('What comes before and after an answer that is sent by email'),
  inbox: inboxTextsSchema,
});
export type HelpdeskTexts = z.infer<typeof helpdeskTextsSchema>;
