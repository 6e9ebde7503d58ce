import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eraseConversation } from '../../src/conversation/erasure/erasure.ts';
import { openMemoryStore } from '../../src/store/memory.ts';
import { openPostgresStore } from '../../src/store/postgres.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { run } from '../cli/run.ts';
import { erasureContract, fill, MINE, OTHERS, wordsOf } from '../contracts/erasure.ts';
import { PostgresServer } from '../support/postgres.ts';

let server: PostgresServer;
const folder = mkdtempSync(join(tmpdir(), 'erasure-'));
beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(async () => {
  await server.remove();
  rmSync(folder, { recursive: true });
});

let files = 0;
erasureContract('memory', openMemoryStore);
erasureContract('SQLite', () => openSqliteStore(join(folder, `${++files}.sqlite`)));
erasureContract('PostgreSQL', async () => openPostgresStore(await server.newDatabase()));

test('npm run erase deletes in PostgreSQL, too, while the assistant runs', async () => {
  const DATABASE_URL = await server.newDatabase();
  const store = await openPostgresStore(DATABASE_URL);
  await fill(store, MINE);
  const done = run('src/cli/erase.ts', [MINE, '--yes'], { DATABASE_URL });
  expect(done).toMatchObject({ status: 0, stdout: expect.stringContaining('Deleted: 1 conversation(s)') });
  const [ended, ...others] = await store.list('');
  expect(others).toEqual([]);
  expect(ended?.value).toEqual({ version: 1, ended: true });
  await store.close();
});

test('The files of SQLite hold no word of a person whose data is erased, while the database is open', async () => {
  const own = mkdtempSync(join(folder, 'raw-'));
  const store = await openSqliteStore(join(own, 'talks.sqlite'));
  const [other = ''] = OTHERS;
  const inFiles = (words: string) =>
    readdirSync(own).filter((name) => readFileSync(join(own, name)).includes(words));
  await fill(store, MINE);
  await fill(store, other);
  expect(inFiles(wordsOf(MINE))).not.toEqual([]);
  await eraseConversation(store, MINE, async () => []);
  expect(readdirSync(own)).toContain('talks.sqlite-wal');
  expect(inFiles(wordsOf(MINE))).toEqual([]);
  expect(inFiles('erasure/')).toEqual([]);
  expect(inFiles(wordsOf(other))).not.toEqual([]);
  await store.close();
});
