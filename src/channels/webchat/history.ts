import type { Activity } from 'botbuilder-core';
import { z } from 'zod';
import type { TurnRecord } from '../../conversation/turn-record.ts';
import { HttpError } from '../../http/http-error.ts';
import { HISTORY, WEBCHAT_CONVERSATIONS } from '../../store/keys.ts';
import type { Entry, Store, Write } from '../../store/store.ts';
import { deletionOf, update } from '../../store/update.ts';
import { botAccount } from './bot-account.ts';
import {
  addRows,
  countIn,
  MOST_IN_PACK,
  type NumberedPack,
  packIn,
  type Row,
  rowsAfter,
  rowsBack,
} from './packs/packs.ts';
import { hashOf, type ShownRow, ShownRows } from './shown-rows.ts';

const DIGITS = 7;
const REMEMBERED_IDS = 50;
/** A page is as much as a client is given at a time: it ends with the first of the two. */
const PAGE_ROWS = 100;
const PAGE_BYTES = 256 * 1024;
/** What is read at once for a page: as a rule enough packs or single rows, and those before it in which it may begin. */
const PACKS_READ = 8;
const SINGLE_ROWS_READ = PAGE_ROWS + MOST_IN_PACK;
/** A page from the end is what a person sees at first, or gets by scrolling up: on a slow line it must come within a second or two. */
const LAST_PAGE_BYTES = 64 * 1024;
/** The numbers that are looked at together on the way back; a pack begins less than half as many before any of its rows. */
const LOOKED_AT = 2 * MOST_IN_PACK;
/** The rows that a conversation keeps. The whole guide takes a hundred; nobody scrolls further back than this. */
const MOST_ROWS = 5000;
/** The oldest packs beyond that which one turn deletes, besides as many as it adds rows. */
const ALSO_DELETED = 50;
/** A conversation's last token was issued before it ended and can be renewed for the retention after its own expiry. */
const LAST_TOKEN_MS = 60 * 60 * 1000;

const recordSchema = z.object({
  version: z.literal(1),
  user: z.string(),
  /** The number of the next row. */
  next: z.number().int().positive(),
  /** The number of the first row in the pack that takes the next row; a version that knows no packs leaves it out. */
  pack: z.number().int().positive().optional(),
  /** The rows of the clients' latest activities, so that a repeated activity gets the same id. */
  clients: z.array(z.object({ activity: z.string(), row: z.string() })),
});
type ConversationRecord = z.infer<typeof recordSchema>;

/** What stays of a conversation that was ended: none of its tokens may open it again, and nothing says whose it was. */
const ENDED = { version: 1, ended: true } as const;
const endedSchema = z.object({ version: z.literal(1), ended: z.literal(true) });
const storedSchema = z.union([endedSchema, recordSchema]);

/** True if a conversation was opened, and has not ended for good. */
export type ConversationStatus = 'unopened' | 'open' | 'ended';

/** The fields that place a reply in the history. */
type Place = Pick<Row, 'id' | 'timestamp' | 'replyToId' | 'conversation'>;

/** The next rows after a watermark, and the watermark after them. */
export interface Page {
  rows: Row[];
  last: number;
  /** True where there are further rows, which the client gets with this watermark. */
  hasMore: boolean;
}

/** The last rows until a watermark. */
export interface LastPage {
  rows: Row[];
  /** The number of the last row. */
  last: number;
  /** The watermark until which there are earlier rows; undefined where there are none. */
  earlier: number | undefined;
}

/** Rows that follow one another, with the number of the row before them. */
export interface Added {
  after: number;
  rows: Row[];
}

/** The rows of one turn: the writes, the id of the first row, and the replies among them. */
export interface TurnRows extends Added {
  writes: Write[];
  first: string | undefined;
  replies: Row[];
}

/** What is particular to the rows of a turn. */
interface RowOptions {
  /** True where the person's own message is the first row. */
  keepsIncoming?: boolean;
  /** True where the rows go into a pack of their own, since everything before them is being erased. */
  beginsPack?: boolean;
}

/** Stores the numbered activities of each web chat conversation until the retention is over. */
export class History {
  readonly #store: Store;
  readonly #retentionMs: number;
  readonly #shown = new ShownRows();
  #arriving = Promise.resolve();

  constructor(store: Store, retentionMs: number) {
    this.#store = store;
    this.#retentionMs = retentionMs;
  }

