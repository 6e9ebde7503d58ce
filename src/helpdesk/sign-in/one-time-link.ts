import { SIGN_IN_LINKS } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { remove } from '../../store/update.ts';
import { hashOf, isSecret, newSecret } from '../secret.ts';

const LIFE_MINUTES = 15;

/** The address below which people sign in. */
export const SIGN_IN = '/helpdesk/sign-in';

/** What the pages say of a link's life. */
export const LINK_MINUTES = String(LIFE_MINUTES);

/** Makes a link that signs somebody in once, soon; `url` is where the assistant is opened. */
export async function oneTimeLink(store: Store, url: string): Promise<string> {
  const secret = newSecret();
  const expiresAt = Date.now() + LIFE_MINUTES * 60 * 1000;
  await store.commit([{ key: SIGN_IN_LINKS + hashOf(secret), expected: null, value: {}, expiresAt }]);
  const link = new URL(SIGN_IN, url);
  link.searchParams.set('key', secret);
  return link.href;
}

/** Whether the key of a link would let somebody in now. */
export async function isGood(store: Store, key: string): Promise<boolean> {
  return isSecret(key) && (await store.get(SIGN_IN_LINKS + hashOf(key))) !== undefined;
}

/** Uses the key of a link up; false where that was done before. Of two who try at once one is let in. */
export async function useUp(store: Store, key: string): Promise<boolean> {
  const entry = isSecret(key) ? await store.get(SIGN_IN_LINKS + hashOf(key)) : undefined;
  return entry ? remove(store, entry) : false;
}
