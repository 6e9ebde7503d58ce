import { setTimeout } from 'node:timers/promises';
import { StoreError } from '../store-error.ts';
import { sqliteError } from './error.ts';

/** Longer than another program needs for a change or for a backup of what is new. */
const PATIENCE_MS = 5_000;
/** The pauses between the attempts; later ones are as long as the last. */
const PAUSES_MS = [1, 2, 5, 10, 25, 50];

/**
 * Tries a call again as long as another process has the database locked. SQLite's own waiting would stop the whole process
 * meanwhile; here everybody else is served between two attempts.
 * @param since when the waiting began, by `performance.now()`
 * @throws StoreError
 */
export async function whileLocked<T>(call: () => T, since = performance.now()): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return call();
    } catch (thrown) {
      const error = thrown instanceof StoreError ? thrown : sqliteError(thrown);
      if (error?.kind !== 'locked' || performance.now() - since > PATIENCE_MS) throw error ?? thrown;
    }
    const pause = PAUSES_MS[attempt] ?? PAUSES_MS.at(-1) ?? 0;
    await setTimeout(pause * (1 + Math.random()));
  }
}
