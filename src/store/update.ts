import { setTimeout } from 'node:timers/promises';
import type { Entry, Store, Write } from './store.ts';

/** One of several writers wins each time; a writer that loses this often has another problem. */
const ATTEMPTS = 10;
/** A writer that lost pauses for a random moment, longer each time, so that two do not meet again and again. */
const PAUSE_MS = 5;

/** A change that is ready to be written, with what the caller gets once it is; without writes there is nothing to change. */
export interface Update<Result> {
  writes: readonly Write[];
  result: Result;
}

/**
 * Makes a change as a whole though others write at the same time: `prepare` reads the store and says what to write, and
 * does so again each time somebody else was faster.
 * @throws Error that names `what` where that never ends.
 */
export async function update<Result>(
  store: Store,
  what: string,
  prepare: () => Promise<Update<Result>>,
): Promise<Result> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { writes, result } = await prepare();
    if (writes.length === 0 || (await store.commit(writes))) return result;
    await setTimeout(Math.random() * PAUSE_MS * attempt);
  }
  throw new Error(`${what} lost ${ATTEMPTS} races`);
}

/** Deletes what was read; false where somebody else has changed or deleted it since. */
export function remove(store: Store, entry: Entry): Promise<boolean> {
  return store.commit([deletionOf(entry)]);
}

/** Returns the write that deletes an entry as it was read. */
export function deletionOf({ key, version }: Entry): Write {
  return { key, expected: version, value: undefined, expiresAt: 0 };
}
