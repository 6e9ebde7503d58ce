import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store, Write } from '../../src/store/store.ts';

const later = (): number => Date.now() + 3_600_000;
const past = (): number => Date.now() - 1;

/** Describes what every implementation of the store must do. */
export function storeContract(name: string, open: () => Store | Promise<Store>): void {
  describe(`${name} as a store`, () => {
    let store: Store;
    const write = (key: string, value: unknown, expected: number | null = null): Write => ({
      key,
      value,
      expected,
      expiresAt: later(),
    });
    const version = async (key: string): Promise<number> => (await store.get(key))?.version ?? -1;

    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store.close();
    });

    test('returns any JSON value as it was written', async () => {
      const value = { text: 'žluťoučký 🐎 \u0000 \ud800', list: [1, null, true, { deep: '' }] };
      expect(await store.commit([write('a', value), write('b', null), write('c', 'text')])).toBe(true);
      expect((await store.get('a'))?.value).toEqual(value);
      expect((await store.get('b'))?.value).toBeNull();
      expect((await store.get('c'))?.value).toBe('text');
    });

    test('has nothing under a key that was never written', async () => {
      expect(await store.get('a')).toBeUndefined();
    });

    test('keeps a value as it was, whatever its writer does to it afterwards', async () => {
      const value = { name: 'before' };
      const committed = store.commit([write('a', value)]);
      value.name = 'after';
      await committed;
      expect((await store.get('a'))?.value).toEqual({ name: 'before' });
      const read = await store.get('a');
      Object.assign(read?.value ?? {}, { name: 'changed' });
      expect((await store.get('a'))?.value).toEqual({ name: 'before' });
    });

    test('creates a key only where it does not exist', async () => {
      expect(await store.commit([write('a', 1)])).toBe(true);
      expect(await store.commit([write('a', 2)])).toBe(false);
      expect((await store.get('a'))?.value).toBe(1);
    });

    test('changes a key only from the version that was read', async () => {
      await store.commit([write('a', 1)]);
      const first = await version('a');
      expect(await store.commit([write('a', 2, first)])).toBe(true);
      expect(await store.commit([write('a', 3, first)])).toBe(false);
      expect(await store.commit([write('b', 3, first)])).toBe(false);
      expect((await store.get('a'))?.value).toBe(2);
      expect(await version('a')).toBeGreaterThan(first);
    });

    test('deletes a key, and only from the version that was read', async () => {
      await store.commit([write('a', 1)]);
      const read = await version('a');
      expect(await store.commit([write('a', undefined, read + 1)])).toBe(false);
      expect(await store.commit([write('a', undefined, read)])).toBe(true);
      expect(await store.get('a')).toBeUndefined();
    });

    test('distinguishes a key that was deleted and created again from the old one', async () => {
      await store.commit([write('a', 1)]);
      const old = await version('a');
      await store.commit([write('a', undefined, old)]);
      await store.commit([write('a', 2)]);
      expect(await version('a')).toBeGreaterThan(old);
      expect(await store.commit([write('a', 3, old)])).toBe(false);
    });

    test('accepts the deletion of a key that must not exist, and refuses it when the key exists', async () => {
      expect(await store.commit([write('a', undefined)])).toBe(true);
      expect(await store.list('')).toEqual([]);
      expect(await store.commit([write('a', 1)])).toBe(true);
      expect(await store.commit([write('a', undefined)])).toBe(false);
      expect((await store.get('a'))?.value).toBe(1);
    });

    test('makes all writes of a commit or none', async () => {
      await store.commit([write('b', 'old')]);
      expect(await store.commit([write('a', 1), write('b', 'new'), write('c', 1)])).toBe(false);
      expect(await store.get('a')).toBeUndefined();
      expect(await store.get('c')).toBeUndefined();
      expect((await store.get('b'))?.value).toBe('old');
    });

    test('lets exactly one of many simultaneous writers win', async () => {
      const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => store.commit([write('a', n)])));
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      const read = await version('a');
      const again = await Promise.all(
        Array.from({ length: 20 }, (_, n) => store.commit([write('a', n, read), write(`b${n}`, n)])),
      );
      expect(again.filter(Boolean)).toHaveLength(1);
      expect(await store.list('b')).toHaveLength(1);
    });

    test('makes every other commit when one of several that arrive together fails', async () => {
      const outcomes = await Promise.all([
        store.commit([write('a', 1)]),
        store.commit([write('b', 1), write('a', 2)]),
        store.commit([write('c', 1)]),
      ]);
      expect(outcomes).toEqual([true, false, true]);
      expect((await store.list('')).map(({ key }) => key)).toEqual(['a', 'c']);
    });

    test('refuses two writes to one key in one commit, and changes nothing', async () => {
      await expect(store.commit([write('a', 1), write('a', 2)])).rejects.toThrow('only once');
      expect(await store.get('a')).toBeUndefined();
    });

    test('refuses a value that is no JSON, without harm to commits that arrive with it', async () => {
      const circular: Record<string, unknown> = {};
      circular.self = circular;
      const other = store.commit([write('b', 1)]);
      await expect(store.commit([write('a', circular)])).rejects.toThrow();
      expect(await other).toBe(true);
    });

    test('accepts an empty commit', async () => {
      expect(await store.commit([])).toBe(true);
    });

    test('lists the entries whose keys begin with a prefix, in the order of their keys', async () => {
      const keys = ['h/a/10', 'h/a/02', 'h/a/01', 'h/ab/01', 'h/a', 'h/b/01', 'g', 'h/a/é', 'h/a/😀'];
      await store.commit(keys.map((key) => write(key, key)));
      const listed = (await store.list('h/a/')).map(({ key }) => key);
      expect(listed).toEqual(['h/a/01', 'h/a/02', 'h/a/10', 'h/a/é', 'h/a/😀']);
      expect((await store.list('h/a/', 'h/a/02')).map(({ key }) => key)).toEqual(listed.slice(2));
      expect(await store.list('h/a/', 'h/a/😀')).toEqual([]);
      expect(await store.list('nothing')).toEqual([]);
    });

    test('lists page by page, without those that have expired', async () => {
      const keys = ['p/1', 'p/2', 'p/3', 'p/4', 'p/5'];
      await store.commit([...keys.map((key) => write(key, key)), { ...write('p/0', 0), expiresAt: past() }]);
      const page = async (after?: string) => (await store.list('p/', after, 2)).map(({ key }) => key);
      expect([await page(), await page('p/2'), await page('p/4'), await page('p/5')]).toEqual([
        ['p/1', 'p/2'],
        ['p/3', 'p/4'],
        ['p/5'],
        [],
      ]);
      expect(await store.list('p/', '', 0)).toEqual([]);
    });

    test('is tried out without a trace, also by several at once', async () => {
      await store.commit([write('a', 1)]);
      const before = await store.list('');
      await Promise.all([store.probe(), store.probe(), store.probe()]);
      expect(await store.list('')).toEqual(before);
    });

    test('accepts any characters in a key', async () => {
      const keys = ['\u0000', 'a\u0000b', "it's; DROP TABLE", '\\x61', '\\', '"', 'ﬀ😀', 'ﬀ'];
      await store.commit(keys.map((key) => write(key, { key })));
      for (const key of keys) expect((await store.get(key))?.value).toEqual({ key });
      const inOrder = ['\u0000', '"', '\\', '\\x61', 'a\u0000b', "it's; DROP TABLE", 'ﬀ', 'ﬀ😀'];
      expect((await store.list('')).map(({ key }) => key)).toEqual(inOrder);
      expect((await store.list('a\u0000')).map(({ key }) => key)).toEqual(['a\u0000b']);
    });

    test('reads % and _ in a prefix as themselves', async () => {
      await store.commit([write('a_c/1', 1), write('abc/1', 1), write('%/1', 1)]);
      expect((await store.list('a_c/')).map(({ key }) => key)).toEqual(['a_c/1']);
      expect((await store.list('%')).map(({ key }) => key)).toEqual(['%/1']);
    });

    test('lists values and versions as get gives them', async () => {
      await store.commit([write('a/1', { n: 1 }), write('a/2', 2)]);
      expect(await store.list('a/')).toEqual([await store.get('a/1'), await store.get('a/2')]);
    });

    test('lists the versions of entries without their values', async () => {
      await store.commit([
        write('v/2', 2),
        write('v/1', { n: 1 }),
        write('w', 3),
        { ...write('v/0', 0), expiresAt: past() },
      ]);
      const listed = await store.list('v/');
      expect([...(await store.versions('v/'))]).toEqual(listed.map(({ key, version }) => [key, version]));
      await store.commit([
        write('v/1', undefined, await version('v/1')),
        write('v/2', 4, await version('v/2')),
      ]);
      expect([...(await store.versions('v/'))]).toEqual([['v/2', await version('v/2')]]);
      expect((await store.versions('nothing')).size).toBe(0);
    });

    test('hides an entry that has expired, and lets its key be created anew', async () => {
      await store.commit([{ ...write('a', 1), expiresAt: past() }, write('b', 1)]);
      expect(await store.get('a')).toBeUndefined();
      expect((await store.list('')).map(({ key }) => key)).toEqual(['b']);
      expect(await store.commit([write('a', 2)])).toBe(true);
      expect((await store.get('a'))?.value).toBe(2);
    });

    test('refuses a version from before the expiry once the entry has expired', async () => {
      await store.commit([write('a', 1)]);
      const read = await version('a');
      await store.commit([{ ...write('a', 2, read), expiresAt: past() }]);
      expect(await store.commit([write('a', 3, read)])).toBe(false);
      expect(await store.commit([write('a', 3, read + 1)])).toBe(false);
    });

    test('purges the entries that have expired, and counts them', async () => {
      await store.commit([{ ...write('a', 1), expiresAt: past() }, write('b', 1)]);
      expect(await store.purge()).toBe(1);
      expect(await store.purge()).toBe(0);
      expect((await store.list('')).map(({ key }) => key)).toEqual(['b']);
    });

    test('accepts an expiry between two milliseconds', async () => {
      expect(await store.commit([{ ...write('a', 1), expiresAt: later() + 0.3 }])).toBe(true);
      expect((await store.get('a'))?.value).toBe(1);
    });

    test('accepts an expiry in the farthest future', async () => {
      await store.commit([{ ...write('a', 1), expiresAt: 8.64e15 }]);
      expect((await store.get('a'))?.value).toBe(1);
    });
  });
}
