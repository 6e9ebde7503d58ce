import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { UnderWay } from '../lib/under-way.ts';
import { type PreparedWrite, prepareWrites } from './prepared.ts';
import { probe } from './probe.ts';
import { checkSqliteFile } from './sqlite/check.ts';
import { deflated, inflated } from './sqlite/deflated.ts';
import { sqliteError } from './sqlite/error.ts';
import { SqliteFiles } from './sqlite/files.ts';
import { whileLocked } from './sqlite/patience.ts';
import { cutWriteAheadLog, giveBackFreePages, rewriteOnce } from './sqlite/vacuum.ts';
import type { Entry, OpenOptions, Store, Write } from './store.ts';
import { StoreError } from './store-error.ts';

// Nothing that is deleted stays readable in the file: its bytes are overwritten (secure_delete), and its pages can be given
// back (auto_vacuum, which only a new file takes). SQLite never waits for a lock or the disk itself, since it would stop everything:
// NORMAL leaves it to us to wait until a commit is on disk. Copying the write-ahead log into the database stops everybody for some
// milliseconds, hardly longer for 16 MB of it than for SQLite's usual 4, since most pages were written several times. Some hundred people
// who write at the same time have more pages than SQLite's usual 2 MB of cache hold.
const SCHEMA = `
  PRAGMA busy_timeout = 0;
  PRAGMA auto_vacuum = INCREMENTAL;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = 4000;
  PRAGMA cache_size = -16384;
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS entries (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    version INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS entries_by_expiry ON entries (expires_at);
  CREATE TABLE IF NOT EXISTS last_version (version INTEGER NOT NULL) STRICT;
  INSERT INTO last_version SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM last_version);
`;

/** Longer than reading a database of a gigabyte takes on a good disk. */
const CHECK_WITHIN_MS = 10_000;
/** A database of this size is rewritten in one to two seconds. */
const REWRITE_UP_TO_BYTES = 64 * 1024 * 1024;
/** Rows that are purged in one go: some ten milliseconds. */
const PURGED_AT_ONCE = 100;

/** Waits for the disk at the same time: each takes one of Node's four threads, which files and look-ups of names need as well. */
const SYNCS_AT_ONCE = 2;

const NO_LIMIT = -1;

const entryRow = z.object({ key: z.string(), value: z.string(), version: z.number() });
const versionRow = z.object({ version: z.number() });
const inJson = z.string().transform((text): unknown => JSON.parse(text));
const versionsRow = z.object({
  keys: inJson.pipe(z.array(z.string())),
  versions: inJson.pipe(z.array(z.number())),
});

interface Waiting {
  writes: PreparedWrite[];
  /** By `performance.now()`. */
  since: number;
  resolve: (done: boolean) => void;
  reject: (reason: unknown) => void;
}

/** Opens a store in one SQLite file. A commit is on disk before it is answered; commits that arrive together share one write. */
export async function openSqliteStore(
  path: string,
  { warn, checkWithinMs = CHECK_WITHIN_MS, rewriteUpToBytes = REWRITE_UP_TO_BYTES }: OpenOptions = {},
): Promise<Store> {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Closing a file ends every lock that the process has on it, so one that exists is left alone.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    if (!(await checkSqliteFile(path, checkWithinMs)))
      warn?.(
        `the database file ${path} could not be checked to its end in time; npm run doctor takes the time`,
      );
    const opened = new DatabaseSync(path);
    database = opened;
    await whileLocked(() => opened.exec(SCHEMA));
    if (!(await rewriteOnce(opened, rewriteUpToBytes)))
      warn?.(
        `the database file ${path} may still hold words that were deleted by an earlier release: ` +
          'stop the assistant and run npm run store:compact once',
      );
    return new SqliteStore(opened, new SqliteFiles(path, SYNCS_AT_ONCE));
  } catch (cause) {
    database?.close();
    throw cause instanceof StoreError && cause.kind === 'corrupt' ? cause : notOpened(path, cause);
  }
}

function notOpened(path: string, cause: unknown): StoreError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const error = cause instanceof StoreError ? cause : sqliteError(cause);
  const says =
    `DATABASE_URL: the database file ${path} cannot be opened (${reason}). ` +
    'Name a file this process may write to, for example DATABASE_URL=file:./var/assistant.sqlite';
  return new StoreError(error?.kind ?? 'missing', error?.code ?? 'FILE', { says, cause });
}

class SqliteStore implements Store {
  readonly isShared = false;
  readonly #database: DatabaseSync;
  readonly #files: SqliteFiles;
  readonly #get: StatementSync;
  readonly #list: StatementSync;
  readonly #versions: StatementSync;
  readonly #version: StatementSync;
  readonly #lastVersion: StatementSync;
  readonly #keepLastVersion: StatementSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #purge: StatementSync;
  #waiting: Waiting[] = [];
  readonly #flushing = new UnderWay();
  #flushes = 0;
  /** The latest commits, after which the next are made. */
  #made: Promise<unknown> = Promise.resolve();

