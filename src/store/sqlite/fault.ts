import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { sqliteError } from './error.ts';

const rowSchema = z.object({ quick_check: z.string() });

/** Reads a database to its end; returns the code of the first fault, undefined where there is none. */
export function findFault(path: string): string | undefined {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const { quick_check } = rowSchema.parse(database.prepare('PRAGMA quick_check(1)').get());
    return quick_check === 'ok' ? undefined : 'SQLITE_CORRUPT';
  } catch (thrown) {
    const error = sqliteError(thrown);
    if (error?.code.startsWith('SQLITE_CORRUPT')) return error.code;
    throw thrown;
  } finally {
    database.close();
  }
}
