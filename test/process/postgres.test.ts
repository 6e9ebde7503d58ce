import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AssistantProcess, refusedStart, startProcess } from '../support/assistant-process.ts';
import { DirectLinePerson } from '../support/direct-line.ts';
import { PostgresServer, runSql } from '../support/postgres.ts';

let server: PostgresServer;
const running: AssistantProcess[] = [];

async function start(url: string): Promise<AssistantProcess> {
  const assistant = await startProcess({ DATABASE_URL: url });
  running.push(assistant);
  return assistant;
}

beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(async () => {
  for (const assistant of running) await assistant.kill('SIGKILL');
  await server.remove();
});

describe('The assistant as a process on PostgreSQL', () => {
  test('goes on where the person was last shown to be after it is killed', async () => {
    const url = await server.newDatabase();
    const assistant = await start(url);
    const person = new DirectLinePerson(assistant.url);
    await person.open();
    await person.say('start');
    const shown = await person.say('next');
    await assistant.kill('SIGKILL');

    const again = await start(url);
    const back = new DirectLinePerson(again.url);
    await back.open(person.token);
    expect((await back.read()).map(({ text }) => text)).toContain(shown.text);
    const where = await back.say('where am I');
    expect(where.at).toMatchObject({ phase: shown.at?.phase, step: shown.at?.step });
  });

  test('runs twice on one database, and each process goes on where the other was', async () => {
    const url = await server.newDatabase();
    const [one, other] = await Promise.all([start(url), start(url)]);
    const person = new DirectLinePerson(one.url);
    await person.open();
    const first = await person.say('start');
    const visitor = new DirectLinePerson(other.url);
    await visitor.open(person.token);
    await visitor.read();
    const second = await visitor.press(first, 'Done – next');
    expect(second.at?.step).not.toBe(first.at?.step);
    expect((await person.say('where am I')).at?.step).toBe(second.at?.step);
  });

  test('shows a phone number in every process, and neither stores nor logs it, nor does the database', async () => {
    const url = await server.newDatabase();
    await runSql(url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET log_statement = 'all'`);
    const [one, other] = await Promise.all([start(url), start(url)]);
    const person = new DirectLinePerson(one.url);
    await person.open();
    await person.say('start');
    for (let step = 0; step < 5; step++) await person.say('next');
    await person.say('sms');
    const form = await person.say('next');
    const visitor = new DirectLinePerson(other.url);
    await visitor.open(person.token);
    await visitor.read();
    const check = form.buttons.find((button) => button.title === 'Check my number');
    await person.post({ type: 'message', value: { ...check?.data, phone: '+31612345678' } });
    for (const window of [person, visitor])
      expect((await window.read()).map(({ text }) => text).join()).toContain('+31 612 34 56 78');

    const written: Buffer[] = [one, other].map((assistant) => Buffer.from(assistant.printed()));
    await server.stop();
    written.push(...server.written());
    await server.startAgain();
    const held = (text: string) => written.filter((bytes) => bytes.includes(text)).length;
    expect(held('assistant_texts')).toBeGreaterThan(0);
    expect(['612345678', '612 34 56 78'].map(held)).toEqual([0, 0]);
  });

  test('ends where the start fails after it has begun to listen, so that it can be started again', async () => {
    const url = await server.newDatabase();
    await (await start(url)).kill('SIGTERM');
    // The link that signs the helpdesk in is made last.
    await runSql(
      url,
      "ALTER TABLE assistant_entries ADD CHECK (position('sign-in-key/'::bytea IN key) = 0) NOT VALID",
    );
    const { code, printed } = await refusedStart({ DATABASE_URL: url });
    expect([code, printed]).toEqual([1, expect.stringContaining('23514')]);
  });

  test('says so while the database is away, and goes on once it is back', async () => {
    const assistant = await start(await server.newDatabase());
    const person = new DirectLinePerson(assistant.url);
    await person.open();
    await person.say('start');
    await server.stop('SIGQUIT');
    const response = await person.post({ type: 'message', text: 'next' });
    expect(response.ok).toBe(false);

    await server.startAgain();
    const shown = await person.say('next');
    expect((await person.say('where am I')).at?.step).toBe(shown.at?.step);
    expect(assistant.printed()).not.toContain('nobody-may-print');
  });
});
