import { DatabaseError, type Pool, type PoolClient, type QueryResult } from 'pg';
import { z } from 'zod';
import { BEGIN, openPool, withClient } from './postgres/connection.ts';
import { postgresError } from './postgres/error.ts';
import { migrate } from './postgres/schema.ts';
import { Watch, type Written } from './postgres/watch.ts';
import { type PreparedWrite, prepareWrites } from './prepared.ts';
import { probe } from './probe.ts';
import type { Entry, Store, Write } from './store.ts';
import { StoreError } from './store-error.ts';

// With keys locked in one order our own commits cannot block each other in a circle; somebody else's session may.
const SERIALISATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const ATTEMPTS = 3;

/** Rows that are purged in one go: far fewer than what the limit of time for a statement allows. */
const PURGED_AT_ONCE = 1_000;

const CREATE = `
  INSERT INTO assistant_entries (key, value, version, expires_at)
  VALUES ($1, $2, nextval('assistant_versions'), $3) ON CONFLICT (key) DO UPDATE
  SET value = excluded.value, version = excluded.version, expires_at = excluded.expires_at
  WHERE assistant_entries.expires_at <= $4 RETURNING version`;
const CHANGE = `
  UPDATE assistant_entries SET value = $2, version = nextval('assistant_versions'), expires_at = $3
  WHERE key = $1 AND expires_at > $4 AND version = $5 RETURNING version`;
const DELETE = 'DELETE FROM assistant_entries WHERE key = $1 AND expires_at > $2 AND version = $3';
const GET = 'SELECT key, value, version FROM assistant_entries WHERE key = $1 AND expires_at > $2';
const LIST = `
  SELECT key, value, version FROM assistant_entries
  WHERE key >= $1 AND key < $2 AND key > $3 AND expires_at > $4 ORDER BY key LIMIT $5`;
const VERSIONS = `
  SELECT key, version FROM assistant_entries
  WHERE key >= $1 AND key < $2 AND expires_at > $3 ORDER BY key`;
// Rows that a commit or another process's purge has in hand are left to the next purge, so that nobody waits.
const PURGE = `
  DELETE FROM assistant_entries WHERE key IN (
    SELECT key FROM assistant_entries WHERE expires_at <= $1 LIMIT ${PURGED_AT_ONCE} FOR UPDATE SKIP LOCKED)`;

const entryRow = z.object({ key: z.instanceof(Buffer), value: z.string(), version: z.coerce.number() });

const keyRow = entryRow.omit({ value: true });

const versionRow = z.object({ version: z.coerce.number() });

