import { z } from 'zod';
import { label, text } from './text-fields.ts';

const notice = (...values: readonly string[]) => z.strictObject({ title: label(), text: text(...values) });

/** The pages around the sign-in of the helpdesk's people. */
export const signInTextsSchema = z.strictObject({
  localAgent: label().describe('The name of a person who signs in with the printed link'),
  again: label(),
  asSomebodyElse: label(),
  link: z.strictObject({ title: label(), text: text(), button: label() }),
  notices: z.strictObject({
    noLink: notice('command').describe('No issuer is set, and the printed link was not used'),
    usedLink: notice('command', 'minutes'),
    onlyHere: notice().describe('The printed link was opened under another name than localhost'),
    cancelled: notice(),
    expired: notice(),
    clock: notice('issuerTime', 'ourTime', 'seconds').describe(
      "The sign-in service's clock and ours differ too much",
    ),
    untrusted: notice().describe('What the sign-in service answered cannot be trusted'),
    unreachable: notice(),
    misconfigured: notice(),
    notAllowed: notice('name', 'role').describe('Signed in at the service, but without the role'),
    signedOut: notice(),
    tooOften: notice(),
    otherSite: notice().describe('A form that came from another page, or from before the sign-in'),
    failed: notice(),
  }),
});
