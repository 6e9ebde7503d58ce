import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { ListWatch } from '../../../../src/helpdesk/pages/inbox/list-watch.ts';
import { openMemoryStore } from '../../../../src/store/memory.ts';
import { Tickets } from '../../../../src/tickets/tickets.ts';
import { ANN, aTicket, keep } from '../support.ts';

const A_WHILE_MS = 10_000;

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** Opens a store that two processes share; one watches the other. */
function watch() {
  const store = openMemoryStore();
  const open = () => new Tickets({ store, retentionMs: 3_600_000, changed: () => {} });
  const errors: unknown[] = [];
  const heard: string[] = [];
  const ours = open();
  const watching = new ListWatch(ours, (number) => heard.push(number), {
    info() {},
    warn() {},
    error: (fields: unknown) => void errors.push(fields),
  });
  watching.start();
  onTestFinished(() => watching.stop());
  const pass = () => vi.advanceTimersByTimeAsync(A_WHILE_MS);
  return { store, ours, others: open(), heard, errors, watching, pass };
}

test('The watch reports once what another process changes, adds or deletes', async () => {
  const { store, others, heard, pass } = watch();
  const [one, two] = [aTicket(), aTicket()];
  await keep(store, one);
  await pass();
  expect(heard).toEqual([one.number]);
  await keep(store, two);
  await pass();
  await others.claim(one.number, ANN);
  await pass();
  expect(heard).toEqual([one.number, two.number, one.number]);
  const row = await store.get(`inbox/${two.number}`);
  await store.commit([
    { key: `inbox/${two.number}`, expected: row?.version ?? null, value: undefined, expiresAt: 0 },
  ]);
  await pass();
  expect(heard.at(-1)).toBe(two.number);
  const { length } = heard;
  await pass();
  expect(heard).toHaveLength(length);
});

test('The watch logs a database that fails for a while, and reports later what happened meanwhile', async () => {
  const { store, others, heard, errors, ours, pass } = watch();
  const ticket = aTicket();
  await keep(store, ticket);
  await pass();
  const list = vi.spyOn(ours, 'list').mockRejectedValue(new Error('the database is away'));
  await others.claim(ticket.number, ANN);
  await pass();
  expect(errors.length).toBeGreaterThan(0);
  list.mockRestore();
  await pass();
  expect(heard).toEqual([ticket.number, ticket.number]);
});

test('The watch reads nothing while nobody listens', async () => {
  const { ours, watching, pass } = watch();
  await pass();
  watching.stop();
  const list = vi.spyOn(ours, 'list');
  await pass();
  expect(list).not.toHaveBeenCalled();
});