  /** Opens a conversation; false where it was open already. */
  async begin(conversation: string, user: string): Promise<boolean> {
    return this.#store.commit([this.#write(recordKey(conversation), newRecord(user), null)]);
  }

  /** Returns whether a conversation is open; `unopened` also where it is no longer stored. */
  async statusOf(conversation: string): Promise<ConversationStatus> {
    const entry = await this.#store.get(recordKey(conversation));
    if (!entry) return 'unopened';
    return endedSchema.safeParse(entry.value).success ? 'ended' : 'open';
  }

  /** Returns the id of a conversation's person; undefined where it is not open. */
  async userOf(conversation: string): Promise<string | undefined> {
    const entry = await this.#store.get(recordKey(conversation));
    const { data } = storedSchema.safeParse(entry?.value);
    return data && 'user' in data ? data.user : undefined;
  }

  /** Ends a conversation for all its tokens, for good; one that was never opened cannot be opened any more. */
  async end(conversation: string): Promise<void> {
    await update(this.#store, 'ending a web chat conversation', async () => ({
      writes: [await this.ending(conversation)],
      result: undefined,
    }));
  }

  /** Calls `changed` after another process has added rows to a conversation, or has ended it. Returns the function that ends this. */
  watch(conversation: string, changed: () => void): () => void {
    return this.#store.watch(recordKey(conversation), changed);
  }

  /** Returns the write that ends a conversation, for a commit that does more. */
  async ending(conversation: string): Promise<Write> {
    const key = recordKey(conversation);
    const expected = (await this.#store.get(key))?.version ?? null;
    return { key, value: ENDED, expected, expiresAt: Date.now() + this.#retentionMs + LAST_TOKEN_MS };
  }

  /** Returns a page of the rows after the one with this number. */
  async after(conversation: string, last: number): Promise<Page> {
    const page: Page = { rows: [], last, hasMore: false };
    let bytes = 0;
    for await (const [n, row] of this.#forth(conversation, last)) {
      const shown = this.#shown.inFull(row);
      bytes += Buffer.byteLength(JSON.stringify(shown));
      if (page.rows.length === PAGE_ROWS || (page.rows.length > 0 && bytes > PAGE_BYTES))
        return { ...page, hasMore: true };
      page.rows.push(shown);
      page.last = n;
    }
    return page;
  }

  /** Yields the rows after the one with the number `last`, and reads little more than it is asked for. */
  async *#forth(conversation: string, last: number): AsyncGenerator<[number, Row]> {
    const prefix = rowPrefix(conversation);
    const most = this.#store.isShared ? SINGLE_ROWS_READ : PACKS_READ;
    let key = prefix + number(Math.max(last - MOST_IN_PACK, 0));
    for (let isAll = false; !isAll; ) {
      const entries = await this.#store.list(prefix, key, most);
      await this.#arriving;
      for (const entry of entries)
        yield* rowsAfter(entry.value, Number(entry.key.slice(prefix.length)), last);
      isAll = entries.length < most;
      key = entries.at(-1)?.key ?? key;
    }
  }

  /**
   * Returns the last page of the rows until the one with this number. It begins with a message and not with an answer to one before it,
   * since Web Chat waits for what an answer is to.
   */
  async until(conversation: string, watermark: number): Promise<LastPage> {
    const record = await this.#store.get(recordKey(conversation));
    const last = Math.min(watermark, record ? openRecord(record.value).next - 1 : 0);
    /** From the newest to the oldest. */
    const taken: [number, Row][] = [];
    let hasEarlier = false;
    let bytes = 0;
    for await (const [n, row] of this.#back(conversation, last)) {
      const shown = this.#shown.inFull(row);
      bytes += Buffer.byteLength(JSON.stringify(shown));
      hasEarlier = taken.length === PAGE_ROWS || (taken.length > 0 && bytes > LAST_PAGE_BYTES);
      if (hasEarlier) break;
      taken.push([n, shown]);
    }
    const page = taken.toReversed();
    const ids = new Set(page.map(([, { id }]) => id));
    const begin = page.findIndex(([, { replyToId }]) => typeof replyToId !== 'string' || ids.has(replyToId));
    const kept = hasEarlier ? page.slice(Math.max(begin, 0)) : page;
    const [first] = kept;
    return {
      rows: kept.map(([, row]) => row),
      last,
      earlier: hasEarlier && first ? first[0] - 1 : undefined,
    };
  }

  /** Yields the rows from the one with the number `last` back to the first one that is stored, and reads no more than it is asked for. */
  async *#back(conversation: string, last: number): AsyncGenerator<[number, Row]> {
    const prefix = rowPrefix(conversation);
    for (let end = last; end > 0; ) {
      const from = number(Math.max(end - LOOKED_AT, 0));
      const entries = await this.#store.list(prefix, prefix + from, LOOKED_AT);
      await this.#arriving;
      const packs = entries
        .map(({ key, value }) => ({ first: Number(key.slice(prefix.length)), value }))
        .filter(({ first }) => first <= end);
      for (const { first, value } of packs.toReversed()) yield* rowsBack(value, first, end);
      end = (packs[0]?.first ?? 1) - 1;
    }
  }

  /** Returns rows that were just added as the page that a client gets who has all before them. */
  pageOf({ after, rows }: Added): Page {
    const shown = rows.map((row) => this.#shown.inFull(row));
    return { rows: shown, last: after + rows.length, hasMore: false };
  }

  /** Counts the rows that are stored, by the numbers of the oldest and of the next one. */
  async count(conversation: string): Promise<number> {
    const prefix = rowPrefix(conversation);
    const [record, [oldest]] = await Promise.all([
      this.#store.get(recordKey(conversation)),
      this.#store.list(prefix, '', 1),
    ]);
    if (!record || !oldest) return 0;
    return openRecord(record.value).next - Number(oldest.key.slice(prefix.length));
  }

  /** Forgets the replies that are shown otherwise than they are stored. */
  forgetShown(conversation: string): void {
    this.#shown.forget(conversation);
  }

  /** Returns the id of the row that an activity became when it first arrived. */
  async rowOf(conversation: string, activityId: string): Promise<string | undefined> {
    const entry = await this.#store.get(recordKey(conversation));
    return entry && openRecord(entry.value).clients.find(({ activity }) => activity === activityId)?.row;
  }

  /**
   * Returns the rows of one turn, and the deletion of the oldest ones where there are too many. They are not written here: the
   * turn commits them together with the person's state. @throws HttpError where the conversation was ended meanwhile.
   */
  async rowsOf(
    received: Partial<Activity>,
    turn: TurnRecord,
    { keepsIncoming = false, beginsPack = false }: RowOptions,
  ): Promise<TurnRows> {
    const conversation = received.conversation?.id ?? '';
    const user = received.from?.id ?? '';
    const entry = await this.#store.get(recordKey(conversation));
    const record = entry ? openRecord(entry.value) : newRecord(user);
    const ids = rowIds(conversation, record.next);

    const own = keepsIncoming ? ownRow(turn.incoming, ids()) : undefined;
    const replies = turn.replies.filter(isShown).map((reply) =>
      replyRow(reply, {
        id: ids(),
        timestamp: new Date().toISOString(),
        replyToId: own?.id,
        conversation: { id: conversation },
      }),
    );
    const rows = own ? [own, ...replies] : replies;

    const { pack, writes } = this.#store.isShared
      ? { pack: undefined, writes: this.#single(conversation, rows, record.next) }
      : await this.#packed(conversation, rows, record, beginsPack);
    const next = record.next + rows.length;
    const clients = own ? [...record.clients, { activity: received.id ?? '', row: own.id }] : record.clients;
    const changed: ConversationRecord = {
      ...record,
      next,
      pack,
      clients: clients.slice(-REMEMBERED_IDS),
    };
    return {
      writes: [
        this.#write(recordKey(conversation), changed, entry?.version ?? null),
        ...writes,
        ...(await this.#deletions(conversation, next, rows.length)),
      ],
      first: rows[0]?.id,
      replies,
      after: record.next - 1,
      rows,
    };
  }

  /** Gives no rows before what another process has sent to be shown with them has arrived. */
  waitFor(arriving: Promise<void>): void {
    this.#arriving = arriving;
  }

  /** Shows rows in full that are stored with less in them. */
  show(rows: readonly ShownRow[]): void {
    for (const row of rows) this.#shown.add(row);
  }

  /** Returns the writes of rows that are stored each by itself, as a process of an earlier version reads them. */
  #single(conversation: string, rows: readonly Row[], next: number): Write[] {
    return rows.map((row, index) => this.#write(rowPrefix(conversation) + number(next + index), row, null));
  }

  /** Returns the writes of the packs that take the rows, and where the pack begins that takes the next one. */
  async #packed(
    conversation: string,
    rows: readonly Row[],
    record: ConversationRecord,
    beginsPack: boolean,
  ): Promise<{ pack: number | undefined; writes: Write[] }> {
    const last = beginsPack ? undefined : await this.#lastPack(conversation, record);
    const packs = addRows(last, rows, record.next, Date.now());
    const writes = packs.map(
      ({ first, pack }): Write => ({
        key: rowPrefix(conversation) + number(first),
        value: pack,
        expected: first === last?.first ? last.version : null,
        expiresAt: pack.since + this.#retentionMs,
        isDeflated: true,
      }),
    );
    return { pack: packs.at(-1)?.first ?? last?.first, writes };
  }

  /** Returns the pack that was filled last. */
  async #lastPack(
    conversation: string,
    { pack: first }: ConversationRecord,
  ): Promise<(NumberedPack & { version: number }) | undefined> {
    if (first === undefined) return undefined;
    const entry = await this.#store.get(rowPrefix(conversation) + number(first));
    const pack = packIn(entry?.value);
    return entry && pack && { first, pack, version: entry.version };
  }

  /** Returns the writes that delete the oldest packs beyond the rows that are kept. */
  async #deletions(conversation: string, next: number, added: number): Promise<Write[]> {
    const newestTooOld = next - 1 - MOST_ROWS;
    if (newestTooOld < 1) return [];
    const prefix = rowPrefix(conversation);
    const oldest = await this.#store.list(prefix, '', added + ALSO_DELETED);
    const isTooOld = ({ key, value }: Entry) =>
      Number(key.slice(prefix.length)) + countIn(value) - 1 <= newestTooOld;
    return oldest.filter(isTooOld).map(deletionOf);
  }

  #write(key: string, value: unknown, expected: number | null): Write {
    return { key, value, expected, expiresAt: Date.now() + this.#retentionMs };
  }
}

