import { SIGN_IN_LINKS } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { remove } from '../../store/update.ts';
import { hashOf, isSecret, newSecret } from '../secret.ts';

const LIFE_MINUTES = 15;

/** The path of the sign-in. */
export const SIGN_IN = '/helpdesk/sign-in';

/** The lifetime of a link, as the pages show it. */
export const LINK_MINUTES = String(LIFE_MINUTES);

/** Makes a link that signs somebody in once within a few minutes; `url` is the assistant's own address. */
export async function oneTimeLink(store: Store, url: string): Promise<string> {
  const secret = newSecret();
  const expiresAt = Date.now() + LIFE_MINUTES * 60 * 1000;
  await store.commit([{ key: SIGN_IN_LINKS + hashOf(secret), expected: null, value: {}, expiresAt }]);
  const link = new URL(SIGN_IN, url);
  link.searchParams.set('key', secret);
  return link.href;
}

/** Checks whether the key of a link is valid now. */
export async function isLinkKey(store: Store, key: string): Promise<boolean> {
  return isSecret(key) && (await store.get(SIGN_IN_LINKS + hashOf(key))) !== undefined;
}

/** Redeems the key of a link. Returns false where it was redeemed before; of two attempts at once, one succeeds. */
export async function redeemLinkKey(store: Store, key: string): Promise<boolean> {
  const entry = isSecret(key) ? await store.get(SIGN_IN_LINKS + hashOf(key)) : undefined;
  return entry ? remove(store, entry) : false;
}
