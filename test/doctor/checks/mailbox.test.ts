import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkMailbox } from '../../../src/doctor/checks/mailbox.ts';
import { ImapServer } from '../../tickets/mailbox/imap-server.ts';

async function aServer(): Promise<ImapServer> {
  const server = await new ImapServer().open();
  onTestFinished(() => server.close());
  return server;
}

describe('The mailbox', () => {
  test('is good where the login is taken and it opens', async () => {
    const server = await aServer();
    server.deliver('Subject: hello\r\n\r\nhello');
    expect(await checkMailbox({ url: server.url() })).toMatchObject({
      outcome: 'ok',
      says: expect.stringMatching(/^127\.0\.0\.1:\d+ accepts the username and password/),
    });
    expect(server.subjectsIn('INBOX')).toEqual(['hello']);
  });

  test('fails where the password is wrong, and does not repeat it', async () => {
    const found = await checkMailbox({ url: (await aServer()).url({ password: 'hunter2' }) });
    expect(found).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('refuses the username or password: check them in IMAP_URL'),
      fix: expect.stringMatching(/imaps:\/\/ if .* Example: IMAP_URL=/),
    });
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  test('fails where the server has no TLS at its port', async () => {
    const url = (await aServer()).url().replace('imap:', 'imaps:');
    expect(await checkMailbox({ url })).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('IMAP_URL'),
    });
  });

  test('fails where nothing listens', async () => {
    expect(await checkMailbox({ url: 'imap://a:b@127.0.0.1:1' })).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('cannot be reached'),
    });
  });

  test('fails where the server does not answer', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((listening) => server.once('listening', listening));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await checkMailbox({ url: `imap://a:b@127.0.0.1:${port}` }, 200)).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('does not answer in time'),
    });
  });

  test('is skipped where replies are not read', async () => {
    expect(await checkMailbox(undefined)).toMatchObject({
      outcome: 'skipped',
      says: expect.stringMatching(/^IMAP_URL is not set/),
    });
  });
});
