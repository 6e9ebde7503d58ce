import { expect, test } from 'vitest';
import { PendingSignIns } from '../../../src/helpdesk/sign-in/pending.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';

test('One of two people who come back with the same state at the same moment is let in', async () => {
  const pending = new PendingSignIns(openMemoryStore());
  const begun = { nonce: 'a-nonce', verifier: 'a-verifier', to: '/helpdesk' };
  await pending.begin('a-state', 'a-browser', begun);
  const taken = await Promise.all([1, 2, 3].map(() => pending.take('a-state', 'a-browser')));
  expect(taken.filter((one) => one !== undefined)).toEqual([expect.objectContaining(begun)]);
});

test("The store knows only hashes of the state and of the browser's secret", async () => {
  const store = openMemoryStore();
  const begun = { nonce: 'a-nonce', verifier: 'a-verifier', to: '/helpdesk' };
  await new PendingSignIns(store).begin('a-state', 'a-browser', begun);
  expect(JSON.stringify(await store.list(''))).not.toMatch(/a-state|a-browser/);
});
