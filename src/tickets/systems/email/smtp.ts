import { createTransport, type SendMailOptions, type SMTPTransportOptions } from 'nodemailer';
import type { MailConfig } from '../../../config/helpdesk-config.ts';
import { isLoopback } from '../../../lib/loopback.ts';

const TIMEOUT_MS = 30_000;

/** Returns the transport options for the server in `SMTP_URL`: always TLS, except on this machine. */
export function smtpOptions(address: string, timeoutMs: number): SMTPTransportOptions {
  const { protocol, hostname, port, username, password } = new URL(address);
  const secure = protocol === 'smtps:';
  const isHere = !secure && isLoopback(hostname);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(port !== '' && { port: Number(port) }),
    secure,
    requireTLS: !secure && !isHere,
    // A mail server on this machine often has a self-signed certificate; no TLS at all would do as well.
    ...(isHere && { tls: { rejectUnauthorized: false } }),
    ...(username !== '' && { auth: { user: decoded(username), pass: decoded(password) } }),
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

/** Decodes a part of the URL; a password may hold a percent sign that begins no escape. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
