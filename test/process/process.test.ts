import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { type AssistantProcess, refusedStart, startProcess } from '../support/assistant-process.ts';
import { DirectLinePerson } from '../support/direct-line.ts';
import { readable } from '../support/readable.ts';

const BOT_ID = '3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d';

const running: AssistantProcess[] = [];

async function start(database: string): Promise<AssistantProcess> {
  const assistant = await startProcess({ DATABASE_URL: `file:${database}` });
  running.push(assistant);
  return assistant;
}

function newDatabase(): string {
  return join(mkdtempSync(join(tmpdir(), 'assistant-')), 'talks.sqlite');
}

/** Kills the assistant in the middle of a turn: another program has the database locked, so that the turn cannot be kept. */
async function stuckBeforeItKeepsTheTurn(
  database: string,
  assistant: AssistantProcess,
  person: DirectLinePerson,
  post: () => Promise<unknown>,
): Promise<void> {
  const stream = await openStream(person);
  const other = new DatabaseSync(database);
  other.exec('BEGIN IMMEDIATE');
  const posted = post();
  // The turn has run, and typing shows that it waits; everybody else is served.
  await expect.poll(() => stream.received()).toContain('"typing"');
  expect((await fetch(`${assistant.url}livez`)).ok).toBe(true);
  await assistant.kill('SIGKILL');
  other.close();
  await posted;
}

async function openStream(person: DirectLinePerson): Promise<{ received: () => string }> {
  const response = await person.call('POST', '/v3/directline/conversations');
  const { streamUrl } = (await response.json()) as { streamUrl: string };
  const socket = new WebSocket(streamUrl);
  let received = '';
  socket.addEventListener('message', ({ data }) => (received += String(data)));
  await once(socket, 'open');
  return { received: () => received };
}

/** Kills the assistant at the moment at which a turn stands in the database. */
async function keepingTheTurn(
  database: string,
  assistant: AssistantProcess,
  _person: DirectLinePerson,
  post: () => Promise<unknown>,
): Promise<void> {
  const other = new DatabaseSync(database, { readOnly: true });
  const version = other.prepare('SELECT version FROM last_version');
  const before = version.get();
  const posted = post();
  await expect.poll(() => version.get(), { interval: 1 }).not.toEqual(before);
  await assistant.kill('SIGKILL');
  other.close();
  await posted;
}

afterEach(async () => {
  for (const assistant of running.splice(0)) await assistant.kill('SIGKILL').catch(() => {});
});

