import { expect, test } from 'vitest';
import { measuredStore } from '../../src/store/measured.ts';
import { TroubledStore } from '../support/troubled-store.ts';

test('A measured store tells how long each call took, and the kind of each trouble', async () => {
  const troubled = new TroubledStore();
  const took: string[] = [];
  const failed: string[] = [];
  const store = measuredStore(troubled, {
    took: (operation, seconds) => void (seconds >= 0 && took.push(operation)),
    failed: (kind) => void failed.push(kind),
  });
  const write = { key: 'a', expected: null, value: 1, expiresAt: Date.now() + 1000 };
  expect(await store.commit([write])).toBe(true);
  expect(await store.get('a')).toMatchObject({ value: 1 });
  expect(await store.list('', '', 1)).toHaveLength(1);
  expect((await store.versions('')).size).toBe(1);
  troubled.trouble = 'full';
  await expect(store.get('a')).rejects.toMatchObject({ kind: 'full' });
  expect(took).toEqual(['commit', 'get', 'list', 'versions', 'get']);
  expect(failed).toEqual(['full']);
});
