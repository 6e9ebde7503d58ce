import { createServer } from 'node:http';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { LISTED, OUTBOX } from '../../src/store/keys.ts';
import type { Entry } from '../../src/store/store.ts';
import { ticketWrites } from '../../src/tickets/ticket-rows.ts';
import { Tickets } from '../../src/tickets/tickets.ts';
import { type AssistantProcess, startProcess } from '../support/assistant-process.ts';
import { DirectLinePerson } from '../support/direct-line.ts';
import { PostgresServer } from '../support/postgres.ts';
import { aTicket } from '../tickets/a-ticket.ts';
import { MailServer } from '../tickets/systems/email/mail-server.ts';
import { GROUP, LittleZammad, TOKEN } from '../tickets/systems/zammad/little-zammad.ts';
import { confirmedTicket, mailSettings } from './hand-over.ts';
import { inStore, letPausesPass, newDatabase, waiting } from './store-beside.ts';

const AGENT = { id: 'agent-1', name: 'Robin' };

const HOUR = 3_600_000;

const running: AssistantProcess[] = [];
afterEach(async () => {
  for (const assistant of running.splice(0)) await assistant.kill('SIGKILL');
});

async function start(env: Record<string, string>): Promise<AssistantProcess> {
  const assistant = await startProcess({ LOG_LEVEL: 'silent', ...env });
  running.push(assistant);
  return assistant;
}

async function numbersInTheInbox(database: string): Promise<string[]> {
  return inStore(database, async (store) =>
    (await store.list(LISTED)).map(({ key }) => key.slice(LISTED.length)),
  );
}

/** Everything in somebody's chat. */
async function chatOf({ token }: DirectLinePerson, url: string): Promise<string[]> {
  const back = new DirectLinePerson(url);
  await back.open(token);
  return (await back.read()).map(({ text }) => text);
}

describe('A confirmed ticket', () => {
  test('arrives by mail as one, although the process is killed twice and the mail server is away, then hangs', async () => {
    const server = await new MailServer().open();
    onTestFinished(() => server.close());
    const database = newDatabase();
    const settings = { ...mailSettings(server), DATABASE_URL: database };
    await server.close();

    const first = await start(settings);
    const { number } = await confirmedTicket(first.url);
    await first.kill('SIGKILL');

    // Nobody listens: it is kept, and what is wrong is noted.
    await letPausesPass(database);
    const second = await start(settings);
    const mail = async () => (await waiting(database)).find(({ target }) => target === 'email');
    await expect.poll(async () => (await mail())?.problem).toMatch(/SMTP_URL/);
    await second.kill('SIGKILL');

    // The server takes the mail and hangs before it says so; the process is killed in the middle of the session.
    await letPausesPass(database);
    server.isSilent = true;
    await server.open();
    const third = await start(settings);
    await expect.poll(() => server.mails.length).toBe(1);
    await third.kill('SIGKILL');
    expect(await mail()).toMatchObject({ ticket: number });

    await letPausesPass(database);
    server.isSilent = false;
    await start(settings);
    await expect.poll(() => waiting(database)).toEqual([]);
    // Mail servers and programs show what has one Message-ID once.
    expect(server.mails.map(({ messageId }) => messageId)).toEqual([
      `<${number}@example.org>`,
      `<${number}@example.org>`,
    ]);
    expect(await numbersInTheInbox(database)).toEqual([number]);
  });

  test('is in Zammad once, although the process is killed before Zammad has answered', async () => {
    const zammad = await openZammadServer();
    const database = newDatabase();
    const settings = {
      DATABASE_URL: database,
      HELPDESK: 'zammad',
      ZAMMAD_URL: zammad.url,
      ZAMMAD_TOKEN: TOKEN,
      ZAMMAD_GROUP: GROUP,
    };
    zammad.isSilent = true;
    const first = await start(settings);
    const { number } = await confirmedTicket(first.url);
    await expect.poll(() => zammad.little.tickets.size).toBe(1);
    await first.kill('SIGKILL');

    await letPausesPass(database);
    zammad.isSilent = false;
    await start(settings);
    await expect.poll(() => waiting(database)).toEqual([]);
    expect(zammad.little.ticketOf(number)).toMatchObject({ tags: expect.arrayContaining([number]) });
    expect(zammad.little.tickets.size).toBe(1);
    expect(await numbersInTheInbox(database)).toEqual([number]);
  });

  test('goes out once from two processes on one PostgreSQL that begin at the same moment', async () => {
    const [server, postgres] = await Promise.all([new MailServer().open(), PostgresServer.start()]);
    onTestFinished(async () => {
      for (const assistant of running) await assistant.kill('SIGKILL');
      await server.close();
      await postgres.remove();
    });
    const database = await postgres.newDatabase();
    const numbers = ['BCD-FGH', 'CDF-GHJ', 'DFG-HJK', 'FGH-JKL', 'GHJ-KLM', 'HJK-LMN'];
    await inStore(database, async (store) => {
      for (const number of numbers) {
        const ticket = { ticket: aTicket({ number }), version: null, listed: null };
        const writes = ticketWrites(ticket, [{ target: 'email' }, { target: 'inbox' }], Date.now() + HOUR);
        expect(await store.commit(writes)).toBe(true);
      }
    });
    const settings = { ...mailSettings(server), DATABASE_URL: database };
    await Promise.all([start(settings), start(settings)]);
    await expect.poll(() => waiting(database)).toEqual([]);
    expect(server.mails.map(({ messageId }) => messageId).sort()).toEqual(
      numbers.map((number) => `<${number}@example.org>`),
    );
    expect(await numbersInTheInbox(database)).toEqual(numbers);
  });
});

