import { expect, onTestFinished, test, vi } from 'vitest';
import { KNOWN_DAYS, listAgents } from '../../../src/helpdesk/sign-in/colleagues.ts';
import { Sessions } from '../../../src/helpdesk/sign-in/sessions.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';

const ANN = { id: 'ann', name: 'Ann' };
const BEN = { id: 'ben', name: 'Ben' };
const DAY_MS = 24 * 60 * 60 * 1000;

test('Colleagues are those who have signed in lately, by name and with their latest name', async () => {
  const store = openMemoryStore();
  const sessions = new Sessions(store);
  await sessions.begin(BEN);
  await sessions.begin({ ...ANN, name: 'Anne' });
  await sessions.end(await sessions.begin(ANN));
  expect(await listAgents(store)).toEqual([ANN, BEN]);
});

test('Colleagues are forgotten some time after their last sign-in', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const store = openMemoryStore();
  const sessions = new Sessions(store);
  await sessions.begin(ANN);
  await sessions.begin(BEN);
  vi.setSystemTime(Date.now() + (KNOWN_DAYS - 1) * DAY_MS);
  await sessions.begin(BEN);
  expect(await listAgents(store)).toEqual([ANN, BEN]);
  vi.setSystemTime(Date.now() + 2 * DAY_MS);
  expect(await listAgents(store)).toEqual([BEN]);
});

test('A row that another release wrote names nobody', async () => {
  const store = openMemoryStore();
  await store.commit([
    { key: 'agent/x', expected: null, value: { who: 'Eve' }, expiresAt: Date.now() + DAY_MS },
  ]);
  await new Sessions(store).begin(ANN);
  expect(await listAgents(store)).toEqual([ANN]);
});
