import { Pool, type PoolClient, type PoolConfig } from 'pg';

// Each limit comes before the next: what an assistant that stands still has locked is free before the others give up,
// and a server that still answers says what was wrong before we stop listening.
const LIMITS = {
  idle_in_transaction_session_timeout: 3_000,
  statement_timeout: 5_000,
  query_timeout: 7_000,
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
};

/**
 * Begins a transaction in which every statement sees what others have committed by then: our locks rely on it. A
 * stricter default of the database would turn a lost race into an error.
 */
export const BEGIN = 'BEGIN ISOLATION LEVEL READ COMMITTED';

/**
 * Opens connections to a database when they are needed; one that is lost or hangs costs its query, not the process. `options` come
 * in place of the store's.
 */
export function openPool(url: string, options: PoolConfig = {}): Pool {
  const pool = new Pool({ connectionString: url, ...LIMITS, ...options });
  // A lost connection is told to its query, and the next one opens another; without listeners it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Runs queries on one connection, which goes back to the pool only after a success; closing it undoes what was not committed. */
export async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