describe('The assistant as a process', () => {
  test('says that it is alive once it listens, and that it is ready once it knows its content', async () => {
    const { url } = await start(newDatabase());
    const look = async (path: string) => {
      const response = await fetch(url + path);
      return [response.status, await response.json()];
    };
    expect(await look('livez')).toEqual([200, { status: 'ok' }]);
    await expect.poll(() => look('readyz')).toEqual([200, { status: 'ready' }]);
  });

  test.each([
    [{ PUBLIC_URL: 'https://assistant.example.org/' }, /^https:\/\/assistant\.example\.org\/$/],
    [{}, /^http:\/\/localhost:\d+\/$/],
  ])('prints an address that can be opened when it listens everywhere with %o', async (env, address) => {
    const listening = { HOST: '0.0.0.0', BOT_TYPE: 'none', DATABASE_URL: `file:${newDatabase()}` };
    const assistant = await startProcess({ ...listening, ...env });
    running.push(assistant);
    expect(assistant.url).toMatch(address);
  });

  test('goes on where the person was last shown to be after it is killed', async () => {
    const database = newDatabase();
    let assistant = await start(database);
    let person = new DirectLinePerson(assistant.url);
    await person.open();
    let shown = await person.press(
      (await person.read())[0] ?? fail('no welcome'),
      'Start from the beginning',
    );
    for (let step = 0; step < 4; step++) {
      await assistant.kill('SIGKILL');
      running.pop();
      const token = person.token;
      assistant = await start(database);
      person = new DirectLinePerson(assistant.url);
      await person.open(token);
      const history = await person.read();
      const step = history.findLast((message) => message.text.includes('[Skip]'));
      expect(step?.text).toBe(shown.text);
      shown = await person.press(shown, 'Done – next');
    }
    expect(shown.at).toMatchObject({ phase: 'two-factor', step: 'open-my-account', done: 4 });
  });

  test.each([
    ['before the turn is kept', stuckBeforeItKeepsTheTurn],
    ['as soon as the turn is kept', keepingTheTurn],
  ])('keeps what was said when it is killed %s', async (_, moment) => {
    const database = newDatabase();
    const assistant = await start(database);
    const person = new DirectLinePerson(assistant.url);
    await person.open();
    const [welcome] = await person.read();
    const first = await person.press(welcome ?? fail('no welcome'), 'Start from the beginning');
    const post = () => person.post({ type: 'message', value: first.buttons[0]?.data }).catch(() => undefined);
    await moment(database, assistant, person, post);

    const again = await start(database);
    const back = new DirectLinePerson(again.url);
    await back.open(person.token);
    const history = await back.read();
    const step = history.findLast((message) => message.text.includes('[Skip]'));
    const where = await back.say('where am I');
    expect(where.at?.step).toBe(step?.at?.step);
  });

  test('forgets a phone number: no file and no printed line holds it', async () => {
    const database = newDatabase();
    const assistant = await startProcess({ DATABASE_URL: `file:${database}`, LOG_LEVEL: 'info' });
    running.push(assistant);
    const person = new DirectLinePerson(assistant.url);
    await person.open();
    await person.say('start');
    for (let step = 0; step < 5; step++) await person.say('next');
    await person.say('sms');
    const form = await person.say('next');
    const check = form.buttons.find((button) => button.title === 'Check my number');
    await person.post({ type: 'message', value: { ...check?.data, phone: '+31612345678' } });
    const [answer] = await person.read();
    expect(answer?.text).toContain('+31 612 34 56 78');
    await person.say('+31 6 8765 4321');
    await assistant.kill('SIGTERM');

    const folder = join(database, '..');
    const kept = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
    const store = await openStore(`file:${database}`);
    const stored = readable(await store.list(''));
    await store.close();
    expect(stored).toContain('Check my number');
    const found = [...kept, stored, assistant.printed()].filter((text) => {
      return /612345678|687654321/.test(text.replace(/[^\d+a-z]/gi, ''));
    });
    expect(found).toHaveLength(0);
  });

  test('deletes at its start what has expired while it was stopped, also from the files', async () => {
    const database = newDatabase();
    const store = await openStore(`file:${database}`);
    const expired = { key: 'talk/old', expected: null, value: 'Kaleidoskop', expiresAt: Date.now() - 1 };
    await store.commit([expired, { ...expired, key: 'talk/new', expiresAt: Date.now() + 60_000, value: 1 }]);
    await store.close();
    const kept = () =>
      readdirSync(join(database, '..')).map((file) => execFileSync('cat', [join(database, '..', file)]));
    expect(String(kept())).toContain('Kaleidoskop');
    await start(database);
    await expect.poll(() => String(kept())).not.toContain('Kaleidoskop');
    expect(String(kept())).toContain('talk/new');
  });

  test('confirms nothing any more once its database file is deleted', async () => {
    const database = newDatabase();
    const assistant = await start(database);
    const person = new DirectLinePerson(assistant.url);
    await person.open();
    await person.say('start');
    rmSync(database);
    expect((await person.post({ type: 'message', text: 'next' })).ok).toBe(false);
  });

  test('refuses to start on a damaged database and says what to do', async () => {
    const database = newDatabase();
    const assistant = await start(database);
    const person = new DirectLinePerson(assistant.url);
    await person.open();
    await person.say('start');
    await assistant.kill('SIGTERM');
    const bytes = readFileSync(database);
    bytes.fill(0x5a, 5 * 4096, 6 * 4096);
    writeFileSync(database, bytes);
    const { code, printed } = await refusedStart({ DATABASE_URL: `file:${database}` });
    expect([code, printed]).toEqual([1, expect.stringMatching(/DATABASE_URL.*is damaged.*backup/)]);
  });

  test.each<[Record<string, string>, RegExp]>([
    [{ BOT_TYPE: 'none' }, /"level":40,.*no helpdesk: .*HELPDESK_ISSUER/],
    [
      { HELPDESK: 'email', SMTP_URL: 'smtps://mail.example.org', MAIL_FROM: 'assistant@example.org' },
      /"level":40,.*HELPDESK=email, .*contacts/,
    ],
    [{ BOT_TYPE: 'none', HELPDESK: 'none' }, /^The assistant is at /],
  ])(
    'warns when it starts that tickets do not reach the helpdesk, and only then: %o',
    async (env, printed) => {
      const assistant = await startProcess({ DATABASE_URL: `file:${newDatabase()}`, ...env });
      running.push(assistant);
      await assistant.kill('SIGTERM');
      expect(assistant.printed()).toMatch(printed);
    },
  );

  test.each([
    [{ PORT: 'abc' }, /PORT .*must be a whole number.*Example: PORT=3978/],
    [{ PORT: '70000' }, /PORT .*Example: PORT=3978/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL .*must be file: and a path.*Example: DATABASE_URL=file:/],
    [
      { DATABASE_URL: 'postgres://user:secret@127.0.0.1:1/talks' },
      /DATABASE_URL.*ECONNREFUSED.*Example: DATABASE_URL=postgres:/,
    ],
    [{ DATABASE_URL: 'file:/etc/hostname/talks.sqlite' }, /DATABASE_URL/],
    [{ RETENTION_DAYS: '0' }, /RETENTION_DAYS .*Example: RETENTION_DAYS=180/],
    [{ WEBCHAT_ORIGINS: 'example.org' }, /WEBCHAT_ORIGINS .*Example: WEBCHAT_ORIGINS=https:/],
    [{ WEBCHAT_SIGNING_KEY: 'short' }, /WEBCHAT_SIGNING_KEY .*at least 32 characters/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL/],
    [{ HOST: '0.0.0.0' }, /BOT_TYPE .*BOT_TYPE=none/],
    [
      { BOT_TYPE: 'SingleTenant', BOT_ID, BOT_TENANT_ID: ' ', BOT_PASSWORD: 'x' },
      /BOT_TENANT_ID .*must be set/,
    ],
    [{ BOT_ID: '' }, /BOT_ID .*is blank/],
    [
      { BOT_TYPE: 'SingleTenant', BOT_ID, BOT_TENANT_ID: BOT_ID, BOT_CERTIFICATE: '/nowhere/bot.pem' },
      /BOT_CERTIFICATE \/nowhere\/bot\.pem cannot be used/,
    ],
    [{ CONTENT_DIR: '/nowhere' }, /guide\.yaml.*CONTENT_DIR/s],
  ])('refuses to start with %o and says what to change', async (env, message) => {
    const { code, printed } = await refusedStart(env as Record<string, string>);
    expect(code).toBe(1);
    expect(printed).toMatch(message);
    expect(printed).not.toMatch(/ {4}at |secret/);
  });
});

function fail(reason: string): never {
  throw new Error(reason);
}
