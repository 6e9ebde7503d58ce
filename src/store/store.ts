/** One stored value with the version that the next write to its key must name. */
export interface Entry {
  key: string;
  value: unknown;
  version: number;
}

/**
 * One change to one key. `expected` is the version read before, or `null` where the key must not exist yet; `value` is
 * any JSON value, or `undefined` to delete; `expiresAt` is in milliseconds since 1970.
 */
export interface Write {
  key: string;
  expected: number | null;
  value: unknown;
  expiresAt: number;
  /** True where the value cannot be made any smaller, so that nobody tries to. */
  isDeflated?: boolean;
}

/** The expiry of an entry that stays until it is deleted. */
export const NEVER = 8.64e15;

/**
 * Keeps JSON values under keys, durably; every implementation passes the same contract suite. Every trouble of the
 * database is thrown as a StoreError.
 */
export interface Store {
  /** True where several processes may use the database at a time, so that some may be of an earlier version. */
  readonly isShared: boolean;
  /** Returns the entry under the key; undefined if there is none or it has expired. */
  get(key: string): Promise<Entry | undefined>;
  /**
   * Returns the entries that have not expired whose key begins with the prefix and sorts after `after`, in the order of
   * their keys: all of them, or the first `limit`.
   */
  list(prefix: string, after?: string, limit?: number): Promise<Entry[]>;
  /** Returns the versions of the entries that have not expired whose key begins with the prefix, by key and in the order of the keys. */
  versions(prefix: string): Promise<Map<string, number>>;
  /**
   * Makes all writes or none: false, and nothing changed, where any key's version is not the expected one.
   * The values are on disk when it answers true.
   */
  commit(writes: readonly Write[]): Promise<boolean>;
  /**
   * Deletes the entries that have expired, a few at a time so that others are served meanwhile, and returns their number.
   * It ends early once `stopped` is aborted.
   */
  purge(stopped?: AbortSignal): Promise<number>;
  /**
   * Takes what was deleted or overwritten before out of the files, as far as the database lets us: SQLite does so at once,
   * PostgreSQL by itself in its own time.
   */
  scrub(): Promise<void>;
  /**
   * Writes a row of its own, reads it back and deletes it, within two seconds.
   * @throws StoreError that says what is wrong, also where the database file was deleted or replaced under the process
   */
  probe(): Promise<void>;
  /**
   * Calls `changed` with the key that another process has written: the one that is watched, or each of the kind whose beginning is
   * watched. It does so as a rule at once and always within a second, and may do so more than once. A database that is made for one
   * process calls nobody. Returns the function that ends this.
   */
  watch(watched: string, changed: (key: string) => void): () => void;
  /**
   * Tells the other processes a text of up to 7,500 bytes that is not stored. Resolves once it is under way, also where it is lost,
   * as while a connection is cut or the text is longer. Somebody may read it in the logs of the database.
   */
  tell(text: string): Promise<void>;
  /** Calls `heard` with each text that another process tells. Returns the function that ends this. */
  hear(heard: (text: string) => void): () => void;
  close(): Promise<void>;
}

/** What a store needs to know besides its address to be opened. */
export interface OpenOptions {
  /** Called with what an operator should know and do, though the store is open. */
  warn?: ((says: string) => void) | undefined;
  /** How long the check of the whole database may take, in milliseconds. */
  checkWithinMs?: number;
  /** Up to which size a file that an earlier release made is rewritten, without the words that were deleted from it. */
  rewriteUpToBytes?: number;
}
