import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { countOfFirstAnswer, minutesWithin } from '../../src/analytics/answer-time.ts';
import { Counts } from '../../src/analytics/counts.ts';
import { weekOf, weeksUpTo } from '../../src/analytics/week.ts';
import { openLog } from '../../src/lib/log.ts';
import { COUNTS } from '../../src/store/keys.ts';
import { openMemoryStore } from '../../src/store/memory.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';

const AUTUMN = new Date('2026-11-25T10:00:00Z');
const done = { what: 'step-done', of: 'a/b' } as const;

function open(store: Store = openMemoryStore()): Counts {
  const counts = new Counts(store, openLog('silent'));
  onTestFinished(() => counts.close());
  return counts;
}

describe('A week', () => {
  test.each([
    ['2026-11-25T10:00:00Z', '2026-W48'],
    ['2026-11-29T23:59:59Z', '2026-W48'],
    ['2026-11-30T00:00:00Z', '2026-W49'],
    ['2027-01-01T12:00:00Z', '2026-W53'],
    ['2024-12-30T00:00:00Z', '2025-W01'],
  ])('of %s is named %s', (moment, week) => {
    expect(weekOf(new Date(moment))).toBe(week);
  });

  test('lists the weeks before it across the turn of the year', () => {
    expect(weeksUpTo(new Date('2027-01-06T00:00:00Z'), 3)).toEqual(['2026-W52', '2026-W53', '2027-W01']);
  });
});

describe('The counts', () => {
  test('add up by week, event and id', async () => {
    const counts = open();
    counts.add([done, done, { what: 'question-unknown', of: '' }], AUTUMN);
    counts.add([done], new Date('2026-12-02T10:00:00Z'));
    expect(await counts.read(['2026-W48', '2026-W49', '2026-W50'])).toEqual([
      { 'step-done': { 'a/b': 2 }, 'question-unknown': { '': 1 } },
      { 'step-done': { 'a/b': 1 } },
      {},
    ]);
  });

  test('reach the store only when they are written, in one row a week', async () => {
    const store = openMemoryStore();
    const commit = vi.spyOn(store, 'commit');
    const counts = open(store);
    for (let n = 0; n < 500; n++) counts.add([done], AUTUMN);
    expect(commit).not.toHaveBeenCalled();
    await counts.write();
    await counts.write();
    expect(commit).toHaveBeenCalledTimes(1);
    expect((await store.list('')).map(({ key }) => key)).toEqual([`${COUNTS}2026-W48`]);
  });

  test('write themselves every few seconds', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const store = openMemoryStore();
    open(store).add([done], new Date());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await store.list(COUNTS)).toHaveLength(1);
  });

  test('write the rest when they are closed', async () => {
    const store = openMemoryStore();
    const counts = open(store);
    counts.add([done], AUTUMN);
    await counts.close();
    expect(await open(store).read(['2026-W48'])).toEqual([{ 'step-done': { 'a/b': 1 } }]);
  });

  test('wait while the store is down, and write once it is back', async () => {
    const store = openMemoryStore();
    const counts = open(store);
    const down = vi.spyOn(store, 'commit').mockRejectedValue(new Error('down'));
    counts.add([done], AUTUMN);
    await counts.write();
    counts.add([done], AUTUMN);
    down.mockRestore();
    expect(await counts.read(['2026-W48'])).toEqual([{ 'step-done': { 'a/b': 2 } }]);
  });

  test('keep the events of a later version', async () => {
    const store = openMemoryStore();
    const value = { version: 1, counts: { 'something-new': { x: 7 }, 'step-done': { 'a/b': 1 } } };
    await store.commit([{ key: `${COUNTS}2026-W48`, expected: null, value, expiresAt: Date.now() + 1e6 }]);
    const counts = open(store);
    counts.add([done], AUTUMN);
    expect(await counts.read(['2026-W48'])).toEqual([
      { 'something-new': { x: 7 }, 'step-done': { 'a/b': 2 } },
    ]);
  });

  test('lose nothing where several share a store', async () => {
    const store = openMemoryStore();
    const all = Array.from({ length: 5 }, () => open(store));
    await Promise.all(
      all.map(async (counts) => {
        for (let n = 0; n < 40; n++) {
          counts.add([done], AUTUMN);
          await counts.write();
        }
      }),
    );
    expect(await open(store).read(['2026-W48'])).toEqual([{ 'step-done': { 'a/b': 200 } }]);
  });

  test('lose nothing where two processes share a database', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'counts-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'assistant.sqlite');
    await (await openSqliteStore(path)).close();
    const count = () =>
      promisify(execFile)(process.execPath, [
        fileURLToPath(new URL('./counter.ts', import.meta.url)),
        path,
        '150',
      ]);
    const [{ stdout: week }] = await Promise.all([count(), count()]);
    const store = await openSqliteStore(path);
    expect(await open(store).read([week])).toEqual([{ 'step-done': { 'a/b': 300 } }]);
    await store.close();
  });
});

describe('the time to the first answer', () => {
  test.each([
    [20, '0'],
    [37 * 60 + 10, '37'],
    [123 * 60, '120'],
    [4321 * 60, '4300'],
  ])('of %i seconds counts as %s minutes of its desk', (seconds, minutes) => {
    expect(countOfFirstAnswer('helpdesk', seconds * 1000)).toEqual({
      what: 'first-answer',
      of: `helpdesk/${minutes}`,
    });
  });

  test('has a median and a ninetieth percentile', () => {
    const times = { 'a/5': 4, 'a/60': 1, 'b/10': 4, 'b/1400': 1 };
    expect(minutesWithin(0.5, times)).toBe(10);
    expect(minutesWithin(0.9, times)).toBe(60);
    expect(minutesWithin(1, times)).toBe(1400);
    expect(minutesWithin(0.5, {})).toBeUndefined();
  });
});
