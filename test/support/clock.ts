import { onTestFinished, vi } from 'vitest';

const HOUR_MS = 3_600_000;

/** Runs something by a clock that is an hour ahead. */
export async function anHourLater<Result>(run: () => Promise<Result>): Promise<Result> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOUR_MS });
  try {
    return await run();
  } finally {
    vi.useRealTimers();
  }
}

/** Moves the clock on, for the rest of the test; it goes on from there, and timers run as before. */
export function moveClockOn(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms, shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
}
