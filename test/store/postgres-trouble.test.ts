import dns, { type LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openPool } from '../../src/store/postgres/connection.ts';
import { openPostgresStore } from '../../src/store/postgres.ts';
import type { StoreError } from '../../src/store/store-error.ts';
import { PostgresServer, runSql } from '../support/postgres.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server.remove());

type Found = (error: null, addresses: LookupAddress[]) => void;

const later = (): number => Date.now() + 3_600_000;

describe('A PostgreSQL database', () => {
  const refusal = async (url: string): Promise<string> => {
    const store = await openPostgresStore(url).catch((error: unknown) => error);
    return store instanceof Error ? store.message : 'it was opened';
  };
  const cases: [string, (url: URL) => string, RegExp][] = [
    [
      'its password is wrong',
      (url) => change(url, { password: 'wrong-secret' }),
      /password authentication failed/,
    ],
    [
      'its user is unknown',
      (url) => change(url, { username: 'stranger' }),
      /authentication failed.*stranger/,
    ],
    ['it does not exist', (url) => change(url, { pathname: '/nowhere' }), /"nowhere" does not exist/],
    ['nothing listens there', (url) => change(url, { port: '1' }), /ECONNREFUSED/],
    ['it speaks no TLS though it has to', (url) => `${url}?sslmode=verify-full`, /SSL/],
    ['a # in its password is not encoded', (url) => raw(url, '12#secret'), /percent-encoded/],
    ['a / in its password is not encoded', (url) => raw(url, '12/secret'), /percent-encoded/],
    ['its address is none', () => 'postgres://user:secret@host:port/x', /Invalid URL/],
  ];
  test.each(cases)(
    'is refused with the setting, the reason and an example when %s',
    async (_, address, reason) => {
      const message = await refusal(address(new URL(await server.newDatabase())));
      expect(message).toMatch(/^DATABASE_URL: .*Example: DATABASE_URL=postgres:/);
      expect(message).toMatch(reason);
      expect(message).not.toMatch(/secret|nobody-may-print|:12\b/);
    },
  );

  test('is refused with the error of every address of its host when nothing listens at any of them', async () => {
    const lookup = vi.spyOn(dns, 'lookup').mockImplementation(((
      _host: string,
      _options: object,
      found: Found,
    ) =>
      found(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '127.0.0.2', family: 4 },
      ])) as unknown as typeof dns.lookup);
    const message = await refusal('postgres://two.example:1/x');
    lookup.mockRestore();
    expect(message).toMatch(/ECONNREFUSED 127.0.0.1:1, .*ECONNREFUSED 127.0.0.2:1/);
  });

  test('is refused when its encoding cannot hold every text', async () => {
    expect(await refusal(await server.newDatabase('LATIN1'))).toMatch(/DATABASE_URL.*LATIN1.*has to be UTF8/);
  });

  test('is refused when a newer release has changed its tables', async () => {
    const url = await server.newDatabase();
    await (await openPostgresStore(url)).close();
    await runSql(url, 'UPDATE assistant_schema SET version = version + 1');
    expect(await refusal(url)).toMatch(/DATABASE_URL.*newer release/);
  });

  test('is refused when its user may create no tables, but only while there are tables to create', async () => {
    const owner = await server.newDatabase();
    await runSql(owner, `CREATE ROLE guest LOGIN PASSWORD 'guest'`);
    const guest = change(new URL(owner), { username: 'guest', password: 'guest' });
    expect(await refusal(guest)).toMatch(/DATABASE_URL.*permission denied/);
    await (await openPostgresStore(owner)).close();
    await runSql(
      owner,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO guest;
       GRANT USAGE ON SEQUENCE assistant_versions TO guest`,
    );
    const store = await openPostgresStore(guest);
    expect(await store.commit([{ key: 'a', expected: null, value: 1, expiresAt: later() }])).toBe(true);
    await store.close();
  });
});

describe('The error of a call', () => {
  const errorOf = async (url: string, prepare: string): Promise<unknown> => {
    const store = await openPostgresStore(url);
    await runSql(url, prepare);
    const value = 'secret words';
    const error = await store
      .commit([{ key: 'secret/key', expected: null, value, expiresAt: later() }])
      .catch((thrown: unknown) => thrown);
    await store.close();
    expect(inspect(error)).not.toContain('secret');
    return error;
  };

  test.each<[string, string, Partial<StoreError>]>([
    ['its tables are gone', 'DROP TABLE assistant_entries', { kind: 'missing', code: '42P01' }],
    [
      'the database refuses what it is to keep and quotes it',
      `ALTER TABLE assistant_entries ADD CHECK (value NOT LIKE '%secret%')`,
      { kind: 'unknown', code: '23514' },
    ],
  ])('tells that %s, without a word of what was to be kept', async (_, prepare, trouble) => {
    const own = await PostgresServer.start();
    onTestFinished(() => own.remove());
    expect(await errorOf(await own.newDatabase(), prepare)).toMatchObject({ name: 'StoreError', ...trouble });
  });

  test('tells that the server has no connection left', async () => {
    const owner = await server.newDatabase();
    await (await openPostgresStore(owner)).close();
    await runSql(
      owner,
      `CREATE ROLE crowd LOGIN PASSWORD 'crowd' CONNECTION LIMIT 1; GRANT ALL ON ALL TABLES IN SCHEMA public TO crowd`,
    );
    const crowd = change(new URL(owner), { username: 'crowd', password: 'crowd' });
    const store = await openPostgresStore(crowd);
    const outcomes = await Promise.allSettled([store.get('a'), store.get('a'), store.get('a')]);
    expect(outcomes).toContainEqual({
      status: 'rejected',
      reason: expect.objectContaining({ name: 'StoreError', kind: 'unreachable', code: '53300' }),
    });
    await store.close();
  });

  test('tells that the server is not there, and that the store is closed', async () => {
    const own = await PostgresServer.start();
    onTestFinished(() => own.remove());
    const store = await openPostgresStore(await own.newDatabase());
    await own.stop('SIGQUIT');
    await expect(store.probe()).rejects.toMatchObject({ name: 'StoreError', kind: 'unreachable' });
    await store.close();
    await expect(store.get('a')).rejects.toMatchObject({ name: 'StoreError', kind: 'unreachable' });
  });
});

describe.concurrent('A PostgreSQL database', () => {
  test('makes the start fail where it hangs', async ({ expect }) => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await expect(openPostgresStore(`postgres://user:secret@127.0.0.1:${port}/x`)).rejects.toThrow(/time/);
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  test('fails a commit while another session holds a row, and goes on afterwards', async ({ expect }) => {
    const url = await server.newDatabase();
    const store = await openPostgresStore(url);
    await store.commit([{ key: 'a', expected: null, value: 1, expiresAt: later() }]);
    const expected = (await store.get('a'))?.version ?? null;
    const other = new Client({ connectionString: url });
    await other.connect();
    await other.query('BEGIN; LOCK TABLE assistant_entries');
    const write = { key: 'a', expected, value: 2, expiresAt: later() };
    await expect(store.commit([write])).rejects.toMatchObject({
      name: 'StoreError',
      kind: 'locked',
      code: '57014',
    });
    await other.end();
    expect(await store.commit([write])).toBe(true);
    await store.close();
  });

  test('is freed from another assistant that hangs in the middle of a commit', async ({ expect }) => {
    const url = await server.newDatabase();
    const store = await openPostgresStore(url);
    const pool = openPool(url);
    const other = await pool.connect();
    await other.query('BEGIN; LOCK TABLE assistant_entries');
    expect(await store.commit([{ key: 'a', expected: null, value: 1, expiresAt: later() }])).toBe(true);
    other.release(true);
    await pool.end();
    await store.close();
  });

  test('fails every call while its processes hang, and goes on with new ones', async ({ expect }) => {
    const url = await server.newDatabase();
    const store = await openPostgresStore(url);
    const frozen = await processesOf(url);
    expect(frozen).toHaveLength(1);
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    await expect(store.get('a')).rejects.toMatchObject({ name: 'StoreError', kind: 'unreachable' });
    expect(await store.commit([{ key: 'a', expected: null, value: 1, expiresAt: later() }])).toBe(true);
    for (const pid of frozen) process.kill(pid, 'SIGCONT');
    await store.close();
  });
});

function change(url: URL, parts: Partial<Pick<URL, 'username' | 'password' | 'pathname' | 'port'>>): string {
  return String(Object.assign(new URL(url), parts));
}

function raw(url: URL, password: string): string {
  return `postgres://user:${password}@${url.host}${url.pathname}`;
}

async function processesOf(url: string): Promise<number[]> {
  const rows = await runSql(
    url,
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  return rows.map((row) => Number(Object(row).pid));
}
