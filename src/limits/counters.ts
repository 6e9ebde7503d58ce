import type { Pool } from 'pg';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import { z } from 'zod';
import { RULES, type Scope } from './rules.ts';

/** The table in PostgreSQL, which this library makes; elsewhere the counters are only in memory. */
export const RATE_LIMITS_TABLE = 'rate_limits';
/** A request waits for a counter no longer than this. */
const PATIENCE_MS = 1_000;

const rowSchema = z.object({ found: z.string().nullable() });

type PostgresCounter = typeof import('rate-limiter-flexible').RateLimiterPostgres;

/** The counters behind the limits. */
export interface Counters {
  of(scope: Scope): RateLimiterAbstract;
  close(): Promise<void>;
}

/** Opens counters in the memory of this process. */
export function openMemoryCounters(): Counters {
  const counters = new Map(scopes().map((scope) => [scope, inMemory(scope)]));
  return { of: (scope) => found(counters, scope), close: async () => undefined };
}

/** Opens counters in a PostgreSQL database, which all processes on it share; its driver is loaded only here. */
export async function openPostgresCounters(url: string): Promise<Counters> {
  const [{ openPool }, { default: Counter }] = await Promise.all([
    import('../store/postgres/connection.ts'),
    import('rate-limiter-flexible/lib/RateLimiterPostgres.js'),
  ]);
  const pool = openPool(url, {
    max: 4,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    statement_timeout: PATIENCE_MS,
    // Losing a count in a crash of the database does no harm, and nobody waits for its disk.
    options: '-c synchronous_commit=off',
  });
  const shared = scopes().filter((scope) => !isLocal(scope));
  try {
    await makeTable(Counter, pool);
  } catch (cause) {
    await pool.end();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `DATABASE_URL: the table ${RATE_LIMITS_TABLE}, in which calls are counted, cannot be made (${reason}). ` +
        'Let a user who may create tables start the assistant once; afterwards one who may read and write them is enough',
      { cause },
    );
  }
  const counters = new Map<Scope, RateLimiterAbstract>([
    ...scopes()
      .filter(isLocal)
      .map((scope) => [scope, inMemory(scope)] as const),
    ...shared.map((scope, index) => {
      // One of them deletes expired rows, those of the others too.
      const clearExpiredByTimeout = index === 0;
      return [
        scope,
        new Counter({ ...inDatabase(scope, pool), tableCreated: true, clearExpiredByTimeout }),
      ] as const;
    }),
  ]);
  return { of: (scope) => found(counters, scope), close: () => pool.end() };
}

/** Makes the table unless it is there, since PostgreSQL asks for the right to create one even where nothing is to be done. */
async function makeTable(Counter: PostgresCounter, pool: Pool): Promise<void> {
  if (await hasTable(pool)) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const options = { ...inDatabase('tokens', pool), clearExpiredByTimeout: false };
  new Counter(options, (error) => (error ? reject(error) : resolve()));
  try {
    await promise;
  } catch (error) {
    // Of several processes that start at once, one makes it, and PostgreSQL refuses the others.
    if (!(await hasTable(pool))) throw error;
  }
}

async function hasTable(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query('SELECT to_regclass($1) AS found', [RATE_LIMITS_TABLE]);
  return rowSchema.parse(rows[0]).found !== null;
}

function inDatabase(scope: Scope, pool: object) {
  const { limit } = RULES[scope];
  return {
    ...described(scope),
    storeClient: pool,
    storeType: 'pool',
    tableName: RATE_LIMITS_TABLE,
    // A flood asks the database no more once it has been refused.
    inMemoryBlockOnConsumed: limit + 1,
  };
}

function inMemory(scope: Scope): RateLimiterAbstract {
  return new RateLimiterMemory(described(scope));
}

function described(scope: Scope) {
  const { limit, seconds } = RULES[scope];
  return { keyPrefix: scope, points: limit, duration: seconds };
}

function scopes(): Scope[] {
  return Object.keys(RULES) as Scope[];
}

function isLocal(scope: Scope): boolean {
  return 'isLocal' in RULES[scope];
}

function found(counters: ReadonlyMap<Scope, RateLimiterAbstract>, scope: Scope): RateLimiterAbstract {
  const counter = counters.get(scope);
  if (!counter) throw new Error(`no counter for ${scope}`);
  return counter;
}
