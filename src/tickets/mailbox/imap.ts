import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import { isLoopback } from '../../lib/loopback.ts';

/** Returns the options of a connection to the server in `IMAP_URL`: always TLS, except on this machine. */
function imapOptions(address: string, timeoutMs: number): ImapFlowOptions {
  const { protocol, hostname, port, username, password } = new URL(address);
  const secure = protocol === 'imaps:';
  const isHere = !secure && isLoopback(hostname);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 993 : 143) : Number(port),
    secure,
    // A mail server on this machine often has a self-signed certificate; no TLS at all would do as well.
    ...(isHere ? { tls: { rejectUnauthorized: false } } : !secure && { doSTARTTLS: true }),
    auth: { user: decoded(username), pass: decoded(password) },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    // Emails are read in parts, so that none takes as much.
    maxLiteralSize: 32 * 1024 * 1024,
    maxLineLength: 32 * 1024 * 1024,
    // Its lines quote what is in the mailbox.
    logger: false,
  };
}

/** Returns a client that is not yet connected to the mailbox. */
export function imapClient(address: string, timeoutMs: number): ImapFlow {
  const client = new ImapFlow(imapOptions(address, timeoutMs));
  // Every trouble also rejects what is under way; without a listener it would end the process.
  client.on('error', () => undefined);
  return client;
}

/** Decodes a part of the URL; a password may hold a percent sign that begins no escape. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
