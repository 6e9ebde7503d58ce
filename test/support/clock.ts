import { vi } from 'vitest';

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
