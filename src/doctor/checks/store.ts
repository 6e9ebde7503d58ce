import { openStore } from '../../store/open.ts';
import { type CheckResult, skippedForSettings } from '../check-result.ts';

const NAME = 'store';
const TIMEOUT_MS = 15_000;

/** Writes a row of its own, reads it back and deletes it: a store that opens does not necessarily keep anything. */
export async function checkStore(databaseUrl: string | undefined): Promise<CheckResult> {
  if (databaseUrl === undefined) return skippedForSettings(NAME);
  const place = placeOf(databaseUrl);
  try {
    await withTimeout(TIMEOUT_MS, tryOut(databaseUrl));
    return { name: NAME, outcome: 'ok', says: `a row was written to ${place}, read back and deleted` };
  } catch (error) {
    const says = `DATABASE_URL: ${place} cannot be used (${reasonOf(error)})`;
    return { name: NAME, outcome: 'failed', says, fix: fixFor(databaseUrl, place) };
  }
}

async function tryOut(databaseUrl: string): Promise<void> {
  const store = await openStore(databaseUrl);
  try {
    await store.probe();
  } finally {
    await store.close();
  }
}

/** Names the database without the user and the password, which stand in the same address. */
function placeOf(databaseUrl: string): string {
  if (databaseUrl.startsWith('file:')) return databaseUrl;
  // With an unencoded / ? or # in it, a part of the password would be taken for the host or the path.
  if (!URL.canParse(databaseUrl) || /[/?#].*@/.test(databaseUrl.replace(/^\w+:\/\//, '')))
    return 'PostgreSQL';
  const { host, pathname } = new URL(databaseUrl);
  return `PostgreSQL at ${host}${pathname}`;
}

function fixFor(databaseUrl: string, place: string): string {
  if (databaseUrl.startsWith('file:'))
    return 'Name a file in a folder that this user may write to. Example: DATABASE_URL=file:var/assistant.sqlite';
  return (
    `See that ${place} runs, that this machine may reach it, and that user, password and name of the database are right, ` +
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
