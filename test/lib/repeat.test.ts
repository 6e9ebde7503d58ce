import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLog } from '../../src/lib/log.ts';
import { repeat } from '../../src/lib/repeat.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const log = openLog('silent');

test('A repetition never runs twice at once, and ends when it is stopped', async () => {
  const ends: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  const run = (stopped: AbortSignal) => {
    signals.push(stopped);
    return new Promise<void>((end) => ends.push(end));
  };
  const repeated = repeat(1000, 'it', run, log);
  await vi.advanceTimersByTimeAsync(3500);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(ends).toHaveLength(2);

  let isStopped = false;
  const stopped = repeated.stop().then(() => {
    isStopped = true;
  });
  await vi.advanceTimersByTimeAsync(5000);
  expect(isStopped).toBe(false);
  expect(signals[1]?.aborted).toBe(true);
  ends[1]?.();
  await stopped;
  await vi.advanceTimersByTimeAsync(5000);
  expect(ends).toHaveLength(2);
});

test('A repetition logs a failure and goes on', async () => {
  const run = vi.fn().mockRejectedValue(new Error('no'));
  const logged = vi.spyOn(log, 'error');
  const repeated = repeat(1000, 'it', run, log);
  await vi.advanceTimersByTimeAsync(2500);
  expect(run).toHaveBeenCalledTimes(2);
  expect(logged).toHaveBeenCalledWith(expect.anything(), 'it failed');
  await repeated.stop();
});

test('A repetition runs at once when it is asked to, and not a second time beside itself', async () => {
  let end: () => void = () => undefined;
  const run = vi.fn(() => new Promise<void>((ended) => (end = ended)));
  const repeated = repeat(1000, 'it', run, log);
  repeated.runNow();
  repeated.runNow();
  await vi.advanceTimersByTimeAsync(1500);
  expect(run).toHaveBeenCalledTimes(1);
  end();
  await vi.advanceTimersByTimeAsync(1000);
  expect(run).toHaveBeenCalledTimes(2);
  end();
  await repeated.stop();
});