/** Opens a store in a PostgreSQL database, which several processes may share. */
export async function openPostgresStore(url: string): Promise<Store> {
  let pool: Pool | undefined;
  try {
    // An unencoded # or / ends the address there, and the driver would take the password for a host and say so.
    if (/#|[/?].*@/.test(url.replace(/^\w+:\/\//, '')))
      throw new StoreError('unreachable', 'ADDRESS', {
        says: 'a character in its user or password has to be percent-encoded',
      });
    pool = openPool(url);
    await withClient(pool, migrate);
    return new PostgresStore(pool, new Watch(url, pool));
  } catch (cause) {
    await pool?.end();
    const { kind, code } = postgresError(cause);
    const says =
      `DATABASE_URL: the PostgreSQL database cannot be used (${reasonOf(cause)}). Name one that this process may ` +
      'connect to and create tables in, and write # / ? % in a password as %23 %2F %3F %25. ' +
      'Example: DATABASE_URL=postgres://user:password@localhost:5432/assistant';
    throw new StoreError(kind, code, { says, cause });
  }
}

function reasonOf(cause: unknown): string {
  // A host name with several addresses gives this error; its own message is empty.
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join(', ');
  return cause instanceof Error ? cause.message : String(cause);
}

class PostgresStore implements Store {
  readonly isShared = true;
  readonly #pool: Pool;
  readonly #watch: Watch;
  readonly #underWay = new Set<Promise<boolean>>();

  constructor(pool: Pool, watch: Watch) {
    this.#pool = pool;
    this.#watch = watch;
  }

  async get(key: string): Promise<Entry | undefined> {
    const { rows } = await this.#query(GET, [Buffer.from(key), Date.now()]);
    return rows.map(toEntry)[0];
  }

  async list(prefix: string, after = '', limit?: number): Promise<Entry[]> {
    const bounds = [prefix, `${prefix}\u{10FFFF}`, after].map((key) => Buffer.from(key));
    const { rows } = await this.#query(LIST, [...bounds, Date.now(), limit]);
    return rows.map(toEntry);
  }

  async versions(prefix: string): Promise<Map<string, number>> {
    const bounds = [prefix, `${prefix}\u{10FFFF}`].map((key) => Buffer.from(key));
    const { rows } = await this.#query(VERSIONS, [...bounds, Date.now()]);
    return new Map(rows.map(toVersion));
  }

  async commit(writes: readonly Write[]): Promise<boolean> {
    const committed = this.#commit(prepareWrites(writes));
    this.#underWay.add(committed);
    return committed.finally(() => this.#underWay.delete(committed));
  }

  async purge(stopped?: AbortSignal): Promise<number> {
    let purged = 0;
    for (let last = PURGED_AT_ONCE; last === PURGED_AT_ONCE && !stopped?.aborted; purged += last)
      last = (await this.#query(PURGE, [Date.now()])).rowCount ?? 0;
    return purged;
  }

  /** The server's own VACUUM does it, which is not for a client to decide. */
  async scrub(): Promise<void> {}

  probe(): Promise<void> {
    return probe(this);
  }

  watch(watched: string, changed: (key: string) => void): () => void {
    return this.#watch.add(watched, changed);
  }

  tell(text: string): Promise<void> {
    return this.#watch.tellText(text);
  }

  hear(heard: (text: string) => void): () => void {
    return this.#watch.hear(heard);
  }

  async close(): Promise<void> {
    // A pool that is closed forgets who still waits for a connection.
    await Promise.allSettled(this.#underWay);
    await this.#watch.close();
    await this.#pool.end();
  }

  async #commit(writes: PreparedWrite[]): Promise<boolean> {
    const inOneOrder = writes.sort((one, other) => (one.key < other.key ? -1 : 1));
    for (let attempt = 1; ; attempt++) {
      try {
        const written = await withClient(this.#pool, (client) => writeAll(client, inOneOrder));
        if (written) this.#watch.tellRows(written);
        return written !== undefined;
      } catch (error) {
        if (attempt === ATTEMPTS || !isUndone(error)) throw postgresError(error);
      }
    }
  }

  async #query(text: string, values: unknown[]): Promise<QueryResult> {
    try {
      return await this.#pool.query(text, values);
    } catch (error) {
      throw postgresError(error);
    }
  }
}

/** Makes all writes and returns the rows with their versions; undefined, and nothing is written, where one is not as expected. */
async function writeAll(
  client: PoolClient,
  writes: readonly PreparedWrite[],
): Promise<Written[] | undefined> {
  const written: Written[] = [];
  await client.query(BEGIN);
  for (const write of writes) {
    const { rowCount, rows } = await client.query(statementOf(write));
    if (rowCount !== 1) {
      await client.query('ROLLBACK');
      return undefined;
    }
    const [row] = rows;
    written.push([write.key, write.text === undefined ? null : versionRow.parse(row).version]);
  }
  await client.query('COMMIT');
  return written;
}

/** Compares and writes in one statement, which touches one row, or none where the expected version is not there. */
function statementOf({ key, expected, text, expiresAt }: PreparedWrite): { text: string; values: unknown[] } {
  const name = Buffer.from(key);
  const now = Date.now();
  // To delete what must not exist writes a row that has expired: nothing else would keep others from creating it meanwhile.
  if (expected === null)
    return { text: CREATE, values: [name, text ?? 'null', text === undefined ? 0 : expiresAt, now] };
  if (text === undefined) return { text: DELETE, values: [name, now, expected] };
  return { text: CHANGE, values: [name, text, expiresAt, now, expected] };
}

function isUndone(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === SERIALISATION_FAILURE || error.code === DEADLOCK);
}

function toVersion(row: unknown): [string, number] {
  const { key, version } = keyRow.parse(row);
  return [key.toString(), version];
}

function toEntry(row: unknown): Entry {
  const { key, value, version } = entryRow.parse(row);
  return { key: key.toString(), value: JSON.parse(value), version };
}
