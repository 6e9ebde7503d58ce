import type { Write } from './store.ts';

/** A write as it goes to the disk: its value as JSON text, or undefined to delete. */
export interface PreparedWrite {
  key: string;
  expected: number | null;
  text: string | undefined;
  expiresAt: number;
  isDeflated: boolean;
}

/**
 * Turns values into text at once, so that what the caller changes afterwards is not stored; refuses two writes to one
 * key, because their order would decide what they mean.
 */
export function prepareWrites(writes: readonly Write[]): PreparedWrite[] {
  const keys = new Set(writes.map((write) => write.key));
  if (keys.size !== writes.length) throw new Error('One commit may write each key only once');
  return writes.map(({ key, expected, value, expiresAt, isDeflated = false }) => ({
    key,
    expected,
    text: value === undefined ? undefined : JSON.stringify(value),
    // A retention of 1.1 days ends between two milliseconds, which the columns do not take.
    expiresAt: Math.round(expiresAt),
    isDeflated,
  }));
}
