import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkStore } from '../../../src/doctor/checks/store.ts';
import { openStore } from '../../../src/store/open.ts';
import { PostgresServer } from '../../support/postgres.ts';

let server: PostgresServer;
let url: string;

beforeAll(async () => {
  server = await PostgresServer.start();
  url = await server.newDatabase();
});
afterAll(() => server.remove());

test('A PostgreSQL database passes where it keeps a row, and is left empty', async () => {
  expect(await checkStore(url)).toMatchObject({
    outcome: 'ok',
    says: expect.stringContaining('PostgreSQL at'),
  });
  const store = await openStore(url);
  expect(await store.list('')).toEqual([]);
  await store.close();
});

test.each<[string, (address: URL) => void, RegExp]>([
  [
    'takes another password',
    (address) => {
      address.password = 'not-the-password';
    },
    /password authentication failed/,
  ],
  [
    'has no such database',
    (address) => {
      address.pathname = '/nothing';
    },
    /"nothing" does not exist/,
  ],
])(
  'A PostgreSQL server that %s is told from one that is good, without the password',
  async (_, change, says) => {
    const address = new URL(url);
    change(address);
    const check = await checkStore(address.href);
    expect(check).toMatchObject({ outcome: 'failed', says: expect.stringMatching(says) });
    expect(JSON.stringify(check)).not.toContain(address.password);
  },
);
