import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkSqliteFile } from '../../../src/store/sqlite/check.ts';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import { newFile } from './new-file.ts';

const PAGE = 4096;

/** A database with some hundred pages. */
async function aDatabase(): Promise<string> {
  const file = newFile();
  const store = await openSqliteStore(file);
  const expiresAt = Date.now() + 3_600_000;
  // Random, since the store would make the same words again and again as short as one.
  const value = () => randomBytes(2_000).toString('hex');
  await store.commit(
    Array.from({ length: 100 }, (_, n) => ({ key: `n/${n}`, expected: null, value: value(), expiresAt })),
  );
  await store.close();
  return file;
}

function damage(file: string, page: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0x5a, page * PAGE, (page + 1) * PAGE);
  writeFileSync(file, bytes);
}

describe('A damaged database', () => {
  test.each([1, 20, 50])(
    'is refused at the start with what to do, wherever it is damaged: page %i',
    async (page) => {
      const file = await aDatabase();
      damage(file, page);
      await expect(openSqliteStore(file)).rejects.toMatchObject({
        name: 'StoreError',
        kind: 'corrupt',
        message: expect.stringMatching(
          /^DATABASE_URL: .*state\.sqlite is damaged \(SQLITE_CORRUPT.*-wal.*backup/,
        ),
      });
    },
  );

  test('is found in a process of its own, too, which ends when its time is over', async () => {
    const file = await aDatabase();
    expect(await checkSqliteFile(file, 30_000, 0)).toBe(true);
    expect(await checkSqliteFile(file, 1, 0)).toBe(false);
    damage(file, 30);
    await expect(checkSqliteFile(file, 30_000, 0)).rejects.toMatchObject({ kind: 'corrupt' });
  });

  test('is none that is new or empty', async () => {
    expect(await checkSqliteFile(newFile(), 1_000)).toBe(true);
  });
});
