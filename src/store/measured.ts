import { UnavailableError } from '../lib/unavailable-error.ts';
import type { Store } from './store.ts';

/** What is told about each call of a store. */
interface StoreMeasures {
  took(operation: keyof Store, seconds: number): void;
  /** Called with the kind of trouble. */
  failed(kind: string): void;
}

/** Returns the same store, whose every call is timed and whose every trouble is counted. */
export function measuredStore(store: Store, { took, failed }: StoreMeasures): Store {
  const measure = async <Result>(operation: keyof Store, call: () => Promise<Result>): Promise<Result> => {
    const began = performance.now();
    try {
      return await call();
    } catch (error) {
      failed(error instanceof UnavailableError ? error.kind : 'unknown');
      throw error;
    } finally {
      took(operation, (performance.now() - began) / 1000);
    }
  };
  return {
    isShared: store.isShared,
    get: (key) => measure('get', () => store.get(key)),
    list: (...range) => measure('list', () => store.list(...range)),
    versions: (prefix) => measure('versions', () => store.versions(prefix)),
    commit: (writes) => measure('commit', () => store.commit(writes)),
    purge: (stopped) => measure('purge', () => store.purge(stopped)),
    scrub: () => measure('scrub', () => store.scrub()),
    probe: () => measure('probe', () => store.probe()),
    watch: (...watched) => store.watch(...watched),
    tell: (text) => store.tell(text),
    hear: (heard) => store.hear(heard),
    close: () => store.close(),
  };
}
