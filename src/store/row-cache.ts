import { setImmediate } from 'node:timers/promises';
import type { Entry, Store } from './store.ts';

/** Rows read at once, so that others are served meanwhile. */
const PAGE = 500;
/** From so many rows on, reading all of them takes less than reading each. */
const MANY = 100;

/** The rows under a prefix as they were read: of thousands, only those that have changed since are read again. */
export class RowCache<Row extends object | string> {
  readonly #store: Store;
  readonly #prefix: string;
  readonly #read: (entry: Entry) => Row;
  #versions: ReadonlyMap<string, number> = new Map();
  #rows: ReadonlyMap<string, Row> = new Map();

  constructor(store: Store, prefix: string, read: (entry: Entry) => Row) {
    this.#store = store;
    this.#prefix = prefix;
    this.#read = read;
  }

  /**
   * Returns all rows as the store has them now, by their keys; the same map as before where nothing has changed. It is shared and
   * must not be changed.
   */
  async rows(): Promise<ReadonlyMap<string, Row>> {
    const versions = await this.#store.versions(this.#prefix);
    const known = { versions: this.#versions, rows: this.#rows };
    const changed = [...versions.keys()].filter((key) => known.versions.get(key) !== versions.get(key));
    if (changed.length === 0 && versions.size === known.versions.size) return known.rows;
    const read = new Map<string, Entry>();
    for await (const entry of changed.length > MANY ? this.#all() : this.#each(changed))
      read.set(entry.key, entry);
    const nextVersions = new Map<string, number>();
    const nextRows = new Map<string, Row>();
    for (const key of versions.keys()) {
      const entry = read.get(key);
      const version = entry?.version ?? known.versions.get(key);
      const row =
        entry && known.versions.get(key) !== entry.version ? this.#read(entry) : known.rows.get(key);
      // A row may have been deleted while the others were read.
      if (version === undefined || row === undefined) continue;
      nextVersions.set(key, version);
      nextRows.set(key, row);
    }
    this.#versions = nextVersions;
    this.#rows = nextRows;
    return nextRows;
  }

  /** Forgets all rows where one of them is gone, so that nothing of it is left in memory. */
  forgetIfGone(isGone: (key: string) => boolean): void {
    if (![...this.#rows.keys()].some(isGone)) return;
    this.#versions = new Map();
    this.#rows = new Map();
  }

  async *#each(keys: readonly string[]): AsyncGenerator<Entry> {
    for (const entry of await Promise.all(keys.map((key) => this.#store.get(key)))) if (entry) yield entry;
  }

  async *#all(): AsyncGenerator<Entry> {
    let page = await this.#store.list(this.#prefix, '', PAGE);
    while (page.length > 0) {
      yield* page;
      await setImmediate();
      page = page.length < PAGE ? [] : await this.#store.list(this.#prefix, page.at(-1)?.key, PAGE);
    }
  }
}
