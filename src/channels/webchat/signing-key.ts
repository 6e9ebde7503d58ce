import { randomBytes, webcrypto } from 'node:crypto';
import { z } from 'zod';
import { once } from '../../lib/once.ts';
import { WEBCHAT_SIGNING_KEY } from '../../store/keys.ts';
import { NEVER, type Store } from '../../store/store.ts';
import { update } from '../../store/update.ts';

const MIN_CHARACTERS = 32;

/**
 * Returns the key that signs the web chat's tokens: from the setting, or else created once in the store, so that tokens
 * outlive a restart and all processes on one store agree.
 */
export function signingKey(store: Store, setting?: string): () => Promise<webcrypto.CryptoKey> {
  if (setting !== undefined && setting.length < MIN_CHARACTERS) {
    throw new Error(`The web chat's signing key must have at least ${MIN_CHARACTERS} characters`);
  }
  return once(async () => importKey(setting ?? (await storedSecret(store))));
}

function storedSecret(store: Store): Promise<string> {
  const key = WEBCHAT_SIGNING_KEY;
  return update(store, 'making the signing key of the web chat', async () => {
    const kept = await store.get(key);
    if (kept) return { writes: [], result: z.string().min(MIN_CHARACTERS).parse(kept.value) };
    const secret = randomBytes(32).toString('base64url');
    return { writes: [{ key, expected: null, value: secret, expiresAt: NEVER }], result: secret };
  });
}

function importKey(secret: string): Promise<webcrypto.CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  return webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);
}
