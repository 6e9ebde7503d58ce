import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import { newFile } from './new-file.ts';

const LONG = { text: 'The same again and again, žluťoučký 🐎. '.repeat(200) };

test('SQLite keeps a long value deflated, and reads one that an earlier release kept as it is', async () => {
  const file = newFile();
  const store = await openSqliteStore(file);
  const expiresAt = Date.now() + 60_000;
  await store.commit([
    { key: 'long', expected: null, value: LONG, expiresAt },
    { key: 'short', expected: null, value: 'z short', expiresAt },
    { key: 'deflated', expected: null, value: LONG, expiresAt, isDeflated: true },
  ]);
  const database = new DatabaseSync(file);
  const lengthOf = (key: string) =>
    Number(database.prepare('SELECT length(value) AS n FROM entries WHERE key = ?').get(key)?.n);
  expect(lengthOf('long')).toBeLessThan(JSON.stringify(LONG).length / 5);
  expect(lengthOf('deflated')).toBeGreaterThan(JSON.stringify(LONG).length / 2);
  database.prepare("INSERT INTO entries VALUES ('old', ?, 99, ?)").run(JSON.stringify(LONG), expiresAt);
  database.close();
  expect((await store.get('long'))?.value).toEqual(LONG);
  expect((await store.get('deflated'))?.value).toEqual(LONG);
  expect((await store.get('short'))?.value).toBe('z short');
  expect((await store.get('old'))?.value).toEqual(LONG);
  await store.close();
});
