import { expect, onTestFinished, test } from 'vitest';
import { startProcess } from '../support/assistant-process.ts';
import { MailServer } from '../tickets/systems/email/mail-server.ts';
import { confirmedTicket, mailSettings } from './hand-over.ts';
import { letPausesPass, newDatabase } from './store-beside.ts';

const REQUEST_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

test('One id leads from the request through the turn and the ticket to the mail, also across a restart', async () => {
  const server = await new MailServer().open();
  onTestFinished(() => server.close());
  const database = newDatabase();
  const settings = { ...mailSettings(server), DATABASE_URL: database, LOG_LEVEL: 'info' };
  await server.close();

  const first = await startProcess(settings);
  const { number } = await confirmedTicket(first.url, { 'X-Request-Id': REQUEST_ID });
  const linesOf = (printed: string) =>
    printed
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
      .filter(({ correlation }) => correlation === REQUEST_ID);
  // The mail server is away, so the mail waits for another process.
  const failed = expect.objectContaining({ target: 'email', ticket: number, level: 50 });
  await expect.poll(() => linesOf(first.printed())).toContainEqual(failed);
  await first.kill('SIGKILL');
  expect(linesOf(first.printed())).toContainEqual(
    expect.objectContaining({ msg: 'a turn is stored', ticket: number }),
  );

  await letPausesPass(database);
  await server.open();
  const second = await startProcess(settings);
  onTestFinished(() => second.kill('SIGKILL'));
  await expect.poll(() => server.mails.length).toBe(1);
  expect(server.mails[0]?.headers.get('x-correlation-id')).toBe(REQUEST_ID);
  await expect
    .poll(() => linesOf(second.printed()))
    .toContainEqual(expect.objectContaining({ target: 'email', ticket: number, level: 30 }));
});
