import { openMemoryStore } from '../../src/store/memory.ts';
import type { Entry, Store, Write } from '../../src/store/store.ts';

/** An intervention around a commit; the commit throws its error. */
type Step = (writes: readonly Write[]) => Promise<void> | void;

/** A store in memory that records commits, and lets a test intervene around the next commit of a turn. */
export class WatchedStore implements Store {
  readonly isShared = false;
  readonly #inner = openMemoryStore();
  /** The commits of turns, the newest last. */
  readonly turns: (readonly Write[])[] = [];
  #before: Step | undefined;
  #after: Step | undefined;

  /** Runs once, before the next commit of a turn. */
  beforeTurnIsKept(step: Step): void {
    this.#before = step;
  }

  /** Runs once, after the next commit of a turn and before it returns. */
  onceTurnIsKept(step: Step): void {
    this.#after = step;
  }

  async commit(writes: readonly Write[]): Promise<boolean> {
    if (!writes.some(({ key }) => key.startsWith('talk/'))) return this.#inner.commit(writes);
    const before = this.#before;
    this.#before = undefined;
    await before?.(writes);
    const isMade = await this.#inner.commit(writes);
    if (!isMade) return false;
    this.turns.push(writes);
    const after = this.#after;
    this.#after = undefined;
    await after?.(writes);
    return true;
  }

  get(key: string): Promise<Entry | undefined> {
    return this.#inner.get(key);
  }

  versions(prefix: string): Promise<Map<string, number>> {
    return this.#inner.versions(prefix);
  }

  list(prefix: string, after?: string, limit?: number): Promise<Entry[]> {
    return this.#inner.list(prefix, after, limit);
  }

  purge(): Promise<number> {
    return this.#inner.purge();
  }

  scrub(): Promise<void> {
    return this.#inner.scrub();
  }

  probe(): Promise<void> {
    return this.#inner.probe();
  }

  tell(text: string): Promise<void> {
    return this.#inner.tell(text);
  }

  hear(heard: (text: string) => void): () => void {
    return this.#inner.hear(heard);
  }

  watch(...watched: Parameters<Store['watch']>): () => void {
    return this.#inner.watch(...watched);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}
