import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const current = new AsyncLocalStorage<string | undefined>();

/** Returns the id that everything has which one request brought about: its log, its turn, its ticket and its mail. */
export function correlationId(): string | undefined {
  return current.getStore();
}

/** Runs something under a correlation id, a new one if there is none yet, which also holds for what it begins. */
export function correlated<Result>(id: string | undefined, run: () => Result): Result {
  return current.run(id ?? randomUUID(), run);
}

/** Returns a function that runs under the present id, even where the work of another request calls it, as a queue does. */
export function inThisCorrelation<Result>(run: () => Result): () => Result {
  const id = correlationId();
  return () => current.run(id, run);
}
