import { webcrypto } from 'node:crypto';
import { once } from '../../lib/once.ts';
import { WEBCHAT_SIGNING_KEY } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { MIN_CHARACTERS, storedSecret } from '../../store/stored-secret.ts';

/** Returns the key that signs the web chat's tokens: from the setting, or else the one that the store keeps. */
export function signingKey(store: Store, setting?: string): () => Promise<webcrypto.CryptoKey> {
  if (setting !== undefined && setting.length < MIN_CHARACTERS) {
    throw new Error(`The web chat's signing key must have at least ${MIN_CHARACTERS} characters`);
  }
  return once(async () => importKey(setting ?? (await storedSecret(store, WEBCHAT_SIGNING_KEY))));
}

function importKey(secret: string): Promise<webcrypto.CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  return webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);
}
