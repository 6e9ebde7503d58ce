import type { MailboxConfig } from '../../config/helpdesk-config.ts';
import { imapClient } from '../../tickets/mailbox/imap.ts';
import { mailboxProblem } from '../../tickets/mailbox/mailbox-problem.ts';
import type { CheckResult } from '../check-result.ts';

const NAME = 'mailbox';
const TIMEOUT_MS = 10_000;

/** Connects to the mailbox and opens it, as for every look, but reads and moves nothing. */
export async function checkMailbox(
  mailbox: MailboxConfig | undefined,
  timeoutMs = TIMEOUT_MS,
): Promise<CheckResult> {
  if (mailbox === undefined)
    return {
      name: NAME,
      outcome: 'skipped',
      says: 'IMAP_URL is not set, so replies to emails about tickets are not read',
    };
  const { host } = new URL(mailbox.url);
  const client = imapClient(mailbox.url, timeoutMs);
  try {
    await client.connect();
    await client.mailboxOpen('INBOX', { readOnly: true });
    return {
      name: NAME,
      outcome: 'ok',
      says: `${host} accepts the username and password, and opens the mailbox`,
    };
  } catch (error) {
    return {
      name: NAME,
      outcome: 'failed',
      says: `${host}: ${mailboxProblem(error)}`,
      fix:
        'Correct IMAP_URL: imaps:// if the server speaks TLS at once (usually port 993), imap:// if it offers STARTTLS (143), ' +
        'with @ / ? # % in a name or a password written as %40 %2F %3F %23 %25. Example: IMAP_URL=imaps://user:password@mail.example.org:993',
    };
  } finally {
    client.close();
  }
}
