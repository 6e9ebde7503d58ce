import type { Store } from '../../store/store.ts';
import { hashOf, isSecret, newSecret } from '../secret.ts';

const KEYS = 'sign-in-key/';
const LIFE_MINUTES = 15;

/** The address below which people sign in. */
export const SIGN_IN = '/helpdesk/sign-in';

/** What the pages say of a link's life. */
export const LINK_MINUTES = String(LIFE_MINUTES);

/** Makes a link that signs somebody in once, soon; `url` is where the assistant is opened. */
export async function oneTimeLink(store: Store, url: string): Promise<string> {
  const secret = newSecret();
  const expiresAt = Date.now() + LIFE_MINUTES * 60 * 1000;
  await store.commit([{ key: KEYS + hashOf(secret), expected: null, value: {}, expiresAt }]);
  const link = new URL(SIGN_IN, url);
  link.searchParams.set('key', secret);
  return link.href;
}

/** Whether the key of a link would let somebody in now. */
export async function isLinkKey(store: Store, key: string): Promise<boolean> {
  return isSecret(key) && (await store.get(KEYS + hashOf(key))) !== undefined;
}

/** Uses the key of a link up; false where that was done before. Of two who try at once one is let in. */
export async function redeemLinkKey(store: Store, key: string): Promise<boolean> {
  const entry = isSecret(key) ? await store.get(KEYS + hashOf(key)) : undefined;
  if (!entry) return false;
  return store.commit([{ key: entry.key, expected: entry.version, value: undefined, expiresAt: 0 }]);
}
