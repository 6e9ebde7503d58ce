import { describe, expect, test, vi } from 'vitest';
import { openMemoryStore } from '../../src/store/memory.ts';
import type { Store } from '../../src/store/store.ts';
import { remove, update } from '../../src/store/update.ts';

const LATER = Date.now() + 3_600_000;

async function add(store: Store, key: string, amount: number): Promise<number> {
  return update(store, 'adding', async () => {
    const entry = await store.get(key);
    const value = Number(entry?.value ?? 0) + amount;
    return { writes: [{ key, expected: entry?.version ?? null, value, expiresAt: LATER }], result: value };
  });
}

describe('An update', () => {
  test('returns the result for the value that it found', async () => {
    const store = openMemoryStore();
    expect(await add(store, 'a', 2)).toBe(2);
    expect(await add(store, 'a', 3)).toBe(5);
    expect((await store.get('a'))?.value).toBe(5);
  });

  test('loses nothing when several write at the same time', async () => {
    const store = openMemoryStore();
    await Promise.all([1, 2, 3, 4, 5].map((amount) => add(store, 'a', amount)));
    expect((await store.get('a'))?.value).toBe(15);
  });

  test('writes all of its keys or none', async () => {
    const store = openMemoryStore();
    await add(store, 'b', 7);
    const isNew = (key: string) => ({ key, expected: null, value: 1, expiresAt: LATER });
    await expect(
      update(store, 'two at once', async () => ({ writes: [isNew('a'), isNew('b')], result: undefined })),
    ).rejects.toThrow('two at once lost 10 races');
    expect(await store.get('a')).toBeUndefined();
  });

  test('commits nothing where there is nothing to change', async () => {
    const store = openMemoryStore();
    const commit = vi.spyOn(store, 'commit');
    expect(await update(store, 'nothing', async () => ({ writes: [], result: 'as it was' }))).toBe(
      'as it was',
    );
    expect(commit).not.toHaveBeenCalled();
  });

  test('passes on an error of the store at once', async () => {
    const store = openMemoryStore();
    const commit = vi.spyOn(store, 'commit').mockRejectedValue(new Error('down'));
    await expect(add(store, 'a', 1)).rejects.toThrow('down');
    expect(commit).toHaveBeenCalledTimes(1);
  });
});

test('Two processes that remove the same entry learn which of them removed it', async () => {
  const store = openMemoryStore();
  await add(store, 'a', 1);
  const entry = await store.get('a');
  if (!entry) throw new Error('nothing was written');
  expect((await Promise.all([remove(store, entry), remove(store, entry)])).sort()).toEqual([false, true]);
  expect(await store.get('a')).toBeUndefined();
});

test('An entry that has changed since it was read is not removed', async () => {
  const store = openMemoryStore();
  await add(store, 'a', 1);
  const entry = await store.get('a');
  if (!entry) throw new Error('nothing was written');
  await add(store, 'a', 1);
  expect(await remove(store, entry)).toBe(false);
  expect((await store.get('a'))?.value).toBe(2);
});
