import { z } from 'zod';
import { isCertificateProblem } from '../../mail-server.ts';
import { DeliveryError } from '../ticket-system.ts';

/** The parts of a mail library's error that are used; its message is not, since the server may quote an address in it. */
const smtpErrorSchema = z.object({
  code: z.string().default('unknown'),
  originalCode: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
});

const LOGIN_REFUSED = [530, 534, 535, 538];

/** Returns what an unsent mail means for its ticket and for the operator; `refused` says what is wrong with a refused recipient. */
export function deliveryErrorOf(error: unknown, refused: string): DeliveryError {
  const { code, originalCode = code, command, responseCode = 0 } = smtpErrorSchema.parse(error);
  const isPermanent = responseCode >= 500;
  if (responseCode >= 400 && !isPermanent)
    return new DeliveryError(`the mail server asks to try again later (${responseCode})`);
  if (code === 'EAUTH' || code === 'ENOAUTH' || LOGIN_REFUSED.includes(responseCode))
    return new DeliveryError(
      `the mail server refuses the username or password: check them in SMTP_URL (${responseCode || code})`,
    );
  if (isPermanent && command === 'MAIL FROM')
    return new DeliveryError(
      `the mail server does not accept email from the address in MAIL_FROM or MAIL_RETURN_PATH (${responseCode})`,
    );
  if (isPermanent && command === 'RCPT TO')
    return new DeliveryError(`${refused} (${responseCode})`, { isFinal: true });
  if (isPermanent && command === 'DATA')
    return new DeliveryError(`the mail server refuses the content of the email (${responseCode})`, {
      isFinal: true,
    });
  if (code === 'ETLS' || isCertificateProblem(originalCode))
    return new DeliveryError(
      `no secure connection to the mail server in SMTP_URL: it must offer TLS with a valid certificate (${originalCode})`,
    );
  if (code === 'ETIMEDOUT') return new DeliveryError('the mail server in SMTP_URL does not answer in time');
  return new DeliveryError(`the mail server in SMTP_URL cannot be reached (${responseCode || originalCode})`);
}
