import { createTransport, type SendMailOptions, type SMTPTransportOptions } from 'nodemailer';
import { isLoopback } from '../../../lib/loopback.ts';

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

/** Returns a function that sends each mail over a connection of its own. */
export function smtpSender(address: string, timeoutMs: number): (mail: SendMailOptions) => Promise<unknown> {
  const transport = createTransport(smtpOptions(address, timeoutMs));
  return (mail) => transport.sendMail(mail);
}

/** Decodes a part of the URL; a password may hold a percent sign that begins no escape. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
