import type { KeyObject } from 'node:crypto';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { type ParsedMail, simpleParser } from 'mailparser';
import nock from 'nock';
import { dnsCache } from 'nodemailer/lib/shared';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { newKey, pemOf, selfSigned } from '../../../support/self-signed.ts';

/** A name that leads to this machine without looking like it, as the rules for `localhost` are others. */
const HOST = 'mail.example.org';
/** The same for a name that its certificate does not have. */
export const OTHER_HOST = 'other.example.org';
const USER = 'assistant@example.org';
const PASSWORD = 'p@ss/w:rd %1';

const key: KeyObject = newKey();
const cert = selfSigned(key, { name: HOST });
setDefaultCACertificates([...getCACertificates('default'), cert]);
for (const host of [HOST, OTHER_HOST]) dnsCache.set(host, { value: { addresses: ['127.0.0.1'] } });

/** A mail as it went over the wire, and read. */
export interface ArrivedMail extends ParsedMail {
  raw: string;
  recipients: string[];
  /** Whether it came by TLS, and who was logged in. */
  secure: boolean;
  user: string | undefined;
}

/** An SMTP server on this machine that takes mail from one user, by TLS alone. */
export class MailServer {
  readonly mails: ArrivedMail[] = [];
  /** The next mail arrives, but the connection is cut before it is said so. */
  losesNextAnswer = false;
  /** Mails arrive, but nothing is ever said about them. */
  isSilent = false;
  readonly #options: SMTPServerOptions;
  #server: SMTPServer | undefined;
  #port = 0;

  constructor(options: SMTPServerOptions = {}) {
    this.#options = options;
  }

  async open(): Promise<this> {
    // For the rest of the test file: nock watches sockets of every kind and loses why a handshake fails.
    nock.restore();
    const server = new SMTPServer({
      key: pemOf(key),
      cert,
      disableReverseLookup: true,
      closeTimeout: 50,
      onAuth: ({ username, password }, _session, done) =>
        username === USER && password === PASSWORD
          ? done(null, { user: username })
          : done(new Error(`no such user: ${username} ${password}`)),
      onData: (stream, session, done) => {
        void (async () => {
          const chunks: Buffer[] = [];
          for await (const chunk of stream) chunks.push(Buffer.from(chunk));
          const raw = Buffer.concat(chunks);
          const { user, secure, envelope } = session;
          this.mails.push({
            ...(await simpleParser(raw)),
            raw: raw.toString(),
            recipients: envelope.rcptTo.map(({ address }) => address),
            secure,
            user: typeof user === 'string' ? user : undefined,
          });
          if (this.isSilent) return;
          if (!this.losesNextAnswer) return done(null, 'kept');
          this.losesNextAnswer = false;
          for (const connection of server.connections) connection.close();
        })();
      },
      ...this.#options,
    });
    // A client that does not trust us, or hangs up, is what many tests want.
    server.on('error', () => undefined);
    await new Promise<void>((listening) => server.listen(this.#port, '127.0.0.1', listening));
    const address = server.server.address();
    this.#port = typeof address === 'object' && address ? address.port : 0;
    this.#server = server;
    return this;
  }

  /** What stands in SMTP_URL. */
  url({ host = HOST, password = PASSWORD } = {}): string {
    const login = `${encodeURIComponent(USER)}:${encodeURIComponent(password)}`;
    return `${this.#options.secure ? 'smtps' : 'smtp'}://${login}@${host}:${this.#port}`;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) await new Promise<void>((closed) => server.close(closed));
  }
}
