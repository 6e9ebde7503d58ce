import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/store/memory.ts';
import { RowCache } from '../../src/store/row-cache.ts';
import type { Store } from '../../src/store/store.ts';

const later = (): number => Date.now() + 3_600_000;

function cached() {
  const store = openMemoryStore();
  const read: string[] = [];
  const cache = new RowCache(store, 'a/', ({ key, value }) => {
    read.push(key);
    return String(value);
  });
  return { store, read, cache };
}

async function put(store: Store, key: string, value: unknown): Promise<void> {
  const expected = (await store.get(key))?.version ?? null;
  await store.commit([{ key, expected, value, expiresAt: later() }]);
}

test('A row is read again only once it has changed', async () => {
  const { store, read, cache } = cached();
  for (const key of ['a/1', 'a/2', 'b/1']) await put(store, key, 'old');
  const first = await cache.rows();
  expect([...first]).toEqual([
    ['a/1', 'old'],
    ['a/2', 'old'],
  ]);
  expect(await cache.rows()).toBe(first);
  await put(store, 'a/2', 'new');
  await put(store, 'a/0', 'added');
  await put(store, 'a/1', undefined);
  expect([...(await cache.rows())]).toEqual([
    ['a/0', 'added'],
    ['a/2', 'new'],
  ]);
  expect(read).toEqual(['a/1', 'a/2', 'a/0', 'a/2']);
});

test('A thousand rows are read in the order of their keys', async () => {
  const { store, cache } = cached();
  const keys = Array.from({ length: 1200 }, (_, n) => `a/${String(n).padStart(4, '0')}`);
  await store.commit(keys.map((key) => ({ key, expected: null, value: key, expiresAt: later() })));
  expect([...(await cache.rows()).values()]).toEqual(keys);
});

test('Nothing is left of rows that are forgotten, and they are read again where they are still there', async () => {
  const { store, read, cache } = cached();
  await put(store, 'a/1', 'old');
  await cache.rows();
  cache.forgetIfGone((key) => key === 'a/2');
  await cache.rows();
  expect(read).toEqual(['a/1']);
  cache.forgetIfGone((key) => key === 'a/1');
  expect([...(await cache.rows())]).toEqual([['a/1', 'old']]);
  expect(read).toEqual(['a/1', 'a/1']);
});
