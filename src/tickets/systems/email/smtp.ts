import { createTransport, type SendMailOptions, type SMTPTransportOptions } from 'nodemailer';
import type { MailConfig } from '../../../config/helpdesk-config.ts';
import { mailServerAt } from '../../mail-server.ts';

const TIMEOUT_MS = 30_000;

/** Returns the transport options for the server in `SMTP_URL`: always TLS, except on this machine. */
export function smtpOptions(address: string, timeoutMs: number): SMTPTransportOptions {
  const { host, port, secure, isHere, user, password } = mailServerAt(address);
  return {
    host,
    ...(port !== undefined && { port }),
    secure,
    requireTLS: !secure && !isHere,
    // No TLS at all would do as well on this machine.
    ...(isHere && { tls: { rejectUnauthorized: false } }),
    ...(user !== '' && { auth: { user, pass: password } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** A mail to one address. */
type Mail = SendMailOptions & { to: { name: string; address: string } };

/** Returns a function that sends each mail over a connection of its own; mail servers report to the return path what did not arrive. */
export function smtpSender(
  { url, from, returnPath = from }: MailConfig,
  timeoutMs = TIMEOUT_MS,
): (mail: Mail) => Promise<unknown> {
  const transport = createTransport(smtpOptions(url, timeoutMs));
  return (mail) => transport.sendMail({ ...mail, envelope: { from: returnPath, to: mail.to.address } });
}
