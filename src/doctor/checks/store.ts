import { openStore } from '../../store/open.ts';
import { fixForDamage } from '../../store/sqlite/check.ts';
import { StoreError } from '../../store/store-error.ts';
import { type CheckResult, skippedForSettings } from '../check-result.ts';

const NAME = 'store';
const FILE = 'file:';
const TIMEOUT_MS = 15_000;
/** For reading a large database file to its end, at a gigabyte in some seconds. */
const FILE_TIMEOUT_MS = 10 * 60_000;

/** Writes a row of its own, reads it back and deletes it: a store that opens does not necessarily keep anything. */
export async function checkStore(databaseUrl: string | undefined): Promise<CheckResult> {
  if (databaseUrl === undefined) return skippedForSettings(NAME);
  const place = placeOf(databaseUrl);
  try {
    const warnings = await withTimeout(
      isFile(databaseUrl) ? FILE_TIMEOUT_MS : TIMEOUT_MS,
      tryOut(databaseUrl),
    );
    const says = [`a row was written to ${place}, read back and deleted`, ...warnings].join('; ');
    return { name: NAME, outcome: 'ok', says };
  } catch (error) {
    if (
      isFile(databaseUrl) &&
      error instanceof StoreError &&
      error.kind === 'corrupt' &&
      error.cause === undefined
    )
      return {
        name: NAME,
        outcome: 'failed',
        says: `DATABASE_URL: ${place} is damaged (${error.code})`,
        fix: fixForDamage(databaseUrl.slice(FILE.length)),
      };
    const says = `DATABASE_URL: ${place} cannot be used (${reasonOf(error)})`;
    return { name: NAME, outcome: 'failed', says, fix: fixFor(databaseUrl, place) };
  }
}

/** Returns what the store warns of. */
async function tryOut(databaseUrl: string): Promise<string[]> {
  const warnings: string[] = [];
  const store = await openStore(databaseUrl, {
    warn: (says) => warnings.push(says),
    checkWithinMs: FILE_TIMEOUT_MS,
  });
  try {
    await store.probe();
    return warnings;
  } finally {
    await store.close();
  }
}

function isFile(databaseUrl: string): boolean {
  return databaseUrl.startsWith(FILE);
}

/** Names the database without the user and the password, which are in the same address. */
function placeOf(databaseUrl: string): string {
  if (isFile(databaseUrl)) return databaseUrl;
  // With an unencoded / ? or # in it, a part of the password would be taken for the host or the path.
  if (!URL.canParse(databaseUrl) || /[/?#].*@/.test(databaseUrl.replace(/^\w+:\/\//, '')))
    return 'PostgreSQL';
  const { host, pathname } = new URL(databaseUrl);
  return `PostgreSQL at ${host}${pathname}`;
}

function fixFor(databaseUrl: string, place: string): string {
  if (isFile(databaseUrl))
    return 'Name a file in a folder that this user may write to. Example: DATABASE_URL=file:var/assistant.sqlite';
  return (
    `Check that ${place} is running, that this machine may reach it, and that the user, the password and the name of the database are right, ` +
    'with # / ? % in a password written as %23 %2F %3F %25. ' +
    'Example: DATABASE_URL=postgres://user:password@localhost:5432/assistant'
  );
}

/** Returns the message of the first error; some errors have a code in place of one. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return error.message || ('code' in error ? String(error.code) : error.name);
}

/** Gives up on work that takes too long, so that a check always ends. */
export async function withTimeout<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  const waiting = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => waiting.reject(new Error(`no answer within ${timeoutMs / 1000} seconds`)),
    timeoutMs,
  );
  return Promise.race([work, waiting.promise]).finally(() => clearTimeout(timer));
}
