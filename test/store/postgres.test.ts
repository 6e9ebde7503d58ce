import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgresStore } from '../../src/store/postgres.ts';
import type { Store, Write } from '../../src/store/store.ts';
import { storeContract } from '../contracts/store.ts';
import { PostgresServer, runSql } from '../support/postgres.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server.remove());

const write = (key: string, value: unknown, expected: number | null = null): Write => ({
  key,
  value,
  expected,
  expiresAt: Date.now() + 3_600_000,
});

storeContract('postgres', async () => openPostgresStore(await server.newDatabase()));

describe('Several processes on one PostgreSQL database', () => {
  test('may open a new one at the same moment', async () => {
    const url = await server.newDatabase();
    const stores = await Promise.all(Array.from({ length: 6 }, () => openPostgresStore(url)));
    for (const [n, store] of stores.entries()) expect(await store.commit([write(`${n}`, n)])).toBe(true);
    expect(await stores[0]?.list('')).toHaveLength(6);
    await closeAll(stores);
  });

  test.each(['read committed', 'serializable'])(
    'lose no change to the same keys when the default isolation is %s',
    async (isolation) => {
      const url = await server.newDatabase();
      await runSql(
        url,
        `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_isolation = '${isolation}'`,
      );
      const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore(url)));
      const pairs = [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
        ['b', 'a'],
      ];
      await Promise.all(
        stores.flatMap((store) => pairs.map((pair) => repeat(10, () => addOneToEach(store, pair)))),
      );
      const counts = (await stores[0]?.list(''))?.map(({ key, value }) => [key, value]);
      expect(counts).toEqual([
        ['a', 120],
        ['b', 120],
        ['c', 80],
      ]);
      await closeAll(stores);
    },
  );

  test('let one of them create a key, even if an expired entry or a deletion is in the way', async () => {
    const url = await server.newDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore(url)));
    for (let round = 0; round < 20; round++) {
      const expired = { ...write('expired', 'old'), expiresAt: Date.now() - 1 };
      await stores[0]?.commit([expired]);
      const outcomes = await Promise.all([
        ...stores.map((store, n) => store.commit([write(`new/${round}`, n), write('expired', n)])),
        stores[0]?.commit([write(`new/${round}`, undefined), write('other', undefined)]),
        stores[1]?.purge().then(() => false),
      ]);
      expect(outcomes.slice(0, 4).filter(Boolean)).toHaveLength(1);
      const [entry, created] = [await stores[0]?.get('expired'), await stores[1]?.get(`new/${round}`)];
      expect(created?.value).toBe(entry?.value);
      await stores[2]?.commit([write('expired', undefined, entry?.version ?? null)]);
    }
    await closeAll(stores);
  });

  test('purge together, each entry once, however many there are', async () => {
    const url = await server.newDatabase();
    const stores = await Promise.all([openPostgresStore(url), openPostgresStore(url)]);
    await runSql(
      url,
      `INSERT INTO assistant_entries SELECT n::text::bytea, '1', nextval('assistant_versions'), 0
       FROM generate_series(1, 25000) AS n`,
    );
    const purged = await Promise.all(stores.map((store) => store.purge()));
    const rest = (await stores[0]?.purge()) ?? 0;
    expect(purged.reduce((sum, count) => sum + count, rest)).toBe(25_000);
    await closeAll(stores);
  });
});

describe('A PostgreSQL database', () => {
  test('keeps values and versions when it is closed and opened again', async () => {
    const url = await server.newDatabase();
    const first = await openPostgresStore(url);
    await first.commit([write('a', { n: 1 }), write('b', 1)]);
    const entries = await first.list('');
    await first.close();
    const second = await openPostgresStore(url);
    expect(await second.list('')).toEqual(entries);
    await second.close();
  });

  test('finishes the commits under way when it is closed, and takes no more', async () => {
    const url = await server.newDatabase();
    const first = await openPostgresStore(url);
    const commits = Array.from({ length: 30 }, (_, n) => first.commit([write(`${n}`, n)]));
    await first.close();
    expect(await Promise.all(commits)).not.toContain(false);
    await expect(first.commit([write('late', 1)])).rejects.toThrow();
    const second = await openPostgresStore(url);
    expect(await second.list('')).toHaveLength(30);
    await second.close();
  });

  test('holds each commit completely or not at all after a crash, and answers the next call', async () => {
    const store = await openPostgresStore(await server.newDatabase());
    const answered: string[] = [];
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; ; n++) {
        const name = `${writer}-${n}`;
        await store.commit([write(`one/${name}`, n), write(`other/${name}`, n)]);
        answered.push(name);
      }
    });
    const writing = Promise.allSettled(writers);
    await expect.poll(() => answered.length, { interval: 5 }).toBeGreaterThanOrEqual(40);
    await server.stop('SIGQUIT');
    expect((await writing).every(({ status }) => status === 'rejected')).toBe(true);
    await expect(store.get('one')).rejects.toThrow();

    await server.startAgain();
    const [one, other] = [await namesUnder(store, 'one/'), await namesUnder(store, 'other/')];
    expect(one).toEqual(other);
    expect(one).toEqual(expect.arrayContaining(answered));
    expect(await store.commit([write('after', 1)])).toBe(true);
    await store.close();
  });

  test('answers the next call after a restart between calls', async () => {
    const store = await openPostgresStore(await server.newDatabase());
    await Promise.all([store.commit([write('a', 1)]), store.get('a'), store.get('a')]);
    await server.stop('SIGINT');
    await server.startAgain();
    expect((await store.get('a'))?.value).toBe(1);
    await store.close();
  });

  test('makes a commit after a deadlock with another session', async () => {
    const url = await server.newDatabase();
    const store = await openPostgresStore(url);
    await store.commit([write('a', 1), write('b', 1)]);
    const [a, b] = [await store.get('a'), await store.get('b')];
    const other = new Client({ connectionString: url });
    await other.connect();
    const lock = (key: string) =>
      other.query('SELECT 1 FROM assistant_entries WHERE key = $1 FOR UPDATE', [key]);
    await other.query('BEGIN');
    await lock('b');
    const committed = store.commit([write('b', 2, b?.version ?? null), write('a', 2, a?.version ?? null)]);
    await untilWaiting(url);
    await lock('a');
    await other.end();
    expect(await committed).toBe(true);
    expect((await store.get('a'))?.value).toBe(2);
    await store.close();
  });
});

function repeat(times: number, work: () => Promise<void>): Promise<void> {
  return Array.from({ length: times }).reduce<Promise<void>>(
    (before) => before.then(work),
    Promise.resolve(),
  );
}

async function addOneToEach(store: Store, keys: readonly string[]): Promise<void> {
  for (;;) {
    const entries = await Promise.all(keys.map(async (key) => ({ key, entry: await store.get(key) })));
    const writes = entries.map(({ key, entry }) =>
      write(key, Number(entry?.value ?? 0) + 1, entry?.version ?? null),
    );
    if (await store.commit(writes)) return;
  }
}

async function namesUnder(store: Store, prefix: string): Promise<string[]> {
  return (await store.list(prefix)).map(({ key }) => key.slice(prefix.length));
}

async function untilWaiting(url: string): Promise<void> {
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await runSql(url, waiting)).length === 0);
}

async function closeAll(stores: readonly Store[]): Promise<void> {
  await Promise.all(stores.map((store) => store.close()));
}