  constructor(database: DatabaseSync, files: SqliteFiles) {
    this.#database = database;
    this.#files = files;
    this.#get = database.prepare('SELECT key, value, version FROM entries WHERE key = ? AND expires_at > ?');
    this.#list = database.prepare(
      'SELECT key, value, version FROM entries WHERE key >= ? AND key < ? AND key > ? AND expires_at > ? ORDER BY key LIMIT ?',
    );
    // One row with two lists: an object for each of thousands of rows takes half as long again.
    this.#versions = database.prepare(
      `SELECT json_group_array(key) AS keys, json_group_array(version) AS versions FROM
       (SELECT key, version FROM entries WHERE key >= ? AND key < ? AND expires_at > ? ORDER BY key)`,
    );
    this.#version = database.prepare('SELECT version FROM entries WHERE key = ? AND expires_at > ?');
    this.#lastVersion = database.prepare('SELECT version FROM last_version');
    this.#keepLastVersion = database.prepare('UPDATE last_version SET version = ?');
    this.#put = database.prepare(
      `INSERT INTO entries (key, value, version, expires_at) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE
       SET value = excluded.value, version = excluded.version, expires_at = excluded.expires_at`,
    );
    this.#delete = database.prepare('DELETE FROM entries WHERE key = ?');
    this.#purge = database.prepare(
      'DELETE FROM entries WHERE rowid IN (SELECT rowid FROM entries WHERE expires_at <= ? LIMIT ?)',
    );
  }

  async get(key: string): Promise<Entry | undefined> {
    const row = await whileLocked(() => this.#get.get(key, Date.now()));
    return row && toEntry(row);
  }

  async list(prefix: string, after = '', limit = NO_LIMIT): Promise<Entry[]> {
    const end = `${prefix}\u{10FFFF}`;
    return (await whileLocked(() => this.#list.all(prefix, end, after, Date.now(), limit))).map(toEntry);
  }

  async versions(prefix: string): Promise<Map<string, number>> {
    const row = await whileLocked(() => this.#versions.get(prefix, `${prefix}\u{10FFFF}`, Date.now()));
    const { keys, versions } = versionsRow.parse(row);
    return new Map(keys.map((key, at) => [key, versions[at] ?? 0]));
  }

  async commit(writes: readonly Write[]): Promise<boolean> {
    const prepared = prepareWrites(writes);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ writes: prepared, since: performance.now(), resolve, reject });
      if (this.#flushes === SYNCS_AT_ONCE) return;
      this.#flushes += 1;
      void this.#flushing.add(this.#flush());
    });
  }

  async purge(stopped?: AbortSignal): Promise<number> {
    let purged = 0;
    for (let last = PURGED_AT_ONCE; last === PURGED_AT_ONCE && !stopped?.aborted; purged += last) {
      last = Number((await whileLocked(() => this.#purge.run(Date.now(), PURGED_AT_ONCE))).changes);
      await setImmediate();
    }
    await giveBackFreePages(this.#database, stopped);
    await this.scrub();
    return purged;
  }

  scrub(): Promise<void> {
    return cutWriteAheadLog(this.#database);
  }

  probe(): Promise<void> {
    return probe(this);
  }

  watch(): () => void {
    return () => {};
  }

  async tell(): Promise<void> {}

  hear(): () => void {
    return () => {};
  }

  async close(): Promise<void> {
    await this.#flushing.done();
    this.#files.close();
    await whileLocked(() => this.#database.close());
  }

  /**
   * Makes the commits that wait, those that have come by then together, as long as there are any. Several do so, one of them while the
   * others wait for the disk: if all commits waited together, what they answer would go on together too, and the processor would have
   * nothing to do in between.
   */
  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      await setImmediate();
      const made = this.#made.then(() => this.#makeWaiting());
      this.#made = made;
      const answers = await made;
      if (answers.length === 0) continue;
      try {
        await this.#files.sync();
        for (const { resolve, isDone } of answers) resolve(isDone);
      } catch (error) {
        for (const { reject } of answers) reject(error);
      }
    }
    this.#flushes -= 1;
  }

  /** Makes the commits that wait, in their order; returns how to answer those that did not fail. */
  async #makeWaiting(): Promise<(Waiting & { isDone: boolean })[]> {
    const group = this.#waiting;
    this.#waiting = [];
    try {
      if (group.length === 0) return [];
      const outcomes = await whileLocked(() => this.#transaction(group), group[0]?.since);
      return group.map((waiting, index) => ({ ...waiting, isDone: outcomes[index] === true }));
    } catch (error) {
      for (const { reject } of group) reject(error);
      return [];
    }
  }

  #transaction(group: readonly Waiting[]): boolean[] {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      this.#files.check();
      const before = versionRow.parse(this.#lastVersion.get()).version;
      let version = before;
      const now = Date.now();
      const outcomes = group.map(({ writes }) => {
        if (writes.some(({ key, expected }) => this.#versionOf(key, now) !== expected)) return false;
        for (const { key, text, expiresAt, isDeflated } of writes) {
          if (text === undefined) this.#delete.run(key);
          else this.#put.run(key, isDeflated ? text : deflated(text), ++version, expiresAt);
        }
        return true;
      });
      if (version !== before) this.#keepLastVersion.run(version);
      this.#database.exec('COMMIT');
      this.#files.check();
      return outcomes;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #versionOf(key: string, now: number): number | null {
    const row = this.#version.get(key, now);
    return row ? versionRow.parse(row).version : null;
  }
}

function toEntry(row: unknown): Entry {
  const { key, value, version } = entryRow.parse(row);
  return { key, value: JSON.parse(inflated(value)), version };
}
