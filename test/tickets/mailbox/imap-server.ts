import type { Socket } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';
import nock from 'nock';

const USER = 'assistant@example.org';
const PASSWORD = 'p@ss/w:rd';

/** An IMAP server on this machine with one mailbox, which is kept while the server is away. */
export class ImapServer {
  readonly #imap = hoodiecrow({
    plugins: ['ID', 'IDLE', 'UIDPLUS', 'MOVE', 'STARTTLS', 'LITERALPLUS', 'NAMESPACE', 'UNSELECT'],
    users: { [USER]: { password: PASSWORD } },
    storage: { INBOX: {}, '': { separator: '/', folders: {} } },
  });
  readonly #sockets = new Set<Socket>();
  /** The number of connections that were made. */
  connections = 0;
  #port = 0;

  constructor() {
    this.#imap.server.on('connection', (socket: Socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      // Many tests cut the connection.
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
    });
  }

  async open(): Promise<this> {
    // Off for the rest of the test file: nock watches sockets of every kind and hides why a handshake fails.
    nock.restore();
    await new Promise<void>((listening) => this.#imap.listen(this.#port, '127.0.0.1', listening));
    const address = this.#imap.server.address();
    this.#port = typeof address === 'object' && address ? address.port : 0;
    return this;
  }

  /** Returns the value for IMAP_URL. */
  url({ password = PASSWORD } = {}): string {
    return `imap://${encodeURIComponent(USER)}:${encodeURIComponent(password)}@127.0.0.1:${this.#port}`;
  }

  /** Puts an email into the mailbox, as a mail server does. */
  deliver(raw: string): void {
    this.#imap.appendMessage('INBOX', [], false, raw.replace(/\r?\n/g, '\r\n'));
  }

  /** Returns the subjects of the emails in a folder. */
  subjectsIn(folder: string): string[] {
    const messages = this.#imap.getMailbox(folder)?.messages ?? [];
    return messages.map(({ raw }) => /^Subject: (.*)$/m.exec(raw)?.[1]?.trim() ?? '');
  }

  /** Cuts all connections without a word. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#imap.close(resolve));
    this.cut();
    await closed;
  }
}
