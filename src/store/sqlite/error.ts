import { z } from 'zod';
import { StoreError, type StoreErrorKind } from '../store-error.ts';

const sqliteErrorSchema = z.object({ code: z.string(), errcode: z.number().optional() });

/** The last byte of an extended result code is the primary code. */
const PRIMARY = 0xff;

const NAMES: Record<number, [name: string, kind: StoreErrorKind]> = {
  5: ['SQLITE_BUSY', 'locked'],
  6: ['SQLITE_LOCKED', 'locked'],
  8: ['SQLITE_READONLY', 'unknown'],
  10: ['SQLITE_IOERR', 'unknown'],
  11: ['SQLITE_CORRUPT', 'corrupt'],
  13: ['SQLITE_FULL', 'full'],
  14: ['SQLITE_CANTOPEN', 'missing'],
  26: ['SQLITE_NOTADB', 'corrupt'],
};
/** Extended codes that say more than their primary code. */
const EXTENDED: Record<number, [name: string, kind: StoreErrorKind]> = {
  522: ['SQLITE_IOERR_SHORT_READ', 'corrupt'],
  // A quota or a limit on the size of files; a disk without room is SQLITE_FULL.
  778: ['SQLITE_IOERR_WRITE', 'full'],
  4874: ['SQLITE_IOERR_SHMSIZE', 'full'],
  1032: ['SQLITE_READONLY_DBMOVED', 'missing'],
};

/** Returns the trouble behind an error of SQLite; undefined for any other error, which is a mistake of ours. */
export function sqliteError(error: unknown): StoreError | undefined {
  const parsed = sqliteErrorSchema.safeParse(error);
  if (!parsed.success) return undefined;
  const { code, errcode } = parsed.data;
  if (code === 'ERR_INVALID_STATE') return new StoreError('unreachable', 'CLOSED');
  if (errcode === undefined) return undefined;
  const [name, kind] = EXTENDED[errcode] ?? NAMES[errcode & PRIMARY] ?? ['SQLITE', 'unknown'];
  return new StoreError(kind, `${name} ${errcode}`);
}
