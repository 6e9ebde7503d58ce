import { z } from 'zod';
import { isCertificateProblem } from '../mail-server.ts';

/** The parts of a mail library's error that are used; its message is not, since the server may quote an email in it. */
const imapErrorSchema = z.object({
  code: z.string().default('unknown'),
  authenticationFailed: z.boolean().optional(),
  serverResponseCode: z.string().optional(),
  tlsFailed: z.boolean().optional(),
});

const TOO_LATE = /TIMEOUT|TIMEDOUT/i;

/** Returns what is wrong with the mailbox, and which setting to change. */
export function mailboxProblem(error: unknown): string {
  const { code, authenticationFailed, tlsFailed, serverResponseCode } = imapErrorSchema.safeParse(error)
    .data ?? { code: 'unknown' };
  if (authenticationFailed)
    return 'the mail server refuses the username or password: check them in IMAP_URL, and that it takes passwords for IMAP at all (Exchange Online does not; see docs/mailbox.md)';
  if (tlsFailed || isCertificateProblem(code))
    return `no secure connection to the mail server in IMAP_URL: it must offer TLS with a valid certificate (${code})`;
  if (TOO_LATE.test(code)) return 'the mail server in IMAP_URL does not answer in time';
  return `the mail server in IMAP_URL cannot be reached, or does not do what it should (${serverResponseCode ?? code})`;
}
