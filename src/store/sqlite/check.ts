import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StoreError } from '../store-error.ts';
import { findFault } from './fault.ts';

/** A database of this size is read in a fraction of a second. */
const SMALL_BYTES = 64 * 1024 * 1024;
const CHECKER = fileURLToPath(new URL('./check-process.ts', import.meta.url));

/** The exit code of the checking process that has found a fault. */
export const DAMAGED = 2;

/**
 * Reads a database to its end to see that no page is damaged: SQLite itself notices only when it happens to read one, long
 * after the last good backup. A large database is read in a process of its own, since nothing can end the reading in ours.
 * @returns false where the time was over before the end
 * @throws StoreError that says what to do about a damaged database
 */
export async function checkSqliteFile(
  path: string,
  withinMs: number,
  smallBytes = SMALL_BYTES,
): Promise<boolean> {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= smallBytes) {
    const fault = size > 0 && findFault(path);
    if (fault) throw damaged(path, fault);
    return true;
  }
  const child = spawn(process.execPath, [CHECKER, path], { stdio: 'ignore', timeout: withinMs });
  const [code] = await once(child, 'exit');
  if (code === DAMAGED) throw damaged(path, 'SQLITE_CORRUPT');
  return code === 0;
}

/** Says what to do about a damaged database file. */
export function fixForDamage(path: string): string {
  return (
    `Stop everything that has it open, put it aside together with ${path}-wal and ${path}-shm, and put the newest backup in its ` +
    'place; docs/deploying.md says under "Backups and updates" how to save what can still be read where there is none'
  );
}

function damaged(path: string, code: string): StoreError {
  return new StoreError('corrupt', code, {
    says: `DATABASE_URL: the database file ${path} is damaged (${code}). ${fixForDamage(path)}`,
  });
}
