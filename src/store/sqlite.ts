import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { type PreparedWrite, prepareWrites } from './prepared.ts';
import { probe } from './probe.ts';
import { sqliteError } from './sqlite-error.ts';
import { SqliteFiles } from './sqlite-files.ts';
import type { Entry, Store, Write } from './store.ts';
import { StoreError } from './store-error.ts';

const SCHEMA = `
  PRAGMA busy_timeout = 5000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
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

const NO_LIMIT = -1;

const entryRow = z.object({ key: z.string(), value: z.string(), version: z.number() });
const versionRow = z.object({ version: z.number() });

interface Waiting {
  writes: PreparedWrite[];
  resolve: (done: boolean) => void;
  reject: (reason: unknown) => void;
}

/** Opens a store in one SQLite file. A commit is on disk before it is answered; commits that arrive together share one write. */
export async function openSqliteStore(path: string): Promise<Store> {
  const database = openDatabase(path);
  return new SqliteStore(database, new SqliteFiles(path));
}

function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Closing a file ends every lock that the process has on it, so one that exists is left alone.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    database = new DatabaseSync(path);
    database.exec(SCHEMA);
    return database;
  } catch (cause) {
    database?.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    const { kind, code } = sqliteError(cause) ?? { kind: 'missing', code: 'FILE' };
    const says =
      `DATABASE_URL: the database file ${path} cannot be opened (${reason}). ` +
      'Name a file this process may write to, for example DATABASE_URL=file:./var/assistant.sqlite';
    throw new StoreError(kind, code, { says, cause });
  }
}

class SqliteStore implements Store {
  readonly #database: DatabaseSync;
  readonly #files: SqliteFiles;
  readonly #get: StatementSync;
  readonly #list: StatementSync;
  readonly #version: StatementSync;
  readonly #lastVersion: StatementSync;
  readonly #keepLastVersion: StatementSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #purge: StatementSync;
  #waiting: Waiting[] = [];

  constructor(database: DatabaseSync, files: SqliteFiles) {
    this.#database = database;
    this.#files = files;
    this.#get = database.prepare('SELECT key, value, version FROM entries WHERE key = ? AND expires_at > ?');
    this.#list = database.prepare(
      'SELECT key, value, version FROM entries WHERE key >= ? AND key < ? AND key > ? AND expires_at > ? ORDER BY key LIMIT ?',
    );
    this.#version = database.prepare('SELECT version FROM entries WHERE key = ? AND expires_at > ?');
    this.#lastVersion = database.prepare('SELECT version FROM last_version');
    this.#keepLastVersion = database.prepare('UPDATE last_version SET version = ?');
    this.#put = database.prepare(
      `INSERT INTO entries (key, value, version, expires_at) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE
       SET value = excluded.value, version = excluded.version, expires_at = excluded.expires_at`,
    );
    this.#delete = database.prepare('DELETE FROM entries WHERE key = ?');
    this.#purge = database.prepare('DELETE FROM entries WHERE expires_at <= ?');
  }

  async get(key: string): Promise<Entry | undefined> {
    const row = this.#ask(() => this.#get.get(key, Date.now()));
    return row && toEntry(row);
  }

  async list(prefix: string, after = '', limit = NO_LIMIT): Promise<Entry[]> {
    return this.#ask(() => this.#list.all(prefix, `${prefix}\u{10FFFF}`, after, Date.now(), limit)).map(
      toEntry,
    );
  }

  async commit(writes: readonly Write[]): Promise<boolean> {
    const prepared = prepareWrites(writes);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ writes: prepared, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#flush());
    });
  }

  async purge(): Promise<number> {
    return Number(this.#ask(() => this.#purge.run(Date.now())).changes);
  }

  probe(): Promise<void> {
    return probe(this);
  }

  async close(): Promise<void> {
    this.#flush();
    this.#database.close();
  }

  #flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length === 0) return;
    try {
      const outcomes = this.#ask(() => this.#transaction(group));
      group.forEach(({ resolve }, index) => {
        resolve(outcomes[index] === true);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
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
        for (const { key, text, expiresAt } of writes) {
          if (text === undefined) this.#delete.run(key);
          else this.#put.run(key, text, ++version, expiresAt);
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

  /** Runs a call of the database, and throws its errors as the store's. */
  #ask<T>(call: () => T): T {
    try {
      return call();
    } catch (error) {
      throw sqliteError(error) ?? error;
    }
  }

  #versionOf(key: string, now: number): number | null {
    const row = this.#version.get(key, now);
    return row ? versionRow.parse(row).version : null;
  }
}

function toEntry(row: unknown): Entry {
  const { key, value, version } = entryRow.parse(row);
  return { key, value: JSON.parse(value), version };
}
