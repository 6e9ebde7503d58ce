import { closeSync, fdatasync, openSync, statSync } from 'node:fs';
import { StoreError } from '../store-error.ts';

/** The file that SQLite writes to first; as long as a database is open nobody may remove it either. */
const WRITE_AHEAD_LOG = '-wal';

/**
 * The files of an open SQLite database. The system keeps a deleted or replaced file alive for the process that has it open, so
 * that everything seems to be well until the process ends and all is lost.
 */
export class SqliteFiles {
  readonly #opened: { path: string; identity: string | undefined }[];
  /**
   * The log, opened once for each wait at the same time: the system tells of an error only once for each. Closing it ends no lock,
   * since SQLite takes none on this file.
   */
  readonly #logs: number[];

  /** Remembers which files are at the path; the database has to be open. */
  constructor(path: string, syncsAtOnce: number) {
    this.#opened = [path, path + WRITE_AHEAD_LOG].map((each) => ({ path: each, identity: identityOf(each) }));
    this.#logs = Array.from({ length: syncsAtOnce }, () => openSync(path + WRITE_AHEAD_LOG, 'r+'));
  }

  /** @throws StoreError where one of the files was deleted or replaced. */
  check(): void {
    if (this.#opened.some(({ path, identity }) => identityOf(path) !== identity))
      throw new StoreError('missing', 'FILE_GONE', {
        says: 'the file of the database was deleted or replaced while the assistant runs',
      });
  }

  /**
   * Waits until everything that was committed before is on disk, as often at once as was said. The disk takes longer than all the rest
   * of a turn, so another thread waits for it; SQLite itself would stop the whole process.
   */
  async sync(): Promise<void> {
    const log = this.#logs.pop();
    if (log === undefined) throw new Error('too many wait for the disk');
    try {
      await new Promise<void>((done, failed) => fdatasync(log, (error) => (error ? failed(error) : done())));
    } catch {
      throw new StoreError('unknown', 'SYNC');
    } finally {
      this.#logs.push(log);
    }
  }

  close(): void {
    for (const log of this.#logs) closeSync(log);
  }
}

function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}/${found.ino}`;
}
