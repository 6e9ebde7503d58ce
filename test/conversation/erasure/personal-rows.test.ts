import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { findTickets } from '../../../src/conversation/erasure/personal-rows.ts';
import { TICKETS } from '../../../src/store/keys.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import { NEVER } from '../../../src/store/store.ts';

test('Others are served while the tickets of a person are looked for among many', async () => {
  const store = openMemoryStore();
  const tickets = Array.from({ length: 1_000 }, (_, index) => ({
    number: String(index),
    state: 'open',
    talk: index === 999 ? 'mine' : 'theirs',
  }));
  await store.commit(
    tickets.map((value) => ({ key: TICKETS + value.number, expected: null, value, expiresAt: NEVER })),
  );
  let isFound = false;
  const found = findTickets(store, ({ talk }) => talk === 'mine').finally(() => {
    isFound = true;
  });
  let served = 0;
  for (; !isFound; served++) await setImmediate();
  expect(await found).toMatchObject([{ number: '999' }]);
  expect(served).toBeGreaterThanOrEqual(4);
});
