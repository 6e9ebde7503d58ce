import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import { RULES, type Scope } from './rules.ts';

/** The table in PostgreSQL, which this library makes; elsewhere the counters are in memory alone. */
export const RATE_LIMITS_TABLE = 'rate_limits';
/** A request waits for a counter no longer than this. */
const PATIENCE_MS = 1_000;

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
  const [{ Pool }, { default: Counter }] = await Promise.all([
    import('pg'),
    import('rate-limiter-flexible/lib/RateLimiterPostgres.js'),
  ]);
  const pool = new Pool({
    connectionString: url,
    max: 4,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    statement_timeout: PATIENCE_MS,
    keepAlive: true,
    // A count that a crash of the database takes along is no loss, and nobody waits for its disk.
    options: '-c synchronous_commit=off',
  });
  // A lost connection is told to its query; without listeners it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    const [first, ...others] = scopes().filter((scope) => !isLocal(scope));
    const counters = new Map<Scope, RateLimiterAbstract>(
      scopes()
        .filter(isLocal)
        .map((scope) => [scope, inMemory(scope)]),
    );
    if (first) counters.set(first, await inNewTable(Counter, pool, first));
    for (const scope of others)
      counters.set(scope, new Counter({ ...inDatabase(scope, pool), tableCreated: true }));
    return { of: (scope) => found(counters, scope), close: () => pool.end() };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** Makes the table, and a counter that deletes expired rows from it. */
function inNewTable(Counter: PostgresCounter, pool: object, scope: Scope): Promise<RateLimiterAbstract> {
  return new Promise((resolve, reject) => {
    const counter: RateLimiterAbstract = new Counter(
      { ...inDatabase(scope, pool), clearExpiredByTimeout: true },
      (error) => (error ? reject(error) : resolve(counter)),
    );
  });
}

function inDatabase(scope: Scope, pool: object) {
  const { limit } = RULES[scope];
  return {
    ...described(scope),
    storeClient: pool,
    storeType: 'pool',
    tableName: RATE_LIMITS_TABLE,
    clearExpiredByTimeout: false,
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
