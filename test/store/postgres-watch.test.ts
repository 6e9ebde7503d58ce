import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openPostgresStore } from '../../src/store/postgres.ts';
import type { Store, Write } from '../../src/store/store.ts';
import { PostgresServer, runSql } from '../support/postgres.ts';

let server: PostgresServer;
let url: string;
let here: Store;
let there: Store;
beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server.remove());
beforeEach(async () => {
  url = await server.newDatabase();
  [here, there] = [await openPostgresStore(url), await openPostgresStore(url)];
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all([here.close(), there.close()]);
});

const write = (key: string, value: unknown, expected: number | null = null): Write => ({
  key,
  value,
  expected,
  expiresAt: Date.now() + 3_600_000,
});

/** The keys of which a store tells, with those of the looks that it takes by itself only where they are not switched off. */
function heard(store: Store, watched: string, looks: 'and looks' | 'by notices alone'): string[] {
  if (looks === 'by notices alone') vi.useFakeTimers({ toFake: ['setInterval'] });
  const keys: string[] = [];
  store.watch(watched, (key) => keys.push(key));
  return keys;
}

const LISTENING = `FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`;
const listening = () => runSql(url, `SELECT pid ${LISTENING}`);
const untilListening = () => expect.poll(listening).not.toEqual([]);
const cutConnections = () => runSql(url, `SELECT pg_terminate_backend(pid) ${LISTENING}`);

describe('A process on PostgreSQL that watches', () => {
  test('is told of what another one writes and deletes, by a notice', async () => {
    const keys = heard(here, 'webchat/one', 'by notices alone');
    const ofKind = heard(here, 'inbox/', 'by notices alone');
    await untilListening();
    await there.commit([write('talk/one', 'nobody is told of it')]);
    await there.commit([write('webchat/one', 1), write('webchat/two', 1), write('inbox/KMR', 1)]);
    await expect.poll(() => [keys, ofKind]).toEqual([['webchat/one'], ['inbox/KMR']]);
    const ticket = await there.get('inbox/KMR');
    await there.commit([write('inbox/KMR', undefined, ticket?.version)]);
    await expect.poll(() => ofKind).toEqual(['inbox/KMR', 'inbox/KMR']);
    expect(keys).toEqual(['webchat/one']);
  });

  test('is told of more keys than one notice holds', async () => {
    const keys = heard(here, 'inbox/', 'by notices alone');
    await untilListening();
    const names = Array.from({ length: 40 }, (_, n) => `inbox/${n}-${'é'.repeat(200)}`);
    await there.commit(names.map((name) => write(name, 1)));
    await expect.poll(() => keys.toSorted()).toEqual(names.toSorted());
  });

  test('is not told of its own writes, nor of what it no longer watches', async () => {
    const keys = heard(here, 'webchat/one', 'by notices alone');
    const gone: string[] = [];
    const unwatch = here.watch('webchat/two', (key) => gone.push(key));
    await untilListening();
    unwatch();
    await here.commit([write('webchat/one', 1)]);
    await there.commit([write('webchat/two', 1)]);
    await there.commit([write('webchat/one', 2, (await there.get('webchat/one'))?.version)]);
    await expect.poll(() => keys).toEqual(['webchat/one']);
    expect(gone).toEqual([]);
  });

  test('finds by itself what no notice told of', async () => {
    const keys = heard(here, 'webchat/one', 'and looks');
    await untilListening();
    const values = `'webchat/one', '1', nextval('assistant_versions'), ${Date.now() + 3_600_000}`;
    await runSql(url, `INSERT INTO assistant_entries (key, value, version, expires_at) VALUES (${values})`);
    await expect.poll(() => keys, { timeout: 5_000 }).toEqual(['webchat/one']);
  });

  test('listens again after its connection was cut', async () => {
    const keys = heard(here, 'webchat/one', 'and looks');
    await untilListening();
    await cutConnections();
    await there.commit([write('webchat/one', 1)]);
    await expect.poll(() => keys, { timeout: 5_000 }).toEqual(['webchat/one']);
    await untilListening();
  });
});

describe('A process on PostgreSQL that tells something', () => {
  test('is heard by the others, in its order, and not by itself; nothing of it is stored', async () => {
    const [own, others]: [string[], string[]] = [[], []];
    here.hear((text) => others.push(text));
    there.hear((text) => own.push(text));
    await expect.poll(listening).toHaveLength(2);
    await there.tell('one word');
    await there.tell(`${'é'.repeat(3_000)} and more`);
    await there.tell('too long '.repeat(1_000));
    await there.tell('the last');
    await expect.poll(() => others).toEqual(['one word', `${'é'.repeat(3_000)} and more`, 'the last']);
    expect(own).toEqual([]);
    expect(await runSql(url, 'SELECT 1 FROM assistant_entries')).toEqual([]);
  });

  test('is heard again after the connection was cut, and nobody waits for what is lost', async () => {
    const heard: string[] = [];
    here.hear((text) => heard.push(text));
    await untilListening();
    await cutConnections();
    await expect.poll(listening).toEqual([]);
    await there.tell('lost');
    await expect.poll(listening, { timeout: 5_000 }).toHaveLength(1);
    await there.tell('heard');
    await expect.poll(() => heard).toEqual(['heard']);
  });
});
