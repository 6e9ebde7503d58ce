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

test('A commit is answered once the disk has it, and the next ones do not wait for that but share a wait of their own', async () => {
  const store = await openSqliteStore(newFile());
  const answered: string[] = [];
  const commit = (key: string) => store.commit(write(key)).then(() => answered.push(key));
  const first = commit('a');
  await vi.waitFor(() => expect(disk).toHaveBeenCalledTimes(1));
  const second = [commit('b'), commit('c')];
  await vi.waitFor(() => expect(disk).toHaveBeenCalledTimes(2));
  const third = [commit('d'), commit('e')];
  expect(await store.get('c')).toBeDefined();
  expect(answered).toEqual([]);

  disk.mock.calls[1]?.[1](null);
  await Promise.all(second);
  expect(answered).toEqual(['b', 'c']);
  await vi.waitFor(() => expect(disk).toHaveBeenCalledTimes(3));
  disk.mock.calls[0]?.[1](null);
  await first;
  expect(answered).toEqual(['b', 'c', 'a']);
  disk.mock.calls[2]?.[1](null);
  await Promise.all(third);
  expect(disk).toHaveBeenCalledTimes(3);
  await store.close();
});

test('A store is closed once all commits are on the disk', async () => {
  const store = await openSqliteStore(newFile());
  const commits = [store.commit(write('a'))];
  await vi.waitFor(() => expect(disk).toHaveBeenCalledTimes(1));
  commits.push(store.commit(write('b')));
  await vi.waitFor(() => expect(disk).toHaveBeenCalledTimes(2));
  const closed = vi.fn();
  const closing = store.close().then(closed);
  disk.mock.calls[0]?.[1](null);
  await commits[0];
  expect(closed).not.toHaveBeenCalled();
  disk.mock.calls[1]?.[1](null);
  await closing;
  expect(await commits[1]).toBe(true);
});

test('A commit that the disk does not take is an error, and the store works on', async () => {
  const store = await openSqliteStore(newFile());
  disk.mockImplementationOnce((_file, done) => done(Object.assign(new Error('EIO'), { code: 'EIO' })));
  await expect(store.commit(write('a'))).rejects.toMatchObject({ name: 'StoreError', code: 'SYNC' });
  disk.mockImplementation((_file, done) => done(null));
  expect(await store.commit(write('b'))).toBe(true);
  await store.close();
});
