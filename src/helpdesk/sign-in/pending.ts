import { z } from 'zod';
import { PENDING_SIGN_INS } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { remove } from '../../store/update.ts';
import { hashOf, isSame } from '../secret.ts';

/** The time that somebody may take at the issuer. */
export const PENDING_MS = 10 * 60 * 1000;

const pendingSchema = z.object({
  /** The hash of the secret in the browser's cookie. */
  browser: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The page that was asked for. */
  to: z.string(),
});
type Pending = z.infer<typeof pendingSchema>;

/** The sign-ins that have not come back from the issuer, by their state. */
export class PendingSignIns {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Stores a sign-in, to compare with it what comes back. */
  async begin(state: string, browser: string, pending: Omit<Pending, 'browser'>): Promise<void> {
    const value: Pending = { ...pending, browser: hashOf(browser) };
    const expiresAt = Date.now() + PENDING_MS;
    await this.#store.commit([{ key: PENDING_SIGN_INS + hashOf(state), expected: null, value, expiresAt }]);
  }

  /**
   * Takes a sign-in out, once. Returns undefined where it has expired, came back before, or comes from another browser: no link can
   * make somebody sign in as somebody else.
   */
  async take(state: string, browser: string | undefined): Promise<Pending | undefined> {
    const entry = await this.#store.get(PENDING_SIGN_INS + hashOf(state));
    if (!entry || browser === undefined) return undefined;
    const pending = pendingSchema.parse(entry.value);
    if (!isSame(pending.browser, hashOf(browser))) return undefined;
    return (await remove(this.#store, entry)) ? pending : undefined;
  }
}