test("A person's chat shows once what the helpdesk wrote, whenever the process is killed on its way there", async () => {
  const database = newDatabase();
  const settings = { DATABASE_URL: database };
  const assistant = await start(settings);
  const { person, number } = await confirmedTicket(assistant.url);
  await expect.poll(() => waiting(database)).toEqual([]);
  await assistant.kill('SIGKILL');

  // As if the process had died between keeping the answer and saying it.
  const texts = ['Which browser is it?', 'Try another one.', 'Does it work now?'];
  await inStore(database, async (store) => {
    const tickets = new Tickets({ store, retentionMs: HOUR, changed: () => undefined });
    for (const text of texts) expect(await tickets.reply(number, AGENT, text)).toMatchObject({ done: true });
  });

  const rows = await inStore(database, (store) => store.list(OUTBOX));
  expect(rows).toHaveLength(texts.length);
  const moments: ((before: Entry[], now: Entry[]) => boolean)[] = [
    () => true,
    // One of them is on its way.
    (before, now) =>
      now.length < rows.length || now.some(({ version }, at) => version !== before[at]?.version),
    (_, now) => now.length < rows.length,
  ];
  for (const hasCome of moments) {
    await letPausesPass(database);
    await inStore(database, async (store) => {
      const before = await store.list(OUTBOX);
      const killed = await start(settings);
      await expect.poll(async () => hasCome(before, await store.list(OUTBOX)), { interval: 1 }).toBe(true);
      await killed.kill('SIGKILL');
    });
  }
  await letPausesPass(database);
  const speaking = await start(settings);
  await expect.poll(() => waiting(database)).toEqual([]);
  await speaking.kill('SIGKILL');

  // As if it had died between saying it and noting that it is said.
  await inStore(database, async (store) => {
    const writes = rows.map(({ key, value }) => ({
      key,
      value,
      expected: null,
      expiresAt: Date.now() + HOUR,
    }));
    expect(await store.commit(writes)).toBe(true);
  });
  const last = await start(settings);
  await expect.poll(() => waiting(database)).toEqual([]);
  const said = (await chatOf(person, last.url)).filter((text) => text.includes('helpdesk writes'));
  expect(said.map((text) => texts.find((each) => text.includes(each)))).toEqual(texts);
});

/** A Zammad for another process, which nock does not reach. */
async function openZammadServer() {
  const little = new LittleZammad();
  const zammad = { little, url: '', isSilent: false };
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const { method = 'GET', url = '', headers } = incoming;
    const [status, body] = await little.answer(
      new Request(`http://localhost${url}`, {
        method,
        headers: { Authorization: headers.authorization ?? '' },
        ...(method !== 'GET' && { body: Buffer.concat(chunks) }),
      }),
    );
    if (zammad.isSilent && method === 'POST') return;
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  zammad.url = `http://127.0.0.1:${address.port}`;
  return zammad;
}
