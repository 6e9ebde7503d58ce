import { randomBytes, webcrypto } from 'node:crypto';
import { z } from 'zod';
import { NEVER, type Store } from '../../store/store.ts';

const STORE_KEY = 'webchat/signing-key';
const MIN_CHARACTERS = 32;

/**
 * Gives the key that signs the web chat's tokens: from the setting, or else made once and kept in the store, so that
 * tokens outlive a restart and all processes on one store agree.
 */
export function signingKey(store: Store, setting?: string): () => Promise<webcrypto.CryptoKey> {
  if (setting !== undefined && setting.length < MIN_CHARACTERS) {
    throw new Error(`The web chat's signing key must have at least ${MIN_CHARACTERS} characters`);
  }
  let key: Promise<webcrypto.CryptoKey> | undefined;
  return () => {
    key ??= (setting === undefined ? storedSecret(store) : Promise.resolve(setting))
      .then(importKey)
      .catch((error: unknown) => {
        key = undefined;
        throw error;
      });
    return key;
  };
}

async function storedSecret(store: Store): Promise<string> {
  const kept = await store.get(STORE_KEY);
  if (kept) return z.string().min(MIN_CHARACTERS).parse(kept.value);
  const secret = randomBytes(32).toString('base64url');
  const first = await store.commit([{ key: STORE_KEY, expected: null, value: secret, expiresAt: NEVER }]);
  return first ? secret : storedSecret(store);
}

function importKey(secret: string): Promise<webcrypto.CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  return webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);
}
