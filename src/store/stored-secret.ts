import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { NEVER, type Store } from './store.ts';
import { update } from './update.ts';

/** The characters of a secret at least, in the store or in a setting. */
export const MIN_CHARACTERS = 32;

/**
 * Returns the secret that the store keeps under a key, and makes it the first time, so that it outlives a restart and all
 * processes on one store agree.
 */
export function storedSecret(store: Store, key: string): Promise<string> {
  return update(store, `making the secret ${key}`, async () => {
    const kept = await store.get(key);
    if (kept) return { writes: [], result: z.string().min(MIN_CHARACTERS).parse(kept.value) };
    const secret = randomBytes(32).toString('base64url');
    return { writes: [{ key, expected: null, value: secret, expiresAt: NEVER }], result: secret };
  });
}
