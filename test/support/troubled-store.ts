import { openMemoryStore } from '../../src/store/memory.ts';
import type { Store } from '../../src/store/store.ts';
import { StoreError, type StoreErrorKind } from '../../src/store/store-error.ts';

/** A store in memory whose every call fails while it has a trouble. */
export class TroubledStore implements Store {
  readonly isShared = false;
  readonly #inner = openMemoryStore();
  trouble: StoreErrorKind | undefined;

  get: Store['get'] = (key) => this.#unlessTroubled(() => this.#inner.get(key));
  versions: Store['versions'] = (prefix) => this.#unlessTroubled(() => this.#inner.versions(prefix));
  list: Store['list'] = (...where) => this.#unlessTroubled(() => this.#inner.list(...where));
  commit: Store['commit'] = (writes) => this.#unlessTroubled(() => this.#inner.commit(writes));
  purge: Store['purge'] = () => this.#unlessTroubled(() => this.#inner.purge());
  scrub: Store['scrub'] = () => this.#unlessTroubled(() => this.#inner.scrub());
  probe: Store['probe'] = () => this.#unlessTroubled(() => this.#inner.probe());
  watch: Store['watch'] = (...watched) => this.#inner.watch(...watched);
  tell: Store['tell'] = (text) => this.#inner.tell(text);
  hear: Store['hear'] = (heard) => this.#inner.hear(heard);
  close: Store['close'] = () => this.#inner.close();

  async #unlessTroubled<Result>(run: () => Promise<Result>): Promise<Result> {
    if (this.trouble) throw new StoreError(this.trouble, 'SQLITE_TEST 1');
    return run();
  }
}
