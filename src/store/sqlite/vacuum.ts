import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { StoreError } from '../store-error.ts';
import { whileLocked } from './patience.ts';

/** Pages that are given back in one go: a few milliseconds. */
const PAGES_AT_ONCE = 100;
const INCREMENTAL = 2;
const autoVacuumRow = z.object({ auto_vacuum: z.number() });
const freePagesRow = z.object({ freelist_count: z.number() });
const checkpointRow = z.object({ busy: z.number() });
const sizeRow = z.object({ bytes: z.number() });

/**
 * Takes what was deleted or overwritten out of the files: the write-ahead log, which has every page as it once was, is
 * written back and cut to nothing.
 * @throws StoreError where somebody reads from it all the time
 */
export async function cutWriteAheadLog(database: DatabaseSync): Promise<void> {
  const checkpoint = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)');
  await whileLocked(() => {
    if (checkpointRow.parse(checkpoint.get()).busy) throw new StoreError('locked', 'CHECKPOINT');
  });
}

/** Makes the file smaller by the pages that hold nothing any more, a few at a time. */
export async function giveBackFreePages(database: DatabaseSync, stopped?: AbortSignal): Promise<void> {
  const freePages = database.prepare('PRAGMA freelist_count');
  const countFree = () => freePagesRow.parse(freePages.get()).freelist_count;
  let before = Number.POSITIVE_INFINITY;
  for (let left = countFree(); left > 0 && left < before && !stopped?.aborted; left = countFree()) {
    before = left;
    await whileLocked(() => database.exec(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`));
    await setImmediate();
  }
}

/**
 * Rewrites a database that an earlier release made, once: it may hold deleted words, and cannot give back pages. A large one
 * is left as it is, since nobody could use it for a minute, and so is one that has no room or no time for it now.
 * @returns false where it was left
 */
export async function rewriteOnce(database: DatabaseSync, upToBytes: number): Promise<boolean> {
  const { auto_vacuum } = autoVacuumRow.parse(database.prepare('PRAGMA auto_vacuum').get());
  if (auto_vacuum === INCREMENTAL) return true;
  const size = database.prepare(
    'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
  );
  if (sizeRow.parse(size.get()).bytes > upToBytes) return false;
  try {
    await whileLocked(() => database.exec('PRAGMA auto_vacuum = INCREMENTAL; VACUUM'));
    await cutWriteAheadLog(database);
    return true;
  } catch (error) {
    if (error instanceof StoreError && (error.kind === 'full' || error.kind === 'locked')) return false;
    throw error;
  }
}
