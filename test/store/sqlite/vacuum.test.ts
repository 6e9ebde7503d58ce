import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { deflated } from '../../../src/store/sqlite/deflated.ts';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import type { Write } from '../../../src/store/store.ts';
import { newFile } from './new-file.ts';

const HOUR = 3_600_000;
const MARKER = 'Kaleidoskop';

/** Text of this length that a compression makes no shorter than it has to; each time the same for the same number. */
function varied(n: number, length: number): string {
  const hashes = Array.from({ length: Math.ceil(length / 86) }, (_, part) =>
    createHash('sha512').update(`${n}/${part}`).digest('base64url'),
  );
  return hashes.join('').slice(0, length);
}

/** The rows of two people, short and long ones: of the one every key and value has the marker, of the other none. */
const rows = (expiresAt: number): Write[] =>
  Array.from({ length: 300 }, (_, n) => {
    const marked = n % 2 === 0;
    const value = (marked ? `${MARKER} ` : 'words ') + varied(n, (n * 370) % 7_000);
    return {
      key: marked ? `history/${MARKER}/${n}` : `history/other/${n}`,
      expected: null,
      value,
      expiresAt,
    };
  });
const isMarked = ({ key }: { key: string }) => key.includes(MARKER);

/** Pieces of what is written for the marked rows, from all parts of the long ones, of which no words can be read in a file. */
const TRACES: readonly string[] = rows(0)
  .filter(isMarked)
  .flatMap(({ value }) => [...deflated(JSON.stringify(value)).matchAll(/.{40}(?=.{40})/g)])
  .flatMap(([piece], index) => (index % 20 === 0 ? piece : []));

/**
 * Counts the marker, and the pieces of what is written with it, in every file of the database, read by another process: reading
 * them in this one would end its locks.
 */
function markersIn(file: string): number {
  const folder = dirname(file);
  const files = readdirSync(folder).map((name) => join(folder, name));
  const bytes = execFileSync('cat', files, { encoding: 'latin1', maxBuffer: 1e9 });
  return bytes.split(MARKER).length - 1 + TRACES.filter((trace) => bytes.includes(trace)).length;
}

describe('What is gone from the store', () => {
  test('is gone from its files after the purge, which makes them smaller, too', async () => {
    const file = newFile();
    const store = await openSqliteStore(file);
    await store.commit(rows(Date.now() + HOUR).filter((row) => !isMarked(row)));
    const [soon, ...others] = rows(Date.now() + 300).filter(isMarked);
    for (const row of others) await store.commit([row]);
    if (soon) await store.commit([soon]);
    expect(markersIn(file)).toBeGreaterThan(100 + TRACES.length / 2);
    await expect.poll(() => store.list(`history/${MARKER}/`)).toEqual([]);
    await store.scrub();
    const before = statSync(file).size;
    expect(await store.purge()).toBe(150);
    expect(markersIn(file)).toBe(0);
    expect(statSync(file).size).toBeLessThan(before * 0.7);
    expect(await store.list('')).toHaveLength(150);
    await store.close();
    expect(markersIn(file)).toBe(0);
  });

  test.each(['deleted', 'overwritten'])('is gone from its files once it was %s and scrubbed', async (how) => {
    const file = newFile();
    const store = await openSqliteStore(file);
    for (const row of rows(Date.now() + HOUR))
      await store.commit([{ ...row, key: row.key.replace(MARKER, 'x') }]);
    expect(markersIn(file)).toBeGreaterThan(100 + TRACES.length / 2);
    const all = await store.list('');
    const value = how === 'deleted' ? undefined : 'nothing';
    const writes = all.map(({ key, version }) => ({
      key,
      expected: version,
      value,
      expiresAt: Date.now() + HOUR,
    }));
    expect(await store.commit(writes)).toBe(true);
    await store.scrub();
    expect(markersIn(file)).toBe(0);
    await store.close();
  });

  test('is gone from the files of a database that an earlier release made, once this one has opened it', async () => {
    const file = newFile();
    const earlier = new DatabaseSync(file);
    earlier.exec(`
      PRAGMA journal_mode = WAL;
      CREATE TABLE entries (key TEXT PRIMARY KEY, value TEXT NOT NULL, version INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT;
      CREATE INDEX entries_by_expiry ON entries (expires_at);
      CREATE TABLE last_version (version INTEGER NOT NULL) STRICT;
      INSERT INTO last_version VALUES (1000)`);
    const insert = earlier.prepare('INSERT INTO entries VALUES (?, ?, ?, ?)');
    for (const [n, { key, value, expiresAt }] of rows(Date.now() + HOUR).entries())
      insert.run(key, deflated(JSON.stringify(value)), n, expiresAt);
    earlier.exec(`DELETE FROM entries WHERE key LIKE '%${MARKER}%'`);
    earlier.close();
    expect(markersIn(file)).toBeGreaterThan(100 + TRACES.length / 2);

    const warnings: string[] = [];
    const store = await openSqliteStore(file, { warn: (says) => warnings.push(says) });
    expect(markersIn(file)).toBe(0);
    expect(await store.list('')).toHaveLength(150);
    expect((await store.get('history/other/1'))?.version).toBe(1);
    expect(warnings).toEqual([]);
    await store.close();
  });
});

describe('The purge', () => {
  test('serves others between its steps, and ends when it is told to', async () => {
    const store = await openSqliteStore(newFile());
    const expired = Array.from({ length: 2_000 }, (_, n) => ({
      key: `${n}`,
      expected: null,
      value: n,
      expiresAt: 1,
    }));
    await store.commit(expired);
    let isOver = false;
    const purging = store.purge().finally(() => (isOver = true));
    const served: Promise<boolean>[] = [];
    while (!isOver) {
      const write = { key: `new/${served.length}`, expected: null, value: 1, expiresAt: Date.now() + HOUR };
      served.push(store.commit([write]));
      await setImmediate();
    }
    expect(await purging).toBe(2_000);
    expect(served.length).toBeGreaterThan(10);
    expect(await Promise.all(served)).not.toContain(false);

    await store.commit(expired.map((write) => ({ ...write, key: `more/${write.key}` })));
    const stopping = new AbortController();
    const stopped = store.purge(stopping.signal);
    stopping.abort();
    expect(await stopped).toBeLessThan(2_000);
    await store.close();
  });
});
