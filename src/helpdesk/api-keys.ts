import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { HttpError } from '../http/http-error.ts';
import { API_KEYS } from '../store/keys.ts';
import { NEVER, type Store } from '../store/store.ts';
import { remove } from '../store/update.ts';
import { hashOf, isSame, newSecret } from './secret.ts';

/** The prefix lets people and secret scanners recognise a key. */
const FORM = /^Bearer hk_([0-9a-f]{12})_([\w-]{43})$/i;

const keySchema = z.object({ name: z.string(), hash: z.string(), madeAt: z.iso.datetime() });

/** A key without its secret. */
export interface ApiKey {
  id: string;
  /** The purpose, in the words of the person who made the key. */
  name: string;
  madeAt: string;
}

/** The keys with which other programs call the helpdesk's API; the store knows only their hashes. */
export class ApiKeys {
  readonly #store: Store;
  /** The hashes of the keys that were accepted, by their ids. */
  readonly #accepted = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Makes a key and returns it; it can never be read again. */
  async make(name: string): Promise<string> {
    const [id, secret] = [randomBytes(6).toString('hex'), newSecret()];
    const value = { name, hash: hashOf(secret), madeAt: new Date().toISOString() };
    const isNew = await this.#store.commit([{ key: API_KEYS + id, expected: null, value, expiresAt: NEVER }]);
    return isNew ? `hk_${id}_${secret}` : this.make(name);
  }

  /** Lists the valid keys, the oldest first. */
  async list(): Promise<ApiKey[]> {
    const entries = await this.#store.list(API_KEYS);
    return entries
      .map(({ key, value }) => {
        const { name, madeAt } = keySchema.parse(value);
        return { id: key.slice(API_KEYS.length), name, madeAt };
      })
      .sort((one, other) => one.madeAt.localeCompare(other.madeAt));
  }

  /** Revokes a key from this moment on. Returns false where there is none with that id. */
  async revoke(id: string): Promise<boolean> {
    const entry = await this.#store.get(API_KEYS + id);
    return entry ? remove(this.#store, entry) : false;
  }

  /** Returns the key that an Authorization header holds. @throws HttpError 401 for any other header; it never says what is wrong with the key. */
  async check(authorization: string | undefined): Promise<Pick<ApiKey, 'id' | 'name'>> {
    const [, id = '', secret = ''] = FORM.exec(authorization ?? '') ?? [];
    const entry = id === '' ? undefined : await this.#store.get(API_KEYS + id);
    if (entry) {
      const { name, hash } = keySchema.parse(entry.value);
      if (isSame(hashOf(secret), hash)) {
        this.#accepted.set(id, hash);
        return { id, name };
      }
    }
    this.#accepted.delete(id);
    throw new HttpError(
      401,
      'NoKey',
      'Send a key in the header Authorization, as "Bearer hk_…". The person who runs the assistant makes one with: npm run helpdesk:keys -- make "what it is for"',
    );
  }

  /** Checks whether a header holds a key that this process has accepted before: the store may not be there to be asked. */
  hasAccepted(authorization: string | undefined): boolean {
    const [, id = '', secret = ''] = FORM.exec(authorization ?? '') ?? [];
    const hash = this.#accepted.get(id);
    return hash !== undefined && isSame(hashOf(secret), hash);
  }
}
