import { statSync } from 'node:fs';
import { StoreError } from '../store-error.ts';

/** The file that SQLite writes to first; as long as a database is open nobody may remove it either. */
const WRITE_AHEAD_LOG = '-wal';

/**
 * The files of an open SQLite database. The system keeps a deleted or replaced file alive for the process that has it open, so
 * that everything seems to be well until the process ends and all is lost.
 */
export class SqliteFiles {
  readonly #opened: { path: string; identity: string | undefined }[];

  /** Remembers which files are at the path; the database has to be open. */
  constructor(path: string) {
    this.#opened = [path, path + WRITE_AHEAD_LOG].map((each) => ({ path: each, identity: identityOf(each) }));
  }

  /** @throws StoreError where one of the files was deleted or replaced. */
  check(): void {
    if (this.#opened.some(({ path, identity }) => identityOf(path) !== identity))
      throw new StoreError('missing', 'FILE_GONE', {
        says: 'the file of the database was deleted or replaced while the assistant runs',
      });
  }
}

function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}/${found.ino}`;
}
