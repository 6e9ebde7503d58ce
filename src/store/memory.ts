import { prepareWrites } from './prepared.ts';
import { probe } from './probe.ts';
import type { Entry, Store } from './store.ts';

interface Row {
  text: string;
  version: number;
  expiresAt: number;
}

/** Opens a store for tests, which forgets everything with the process. */
export function openMemoryStore(): Store {
  const rows = new Map<string, Row>();
  let lastVersion = 0;

  const living = (key: string): Row | undefined => {
    const row = rows.get(key);
    return row && row.expiresAt > Date.now() ? row : undefined;
  };
  const entry = (key: string, row: Row): Entry => ({
    key,
    value: JSON.parse(row.text),
    version: row.version,
  });

  const store: Store = {
    isShared: false,
    async get(key) {
      const row = living(key);
      return row && entry(key, row);
    },
    async list(prefix, after = '', limit = Number.POSITIVE_INFINITY) {
      return [...rows.keys()]
        .filter((key) => key.startsWith(prefix) && byteOrder(key, after) > 0 && living(key))
        .sort(byteOrder)
        .slice(0, limit)
        .flatMap((key) => {
          const row = living(key);
          return row ? [entry(key, row)] : [];
        });
    },
    async versions(prefix) {
      return new Map((await store.list(prefix)).map(({ key, version }) => [key, version]));
    },
    async commit(writes) {
      const prepared = prepareWrites(writes);
      if (prepared.some(({ key, expected }) => (living(key)?.version ?? null) !== expected)) return false;
      for (const { key, text, expiresAt } of prepared) {
        if (text === undefined) rows.delete(key);
        else rows.set(key, { text, version: ++lastVersion, expiresAt });
      }
      return true;
    },
    async purge() {
      const expired = [...rows.keys()].filter((key) => !living(key));
      for (const key of expired) rows.delete(key);
      return expired.length;
    },
    async scrub() {},
    probe: () => probe(store),
    watch: () => () => {},
    async tell() {},
    hear: () => () => {},
    async close() {},
  };
  return store;
}

function byteOrder(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
