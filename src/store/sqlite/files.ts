import { closeSync, fdatasync, openSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { StoreError } from '../store-error.ts';

/** The file that SQLite writes to first; as long as a database is open nobody may remove it either. */
const WRITE_AHEAD_LOG = '-wal';

/**
 * The files of an open SQLite database. The system keeps a deleted or replaced file alive for the process that has it open, so
 * that everything seems to be well until the process ends and all is lost.
 */
export class SqliteFiles {
  readonly #opened: { path: string; identity: string | undefined }[];
  /** Closing it ends no lock: SQLite takes none on this file. */
  readonly #log: number;

  /** Remembers which files are at the path; the database has to be open. */
  constructor(path: string) {
    this.#opened = [path, path + WRITE_AHEAD_LOG].map((each) => ({ path: each, identity: identityOf(each) }));
    this.#log = openSync(path + WRITE_AHEAD_LOG, 'r+');
  }

  /** @throws StoreError where one of the files was deleted or replaced. */
  check(): void {
    if (this.#opened.some(({ path, identity }) => identityOf(path) !== identity))
      throw new StoreError('missing', 'FILE_GONE', {
        says: 'the file of the database was deleted or replaced while the assistant runs',
      });
  }

  /**
   * Waits until everything that was committed is on disk. The disk takes longer than all the rest of a turn, so another thread waits
   * for it; SQLite itself would stop the whole process.
   */
  async sync(): Promise<void> {
    try {
      await promisify(fdatasync)(this.#log);
    } catch {
      throw new StoreError('unknown', 'SYNC');
    }
  }

  close(): void {
    closeSync(this.#log);
  }
}

function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}/${found.ino}`;
}
