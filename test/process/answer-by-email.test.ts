import { expect, onTestFinished, test } from 'vitest';
import { Tickets } from '../../src/tickets/tickets.ts';
import { startProcess } from '../support/assistant-process.ts';
import { DirectLinePerson } from '../support/direct-line.ts';
import { MailServer } from '../tickets/systems/email/mail-server.ts';
import { mailSettings } from './hand-over.ts';
import { inStore, newDatabase } from './store-beside.ts';

const AGENT = { id: 'agent-1', name: 'Robin' };
const HOUR = 3_600_000;

test('An answer to a person who has gone arrives by email as one, although the process is killed, and its link opens their conversation', async () => {
  const server = await new MailServer().open();
  onTestFinished(() => server.close());
  const database = newDatabase();
  const settings = {
    ...mailSettings(server),
    HELPDESK: 'inbox',
    DATABASE_URL: database,
    LOG_LEVEL: 'silent',
  };
  const first = await startProcess(settings);
  const person = new DirectLinePerson(first.url);
  await person.open();
  const draft = await person.say('human');
  const send = draft.buttons.find(({ title }) => title === 'Send it');
  const form = { email: 'ada@hospital.example', sentence: 'The page stays white.' };
  await person.post({ type: 'message', value: { ...send?.data, ...form } });
  const number =
    /Your ticket is ([A-Z]{3}-[A-Z]{3})/.exec((await person.read()).at(-1)?.text ?? '')?.[1] ?? '';
  await first.kill('SIGKILL');

  // What the inbox writes, before the next process delivers it.
  await inStore(database, (store) =>
    new Tickets({ store, retentionMs: HOUR, emailAfterMs: 0, changed: () => undefined }).reply(
      number,
      AGENT,
      'Ask for a new code.',
    ),
  );
  // The server takes the mail and hangs before it says so; the process is killed in the middle.
  server.isSilent = true;
  const second = await startProcess(settings);
  await expect.poll(() => server.mails.length, { timeout: 60_000 }).toBe(1);
  await second.kill('SIGKILL');
  server.isSilent = false;
  const third = await startProcess(settings);
  onTestFinished(() => third.kill('SIGKILL').then(() => undefined));
  await expect.poll(() => server.mails.length, { timeout: 60_000 }).toBe(2);
  const [mail, again] = server.mails;
  expect(again?.messageId).toBe(mail?.messageId);
  expect(again?.recipients).toEqual(['ada@hospital.example']);
  expect(again?.text).toContain('Ask for a new code.');

  const key = /\/ticket\?lang=en&key=(\S+)/.exec(again?.text ?? '')?.[1] ?? '';
  const page = await fetch(`${third.url.replace(/\/$/, '')}/ticket`, {
    method: 'POST',
    body: new URLSearchParams({ key }),
  });
  const token = /"token":"([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const elsewhere = new DirectLinePerson(third.url);
  await elsewhere.open(token);
  expect(elsewhere.conversationId).toBe(person.conversationId);
  expect((await elsewhere.read()).map(({ text }) => text).join('\n')).toContain('Ask for a new code.');
}, 300_000);