/** Checks whether a reply is shown to people, and so belongs to the history. */
export function isShown({ type }: Partial<Activity>): boolean {
  return type === undefined || type === 'message' || type === 'event';
}

/** Returns a reply as clients see it, without its place in the history. */
export function shownReply(reply: Partial<Activity>): Partial<Activity> & { type: string } {
  const { serviceUrl: _, recipient: __, ...shown } = reply;
  return { ...shown, type: reply.type ?? 'message', channelId: 'webchat', from: botAccount };
}

/** Returns the refusal of everything in a conversation that was ended. */
export function conversationEnded(): HttpError {
  return new HttpError(
    403,
    'ConversationEnded',
    'This conversation has ended. Ask for a new one, without a token, at POST /api/webchat/token.',
  );
}

/** Returns the replies in full whose stored rows have less in them, as after a phone number. */
export function rowsInFull(rows: readonly Row[], replies: readonly Partial<Activity>[]): ShownRow[] {
  return rows.flatMap((row, index) => {
    const { id, timestamp, replyToId, conversation } = row;
    const full = replyRow(replies[index] ?? row, { id, timestamp, replyToId, conversation });
    // What is redacted is copied, and all else of the row is the reply's own.
    if (Object.entries(full).every(([field, value]) => row[field] === value)) return [];
    return [{ stored: hashOf(row), row: full }];
  });
}

function openRecord(value: unknown): ConversationRecord {
  const stored = storedSchema.parse(value);
  if ('ended' in stored) throw conversationEnded();
  return stored;
}

function rowPrefix(conversation: string): string {
  return `${HISTORY}${conversation}/`;
}

function recordKey(conversation: string): string {
  return WEBCHAT_CONVERSATIONS + conversation;
}

function newRecord(user: string): ConversationRecord {
  return { version: 1, user, next: 1, clients: [] };
}

function number(n: number): string {
  return String(n).padStart(DIGITS, '0');
}

function rowIds(conversation: string, next: number): () => string {
  let n = next;
  return () => `${conversation}|${number(n++)}`;
}

function ownRow(incoming: Activity, id: string): Row {
  const { type, timestamp, channelId, from, conversation, text, value, name, locale, channelData } = incoming;
  const at = timestamp ?? new Date();
  return { id, type, timestamp: at, channelId, from, conversation, text, value, name, locale, channelData };
}

function replyRow(reply: Partial<Activity>, place: Place): Row {
  return { ...shownReply(reply), ...place };
}
