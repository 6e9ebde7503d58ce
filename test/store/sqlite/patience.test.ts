import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import type { Write } from '../../../src/store/store.ts';
import { newFile } from './new-file.ts';

const write = (key: string, value: unknown, expected: number | null = null): Write => ({
  key,
  value,
  expected,
  expiresAt: Date.now() + 3_600_000,
});

/** Another program that holds the lock for writing until it is told to end. */
function lockedByAnother(file: string): () => void {
  const other = new DatabaseSync(file);
  other.exec('BEGIN IMMEDIATE');
  return () => {
    other.exec('COMMIT');
    other.close();
  };
}

/** Measures for which part of the work's time nobody else was served at a stretch; SQLite's own waiting would be nearly all of it. */
async function longestFreeze(work: Promise<unknown>): Promise<number> {
  let isOver = false;
  let longest = 0;
  const began = performance.now();
  const ended = work.catch(() => undefined).finally(() => (isOver = true));
  while (!isOver) {
    const before = performance.now();
    await setTimeout(1);
    longest = Math.max(longest, performance.now() - before);
  }
  await ended;
  return longest / (performance.now() - began);
}

describe('While another process has the database locked', () => {
  test('commits wait in their order, reads are answered, and nobody else is held up', async () => {
    const store = await openSqliteStore(newFile());
    await store.close();
    const file = newFile();
    const waiting = await openSqliteStore(file);
    await waiting.commit([write('a', 'before')]);
    const version = (await waiting.get('a'))?.version ?? null;
    const release = lockedByAnother(file);
    let answered = 0;
    const commits = [write('a', 'after', version), write('b', 1), write('a', 'too late', version)].map(
      (each) => waiting.commit([each]).finally(() => answered++),
    );
    const freeze = await longestFreeze(
      (async () => {
        for (let n = 0; n < 20; n++) {
          await setTimeout(10);
          expect((await waiting.get('a'))?.value).toBe('before');
        }
      })(),
    );
    expect(answered).toBe(0);
    expect(freeze).toBeLessThan(0.5);
    release();
    expect(await Promise.all(commits)).toEqual([true, true, false]);
    expect((await waiting.get('a'))?.value).toBe('after');
    await waiting.close();
  });

  test('a commit gives up after some seconds and says that it is locked, and the next one is made', async () => {
    const file = newFile();
    const store = await openSqliteStore(file);
    const release = lockedByAnother(file);
    const committed = store.commit([write('a', 1)]);
    const freeze = await longestFreeze(committed);
    await expect(committed).rejects.toMatchObject({
      name: 'StoreError',
      kind: 'locked',
      code: 'SQLITE_BUSY 5',
    });
    expect(freeze).toBeLessThan(0.5);
    release();
    expect(await store.commit([write('a', 2)])).toBe(true);
    await store.close();
  });

  test('a store is opened, purged and closed once it is free', async () => {
    const file = newFile();
    const first = await openSqliteStore(file);
    await first.commit([{ ...write('old', 1), expiresAt: 1 }]);
    let release = lockedByAnother(file);
    const purged = first.purge();
    await setTimeout(20);
    release();
    expect(await purged).toBe(1);
    release = lockedByAnother(file);
    const kept = first.commit([write('a', 1)]);
    const closed = first.close();
    await setTimeout(20);
    release();
    await closed;
    expect(await kept).toBe(true);
    release = lockedByAnother(file);
    const opened = openSqliteStore(file);
    await setTimeout(20);
    release();
    const second = await opened;
    expect((await second.get('a'))?.value).toBe(1);
    await second.close();
  });
});
