import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import { newFile } from './new-file.ts';

/** The disk of these tests: it is done with a commit when they say so. */
const disk = vi.spyOn(fs, 'fdatasync');
beforeAll(syncBuiltinESMExports);
beforeEach(() => {
  disk.mockReset().mockImplementation(() => {});
});
afterAll(() => {
  disk.mockRestore();
  syncBuiltinESMExports();
});

const FOREVER = 8.64e15;
const write = (key: string) => [{ key, expected: null, value: key, expiresAt: FOREVER }];

test('A commit is answered once the disk has it, and those that come meanwhile share the next wait', async () => {
  const store = await openSqliteStore(newFile());
  const answered: string[] = [];
  const commit = (key: string) => store.commit(write(key)).then(() => answered.push(key));
  const first = commit('a');
  await vi.waitFor(() => expect(disk).toHaveBeenCalledTimes(1));
  const others = [commit('b'), commit('c')];
  expect(await store.get('a')).toBeDefined();
  expect(answered).toEqual([]);

  disk.mock.calls[0]?.[1](null);
  await first;
  await vi.waitFor(() => expect(disk).toHaveBeenCalledTimes(2));
  expect(answered).toEqual(['a']);
  disk.mock.calls[1]?.[1](null);
  await Promise.all(others);
  expect(disk).toHaveBeenCalledTimes(2);
  await store.close();
});

test('A commit that the disk does not take is an error, and the store works on', async () => {
  const store = await openSqliteStore(newFile());
  disk.mockImplementationOnce((_file, done) => done(Object.assign(new Error('EIO'), { code: 'EIO' })));
  await expect(store.commit(write('a'))).rejects.toMatchObject({ name: 'StoreError', code: 'SYNC' });
  disk.mockImplementation((_file, done) => done(null));
  expect(await store.commit(write('b'))).toBe(true);
  await store.close();
});
