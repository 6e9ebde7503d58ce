import { createServer, type Server, type Socket } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openEmail } from '../../../../src/tickets/systems/email/index.ts';
import { smtpOptions } from '../../../../src/tickets/systems/email/smtp.ts';
import { aTicket } from '../../a-ticket.ts';
import { MailServer, OTHER_HOST } from './mail-server.ts';
import { packWithDesk } from './pack-with-desk.ts';

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

async function serverThat(options: SMTPServerOptions = {}): Promise<MailServer> {
  const server = await new MailServer(options).open();
  onTestFinished(() => server.close());
  return server;
}

/** Returns the outcome of a ticket that is sent to this address. */
async function deliverTo(url: string, timeoutMs?: number): Promise<unknown> {
  const system = openEmail(
    { url, from: 'assistant@example.org' },
    {
      content: () => packWithDesk,
      deskLanguage: 'en',
      base: undefined,
      ...(timeoutMs !== undefined && { timeoutMs }),
    },
  );
  return system.deliver({ ticket: aTicket(), triedBefore: false }).catch((error: unknown) => error);
}

function laterBecauseOf(setting: string) {
  return { name: 'DeliveryError', isFinal: false, message: expect.stringContaining(setting) };
}

describe('A refused mail', () => {
  test('waits for the operator where the password is wrong, without showing the password', async () => {
    const server = await serverThat();
    const error = await deliverTo(server.url({ password: 'hunter2' }));
    expect(error).toMatchObject(laterBecauseOf('username or password: check them in SMTP_URL (535)'));
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/hunter2|assistant@/);
  });

  test('is given up where nobody has the address, and tells the operator where to correct it', async () => {
    const server = await serverThat({
      onRcptTo: ({ address }, _session, done) => done(refusal(550, address)),
    });
    expect(await deliverTo(server.url())).toMatchObject({
      isFinal: true,
      message: expect.stringMatching(/contacts in the network file of the content pack \(550\)$/),
    });
  });

  test('is sent later where the server asks the sender to come again', async () => {
    const server = await serverThat({
      onRcptTo: (_address, _session, done) => done(refusal(451, 'greylisted')),
    });
    expect(await deliverTo(server.url())).toMatchObject(laterBecauseOf('later (451)'));
  });

  test('waits for the operator where the server does not accept the sender', async () => {
    const server = await serverThat({
      onMailFrom: (_address, _session, done) => done(refusal(553, 'not yours')),
    });
    expect(await deliverTo(server.url())).toMatchObject(
      laterBecauseOf('MAIL_FROM or MAIL_RETURN_PATH (553)'),
    );
  });

  test.each([
    [552, true],
    [452, false],
  ])('is given up with 5xx for its content, and sent later with 4xx: %i', async (code, isFinal) => {
    const server = await serverThat({
      onData: (stream, _session, done) => {
        stream.on('end', () => done(refusal(code, 'too much')));
        stream.resume();
      },
    });
    expect(await deliverTo(server.url())).toMatchObject({ name: 'DeliveryError', isFinal });
  });

  test('is sent later where the server is full', async () => {
    const server = await serverThat({ onConnect: (_session, done) => done(refusal(421, 'too busy')) });
    expect(await deliverTo(server.url())).toMatchObject({ name: 'DeliveryError', isFinal: false });
  });
});

describe('A mail server that cannot be reached', () => {
  test('is tried again where nothing listens', async () => {
    const server = await serverThat();
    const url = server.url();
    await server.close();
    expect(await deliverTo(url)).toMatchObject(laterBecauseOf('SMTP_URL cannot be reached (ECONNREFUSED)'));
  });

  test.each(['smtp', 'smtps'])(
    'is given up on after a while where it stays silent, by %s',
    async (protocol) => {
      const port = await portOf(() => undefined);
      expect(await deliverTo(`${protocol}://127.0.0.1:${port}`, 100)).toMatchObject(
        laterBecauseOf('SMTP_URL does not answer in time'),
      );
    },
  );

  test('is given up on after a while where it stops in the middle', async () => {
    const server = await serverThat({ onRcptTo: () => undefined });
    expect(await deliverTo(server.url(), 300)).toMatchObject(laterBecauseOf('does not answer in time'));
  });

  test('is tried again where it is no mail server', async () => {
    const port = await portOf((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await deliverTo(`smtp://127.0.0.1:${port}`)).toMatchObject(laterBecauseOf('SMTP_URL'));
  });

  test('gets neither password nor mail where it offers no TLS', async () => {
    const logins: string[] = [];
    const server = await serverThat({
      hideSTARTTLS: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username = '' }, _session, done) => {
        logins.push(username);
        done(null, { user: username });
      },
    });
    expect(await deliverTo(server.url())).toMatchObject(
      laterBecauseOf('must offer TLS with a valid certificate'),
    );
    expect(logins).toEqual([]);
    expect(server.mails).toEqual([]);
  });

  test.each([false, true])(
    'gets nothing where its certificate is for another name, implicit TLS: %s',
    async (secure) => {
      const server = await serverThat({ secure });
      const url = server.url({ host: OTHER_HOST });
      expect(await deliverTo(url)).toMatchObject(laterBecauseOf('must offer TLS with a valid certificate'));
      expect(server.mails).toEqual([]);
    },
  );
});

describe('A mail whose confirmation is lost', () => {
  test('is sent again under the same Message-ID', async () => {
    const server = await serverThat();
    server.losesNextAnswer = true;
    expect(await deliverTo(server.url())).toMatchObject(laterBecauseOf('SMTP_URL cannot be reached'));
    expect(await deliverTo(server.url())).toEqual({ id: '<KMR-FTZ@example.org>' });
    expect(server.mails.map(({ messageId }) => messageId)).toEqual(Array(2).fill('<KMR-FTZ@example.org>'));
  });
});

describe('The settings of the mail server', () => {
  test('demand TLS, except on this machine, where a self-signed certificate will do', async () => {
    expect(smtpOptions('smtp://mail.example.org', 1)).toMatchObject({ secure: false, requireTLS: true });
    expect(smtpOptions('smtp://mail.example.org', 1)).not.toHaveProperty('tls');
    expect(smtpOptions('smtps://localhost', 1)).toMatchObject({ secure: true });
    expect(smtpOptions('smtps://localhost', 1)).not.toHaveProperty('tls');
    const server = await serverThat();
    expect(await deliverTo(server.url({ host: '127.0.0.1' }))).toMatchObject({ id: expect.any(String) });
    const plain = await serverThat({
      hideSTARTTLS: true,
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
    });
    expect(await deliverTo(plain.url({ host: '127.0.0.1' }))).toMatchObject({ id: expect.any(String) });
    expect(plain.mails[0]?.secure).toBe(false);
  });

  test('may hold any password, escaped or not', () => {
    const passwordIn = (url: string) => smtpOptions(url, 1).auth;
    expect(passwordIn('smtps://me%40x.org:p%40ss%2Fw%25@mail.example.org')).toEqual({
      user: 'me@x.org',
      pass: 'p@ss/w%',
    });
    expect(passwordIn('smtps://me:100%sure@mail.example.org')).toEqual({ user: 'me', pass: '100%sure' });
    expect(passwordIn('smtps://mail.example.org')).toBeUndefined();
  });

  test('name a port or leave it to the protocol', () => {
    expect(smtpOptions('smtp://[::1]:2525', 1)).toMatchObject({ host: '::1', port: 2525 });
    expect(smtpOptions('smtp://mail.example.org', 1)).not.toHaveProperty('port');
  });
});

/** Opens a server that does this with each connection, and returns its port. */
async function portOf(greet: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    greet(socket);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
