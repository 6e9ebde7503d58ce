import { randomUUID } from 'node:crypto';
import { Client, type Pool } from 'pg';
import { z } from 'zod';
import { LISTED, WEBCHAT_CONVERSATIONS } from '../keys.ts';

const ROWS = 'assistant_rows';
const TEXTS = 'assistant_texts';
/** What open pages show. Of other records nobody is told, since each process hears of every row. */
const TOLD = [WEBCHAT_CONVERSATIONS, LISTED];
/** The server takes no more than 8,000 bytes in one notice. */
const MOST_BYTES = 7_500;
/** How often a process looks for itself: a notice is lost with the process that was about to send it, or with a connection. */
const LOOK_EVERY_MS = 900;

const TELL = 'SELECT pg_notify($1, $2)';
const LOOK = `
  SELECT key, version FROM unnest($1::bytea[], $2::bytea[]) AS watched (first, beyond)
  JOIN assistant_entries ON key >= first AND key < beyond WHERE expires_at > $3`;

/** A row that was written: its key, and its version or null where it was deleted. */
export type Written = [key: string, version: number | null];

const noticeSchema = z.array(z.tuple([z.string(), z.number().nullable()]));
const lookRow = z.object({ key: z.instanceof(Buffer), version: z.coerce.number() });

type Changed = (key: string) => void;
type Heard = (text: string) => void;

/**
 * Tells the other processes on a database which rows this one has written, and hears of theirs: by LISTEN and NOTIFY as a rule, at
 * most a second later by itself. Notices are sent after the commit, since the server lets no two commits with one pass side by side.
 */
export class Watch {
  readonly #url: string;
  readonly #pool: Pool;
  /** By the key, or by the beginning of the keys of a kind. */
  readonly #watchers = new Map<string, Set<Changed>>();
  /** The newest version known of each row that somebody watches. */
  readonly #versions = new Map<string, number>();
  readonly #hearers = new Set<Heard>();
  /** What this process tells begins with it, since the server tells it to this process as well. */
  readonly #id = randomUUID();
  #toTell: Written[] = [];
  #telling: Promise<void> | undefined;
  #listening: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;
  #isClosed = false;

  constructor(url: string, pool: Pool) {
    this.#url = url;
    this.#pool = pool;
  }

  /** Calls `changed` with the key of each row that another process writes. Returns the function that ends this. */
  add(watched: string, changed: Changed): () => void {
    const watchers = this.#watchers.get(watched) ?? new Set();
    this.#watchers.set(watched, watchers.add(changed));
    this.#begin();
    return () => {
      watchers.delete(changed);
      if (watchers.size > 0 || this.#watchers.get(watched) !== watchers) return;
      this.#watchers.delete(watched);
      this.#versions.delete(watched);
    };
  }

  /** Calls `heard` with each text that another process tells. Returns the function that ends this. */
  hear(heard: Heard): () => void {
    this.#hearers.add(heard);
    this.#begin();
    return () => void this.#hearers.delete(heard);
  }

  /** Tells the others a text, of which nothing is stored; one that is too long is not told. */
  async tellText(text: string): Promise<void> {
    if (Buffer.byteLength(text) <= MOST_BYTES) await this.#notify(TEXTS, `${this.#id} ${text}`);
  }

  /** Tells the others what this process has committed. */
  tellRows(rows: readonly Written[]): void {
    for (const [key, version] of rows) {
      if (this.#watchersOf(key).length > 0) this.#remember(key, version);
      if (TOLD.some((prefix) => key.startsWith(prefix))) this.#toTell.push([key, version]);
    }
    if (this.#toTell.length > 0) this.#telling ??= this.#tellAll();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await Promise.all([this.#telling, this.#listening?.end().catch(() => {})]);
  }

  /** Sends what there is to tell, and what comes meanwhile together after that. What cannot be sent, the others find by looking. */
  async #tellAll(): Promise<void> {
    while (this.#toTell.length > 0) {
      const rows = this.#toTell;
      this.#toTell = [];
      for (const notice of noticesOf(rows)) await this.#notify(ROWS, notice);
    }
    this.#telling = undefined;
  }

  async #notify(channel: string, notice: string): Promise<void> {
    await this.#pool.query(TELL, [channel, notice]).catch(() => {});
  }

  #begin(): void {
    this.#timer ??= setInterval(() => void this.#look(), LOOK_EVERY_MS).unref();
    void this.#listen();
  }

  /** Opens the connection on which notices come; one that is lost is opened again with the next look. */
  async #listen(): Promise<void> {
    if (this.#listening || this.#isClosed) return;
    const client = new Client({ connectionString: this.#url, keepAlive: true });
    this.#listening = client;
    const forget = () => {
      if (this.#listening === client) this.#listening = undefined;
    };
    client.on('error', forget);
    client.on('end', forget);
    client.on('notification', ({ channel, payload = '' }) => {
      if (channel === TEXTS) this.#hearText(payload);
      else this.#hearRows(payload);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${ROWS}; LISTEN ${TEXTS}`);
    } catch {
      forget();
      await client.end().catch(() => {});
    }
  }

  #hearText(payload: string): void {
    const [from] = payload.split(' ', 1);
    if (from === undefined || from === this.#id) return;
    for (const heard of this.#hearers) heard(payload.slice(from.length + 1));
  }

  #hearRows(payload: string): void {
    for (const [key, version] of noticeSchema.parse(JSON.parse(payload))) this.#found(key, version);
  }

  /** Compares the rows that are watched with what is known of them. */
  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      await this.#listen();
      if (this.#watchers.size === 0) return;
      const watched = [...this.#watchers.keys()];
      const first = watched.map((key) => Buffer.from(key));
      const beyond = watched.map((key) => Buffer.from(`${key}\u{10FFFF}`));
      const { rows } = await this.#pool.query(LOOK, [first, beyond, Date.now()]);
      for (const { key, version } of rows.map((row) => lookRow.parse(row)))
        this.#found(key.toString(), version);
    } catch {
      // The database is away; whoever needs it says so, and the next look is soon.
    } finally {
      this.#isLooking = false;
    }
  }

  #found(key: string, version: number | null): void {
    const watchers = this.#watchersOf(key);
    if (watchers.length === 0 || (version !== null && version <= (this.#versions.get(key) ?? 0))) return;
    this.#remember(key, version);
    for (const changed of watchers) changed(key);
  }

  #remember(key: string, version: number | null): void {
    if (version === null) this.#versions.delete(key);
    else this.#versions.set(key, version);
  }

  #watchersOf(key: string): Changed[] {
    const kind = key.slice(0, key.indexOf('/') + 1);
    return [key, kind].flatMap((watched) => [...(this.#watchers.get(watched) ?? [])]);
  }
}

/** Returns the rows in notices that the server takes. */
function noticesOf(rows: readonly Written[]): string[] {
  const notices: string[] = [];
  let notice = '';
  for (const row of rows) {
    const next = JSON.stringify(row);
    if (notice !== '' && Buffer.byteLength(notice) + Buffer.byteLength(next) > MOST_BYTES) {
      notices.push(`[${notice}]`);
      notice = '';
    }
    notice += (notice === '' ? '' : ',') + next;
  }
  return notice === '' ? notices : [...notices, `[${notice}]`];
}
