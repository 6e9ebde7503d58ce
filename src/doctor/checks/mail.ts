import { createTransport } from 'nodemailer';
import type { MailConfig } from '../../config/helpdesk-config.ts';
import { deliveryErrorOf } from '../../tickets/systems/email/errors.ts';
import { smtpOptions } from '../../tickets/systems/email/smtp.ts';
import type { CheckResult } from '../check-result.ts';

const NAME = 'mail';
const TIMEOUT_MS = 10_000;

/** Connects to the mail server and signs in, as for every email, but sends none. */
export async function checkMail(mail: MailConfig | undefined, timeoutMs = TIMEOUT_MS): Promise<CheckResult> {
  if (mail === undefined)
    return {
      name: NAME,
      outcome: 'skipped',
      says: 'SMTP_URL is not set, so people write to helpdesks outside the network themselves',
    };
  const { host } = new URL(mail.url);
  const options = smtpOptions(mail.url, timeoutMs);
  const transport = createTransport(options);
  try {
    await transport.verify();
    const says = `${host} ${options.auth ? 'accepts the username and password' : 'asks for no password'}; whether it accepts email from ${mail.from} will show when the first one is sent`;
    return { name: NAME, outcome: 'ok', says };
  } catch (error) {
    return {
      name: NAME,
      outcome: 'failed',
      says: `${host}: ${deliveryErrorOf(error, 'the mail server refuses the recipient').message}`,
      fix:
        'Correct SMTP_URL: smtps:// if the server speaks TLS at once (usually port 465), smtp:// if it offers STARTTLS (587), ' +
        'with # / ? % in a password written as %23 %2F %3F %25. Example: SMTP_URL=smtps://user:password@mail.example.org:465',
    };
  } finally {
    transport.close();
  }
}
