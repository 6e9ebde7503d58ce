import { openSqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';

const FILE = 'file:';

/** Opens the store that a DATABASE_URL names; the driver of PostgreSQL is loaded only where it is asked for. */
export async function openStore(databaseUrl: string): Promise<Store> {
  if (databaseUrl.startsWith(FILE)) return openSqliteStore(databaseUrl.slice(FILE.length));
  throw new Error(
    'DATABASE_URL: only file: is supported so far. Example: DATABASE_URL=file:var/assistant.sqlite',
  );
}
