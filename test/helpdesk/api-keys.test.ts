import { describe, expect, test, vi } from 'vitest';
import { ApiKeys } from '../../src/helpdesk/api-keys.ts';
import { openMemoryStore } from '../../src/store/memory.ts';

const NO_KEY = { status: 401, code: 'NoKey' };

async function open() {
  const store = openMemoryStore();
  const keys = new ApiKeys(store);
  const key = await keys.make('mail rules');
  const [, id = '', secret = ''] = key.split(/^hk_(\w{12})_/);
  return { store, keys, key, id, secret, check: (header?: string) => keys.check(header) };
}

describe('An API key', () => {
  test('is shown once, lets its owner in and names them; the store knows only its hash', async () => {
    const { store, keys, key, id, secret, check } = await open();
    expect(key).toMatch(/^hk_[0-9a-f]{12}_[\w-]{43}$/);
    expect(await check(`Bearer ${key}`)).toEqual({ id, name: 'mail rules' });
    expect(await check(`bearer ${key}`)).toEqual({ id, name: 'mail rules' });
    expect(await keys.list()).toEqual([{ id, name: 'mail rules', madeAt: expect.stringContaining('T') }]);
    expect(JSON.stringify(await store.list(''))).not.toContain(secret);
  });

  test('is worthless from the moment it is revoked; the others still work', async () => {
    const { keys, key, id, check } = await open();
    const other = await keys.make('intake');
    expect(await keys.revoke(id)).toBe(true);
    await expect(check(`Bearer ${key}`)).rejects.toMatchObject(NO_KEY);
    expect((await check(`Bearer ${other}`)).name).toBe('intake');
    expect((await keys.list()).map(({ name }) => name)).toEqual(['intake']);
    expect(await keys.revoke(id)).toBe(false);
  });

  test('is revoked for other processes on the same store as well', async () => {
    const { store, key, id, check } = await open();
    await new ApiKeys(store).revoke(id);
    await expect(check(`Bearer ${key}`)).rejects.toMatchObject(NO_KEY);
  });

  test('survives every purge', async () => {
    const { store, key, check } = await open();
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2120-01-01') });
    try {
      await store.purge();
      expect((await check(`Bearer ${key}`)).name).toBe('mail rules');
    } finally {
      vi.useRealTimers();
    }
  });

  test.each<[string, (key: string, id: string, secret: string) => string | undefined]>([
    ['is missing', () => undefined],
    ['is empty', () => ''],
    ['stands without its scheme', (key) => key],
    ['stands in another scheme', (key) => `Basic ${key}`],
    ['is cut off', (key) => `Bearer ${key.slice(0, -1)}`],
    ['goes on', (key) => `Bearer ${key}x`],
    ['has another secret', (_, id) => `Bearer hk_${id}_${'A'.repeat(43)}`],
    ['has another id', (_, __, secret) => `Bearer hk_000000000000_${secret}`],
    ['names another row of the store', (_, __, secret) => `Bearer hk_../session/x_${secret}`],
    ['is two', (key) => `Bearer ${key}, Bearer ${key}`],
    ['is long', () => `Bearer hk_${'0'.repeat(100_000)}`],
  ])('is refused where it %s, and the refusal does not repeat it', async (_, header) => {
    const { key, id, secret, check } = await open();
    const given = header(key, id, secret);
    await expect(check(given)).rejects.toMatchObject(NO_KEY);
    await expect(check(given)).rejects.not.toThrow(secret);
  });
});
