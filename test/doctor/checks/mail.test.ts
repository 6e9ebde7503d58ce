import { createServer } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkMail } from '../../../src/doctor/checks/mail.ts';
import { MailServer, OTHER_HOST } from '../../tickets/systems/email/mail-server.ts';

const FROM = 'assistant@example.org';

async function serverThat(options: SMTPServerOptions = {}): Promise<MailServer> {
  const server = await new MailServer(options).open();
  onTestFinished(() => server.close());
  return server;
}

const check = (url: string, timeoutMs?: number) => checkMail({ url, from: FROM }, timeoutMs);

describe('Mail', () => {
  test.each([false, true])(
    'is good where the login is taken, and nothing is sent, TLS at once: %s',
    async (secure) => {
      const server = await serverThat({ secure });
      expect(await check(server.url())).toMatchObject({
        outcome: 'ok',
        says: expect.stringMatching(
          /^mail\.example\.org:\d+ accepts the username and password; .*assistant@example\.org/,
        ),
      });
      expect(server.mails).toEqual([]);
    },
  );

  test('passes without a login where the server on this machine wants none', async () => {
    const server = await serverThat({ authOptional: true });
    const port = new URL(server.url()).port;
    expect(await check(`smtp://127.0.0.1:${port}`)).toMatchObject({
      outcome: 'ok',
      says: expect.stringContaining('asks for no password'),
    });
  });

  test.each<[string, () => Promise<string>, RegExp]>([
    [
      'the password is wrong',
      async () => (await serverThat()).url({ password: 'hunter2' }),
      /username or password: check them in SMTP_URL \(535\)/,
    ],
    [
      'there is no TLS',
      async () => (await serverThat({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] })).url(),
      /SMTP_URL: it must offer TLS/,
    ],
    [
      'the certificate is for another name',
      async () => (await serverThat({ secure: true })).url({ host: OTHER_HOST }),
      /must offer TLS with a valid certificate \(ERR_TLS_CERT_ALTNAME_INVALID\)/,
    ],
    [
      'TLS is spoken to a port that offers STARTTLS',
      async () => (await serverThat()).url().replace('smtp:', 'smtps:'),
      /SMTP_URL/,
    ],
    [
      'nothing listens',
      async () => {
        const server = await serverThat();
        await server.close();
        return server.url();
      },
      /SMTP_URL cannot be reached \(ECONNREFUSED\)/,
    ],
  ])('fails where %s', async (_, urlOf, says) => {
    const url = await urlOf();
    const found = await check(url);
    expect(found).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(says),
      fix: expect.stringMatching(/smtps:\/\/ if .* Example: SMTP_URL=/),
    });
    expect(JSON.stringify(found)).not.toMatch(/hunter2|p@ss|p%40ss/);
  });

  test('fails where the server does not answer', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((listening) => server.once('listening', listening));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await check(`smtp://127.0.0.1:${port}`, 100)).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('does not answer in time'),
    });
  });

  test('is skipped where none is sent', async () => {
    expect(await checkMail(undefined)).toMatchObject({
      outcome: 'skipped',
      says: expect.stringMatching(/^SMTP_URL is not set/),
    });
  });
});
