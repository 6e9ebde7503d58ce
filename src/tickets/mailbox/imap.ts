import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import { mailServerAt } from '../mail-server.ts';

/** Returns the options of a connection to the server in `IMAP_URL`: always TLS, except on this machine. */
function imapOptions(address: string, timeoutMs: number): ImapFlowOptions {
  const { host, port, secure, isHere, user, password } = mailServerAt(address);
  return {
    host,
    port: port ?? (secure ? 993 : 143),
    secure,
    // No TLS at all would do as well on this machine.
    ...(isHere ? { tls: { rejectUnauthorized: false } } : !secure && { doSTARTTLS: true }),
    auth: { user, pass: password },
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
