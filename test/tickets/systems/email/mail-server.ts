import type { KeyObject } from 'node:crypto';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { type ParsedMail, simpleParser } from 'mailparser';
import nock from 'nock';
import { dnsCache } from 'nodemailer/lib/shared';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { newKey, pemOf, selfSigned } from '../../../support/self-signed.ts';

/** A name of this machine other than `localhost`, for which other rules hold. */
const HOST = 'mail.example.org';
/** Another such name, which the certificate does not cover. */
export const OTHER_HOST = 'other.example.org';
const USER = 'assistant@example.org';
const PASSWORD = 'p@ss/w:rd %1';

const key: KeyObject = newKey();
const cert = selfSigned(key, { name: HOST });
setDefaultCACertificates([...getCACertificates('default'), cert]);
for (const host of [HOST, OTHER_HOST]) dnsCache.set(host, { value: { addresses: ['127.0.0.1'] } });

/** A mail as it was sent, and parsed. */
export interface ArrivedMail extends ParsedMail {
  raw: string;
  recipients: string[];
  /** The address that gets to know what does not arrive. */
  sentBy: string;
  /** True where it came over TLS. */
  secure: boolean;
  /** The user who was logged in. */
  user: string | undefined;
}

/** An SMTP server on this machine that accepts mail from one user, over TLS only. */
export class MailServer {
  readonly mails: ArrivedMail[] = [];
  /** Accepts the next mail, but cuts the connection before the confirmation. */
  losesNextAnswer = false;
  /** Accepts mails without ever confirming them. */
  isSilent = false;
  readonly #options: SMTPServerOptions;
  #server: SMTPServer | undefined;
  #port = 0;

  constructor(options: SMTPServerOptions = {}) {
    this.#options = options;
  }

  async open(): Promise<this> {
    // Off for the rest of the test file: nock watches sockets of every kind and hides why a handshake fails.
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
            sentBy: envelope.mailFrom ? envelope.mailFrom.address : '',
            recipients: envelope.rcptTo.map(({ address }) => address),
            secure,
            user: typeof user === 'string' ? user : undefined,
          });
          if (this.isSilent) return;
          if (!this.losesNextAnswer) return done(null, 'kept');
          this.losesNextAnswer = false;
          for (const connection of server.connections) connection.close();
          // A client that is killed in the middle has sent no mail.
        })().catch(() => undefined);
      },
      ...this.#options,
    });
    // Many tests want a client that does not trust the server, or hangs up.
    server.on('error', () => undefined);
    await new Promise<void>((listening) => server.listen(this.#port, '127.0.0.1', listening));
    const address = server.server.address();
    this.#port = typeof address === 'object' && address ? address.port : 0;
    this.#server = server;
    return this;
  }

  /** Returns the value for SMTP_URL. */
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
