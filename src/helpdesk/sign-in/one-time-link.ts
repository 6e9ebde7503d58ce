import type { Store } from '../../store/store.ts';
import { hashOf, isSecret, newSecret } from '../secret.ts';

const KEYS = 'sign-in-key/';
const LIFE_MINUTES = 15;

/** The path of the sign-in. */
export const SIGN_IN = '/helpdesk/sign-in';

/** The lifetime of a link, as the pages show it. */
export const LINK_MINUTES = String(LIFE_MINUTES);

/** Makes a link that signs somebody in once within a few minutes; `url` is the assistant's own address. */
export async function oneTimeLink(store: Store, url: string): Promise<string> {
  const secret = newSecret();
  const expiresAt = Date.now() + LIFE_MINUTES * 60 * 1000;
  await store.commit([{ key: KEYS + hashOf(secret), expected: null, value: {}, expiresAt }]);
  const link = new URL(SIGN_IN, url);
  link.searchParams.set('key', secret);
  return link.href;
}

/** Checks whether the key of a link is valid now. */
export async function isLinkKey(store: Store, key: string): Promise<boolean> {
  return isSecret(key) && (await store.get(KEYS + hashOf(key))) !== undefined;
}

/** Redeems the key of a link. Returns false where it was redeemed before; of two attempts at once, one succeeds. */
export async function redeemLinkKey(store: Store, key: string): Promise<boolean> {
  const entry = isSecret(key) ? await store.get(KEYS + hashOf(key)) : undefined;
  if (!entry) return false;
  return store.commit([{ key: entry.key, expected: entry.version, value: undefined, expiresAt: 0 }]);
}
