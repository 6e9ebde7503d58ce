import { randomBytes, randomUUID } from 'node:crypto';
import { PROBES } from './keys.ts';
import type { Store } from './store.ts';
import { StoreError } from './store-error.ts';
import { remove } from './update.ts';

/** Shorter than the patience of whatever asks whether the assistant is ready. */
const WITHIN_MS = 2_000;
/** A row that an interrupted probe leaves behind goes with the next purge. */
const LIVES_MS = 60_000;
/**
 * As much as a turn with a large card writes: near the end of the room, a small row still finds a place that a turn does not. It
 * is random, so that no compression makes it small.
 */
const FILLING = randomBytes(48 * 1024).toString('base64');

/** Writes a row of its own, as large as a turn's, reads it back and deletes it: a store that opens does not necessarily keep anything. */
export async function probe(store: Store, withinMs = WITHIN_MS): Promise<void> {
  const tooLate = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const says = `the database does not answer within ${withinMs / 1000} seconds`;
    tooLate.reject(new StoreError('unreachable', 'TIMEOUT', { says }));
  }, withinMs);
  await Promise.race([writeAndRead(store), tooLate.promise]).finally(() => clearTimeout(timer));
}

async function writeAndRead(store: Store): Promise<void> {
  const key = PROBES + randomUUID();
  const expiresAt = Date.now() + LIVES_MS;
  const value = key + FILLING;
  const isWritten = await store.commit([{ key, expected: null, value, expiresAt }]);
  const entry = await store.get(key);
  if (!isWritten || entry?.value !== value || !(await remove(store, entry)))
    throw new StoreError('unknown', 'NOT_KEPT', { says: 'the database does not keep what is written to it' });
}
