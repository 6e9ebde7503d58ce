import { openSqliteStore } from './sqlite.ts';
import type { OpenOptions, Store } from './store.ts';

const FILE = 'file:';

/** Opens the store that a DATABASE_URL names; the driver of PostgreSQL is loaded only if it is needed. */
export async function openStore(databaseUrl: string, options?: OpenOptions): Promise<Store> {
  if (databaseUrl.startsWith(FILE)) return openSqliteStore(databaseUrl.slice(FILE.length), options);
  const { openPostgresStore } = await import('./postgres.ts');
  return openPostgresStore(databaseUrl);
}
