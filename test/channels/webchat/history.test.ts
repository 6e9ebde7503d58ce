import type { Activity } from 'botbuilder-core';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { History } from '../../../src/channels/webchat/history.ts';
import { countIn, rowsAfter } from '../../../src/channels/webchat/packs/packs.ts';
import { HISTORY } from '../../../src/store/keys.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import type { Store, Write } from '../../../src/store/store.ts';
import { DAY } from './support.ts';

const CONVERSATION = 'c';
const received = { type: 'message', conversation: { id: CONVERSATION }, from: { id: 'dl_u' } } as Activity;

/** A conversation whose history holds texts of these lengths. */
async function conversationOf(lengths: readonly number[]): Promise<{ store: Store; history: History }> {
  const store = openMemoryStore();
  const history = new History(store, DAY);
  const replies = lengths.map((length) => ({ type: 'message', text: 'x'.repeat(length) }));
  await add(store, history, replies);
  return { store, history };
}

async function add(store: Store, history: History, replies: Partial<Activity>[]): Promise<void> {
  const { writes } = await history.rowsOf(received, { incoming: received, replies }, {});
  expect(await store.commit(writes)).toBe(true);
}

/** The numbers of the rows that are stored, from all packs. */
async function numbersIn(store: Store): Promise<number[]> {
  const entries = await store.list(HISTORY);
  return entries
    .flatMap(({ value }) => [...rowsAfter(value, 1, 0)])
    .map(([, { id }]) => Number(id.slice(-7)));
}

/** Stores a row as earlier releases did, each by itself. */
async function addAlone(store: Store, n: number): Promise<void> {
  const digits = String(n).padStart(7, '0');
  const row = { id: `${CONVERSATION}|${digits}`, type: 'message', text: `alone ${n}` };
  const expiresAt = Date.now() + DAY;
  const key = `webchat/${CONVERSATION}`;
  const record = await store.get(key);
  const value = { version: 1, user: 'dl_u', next: n + 1, clients: [] };
  await store.commit([
    { key: `${HISTORY}${CONVERSATION}/${digits}`, expected: null, value: row, expiresAt },
    { key, expected: record?.version ?? null, value, expiresAt },
  ]);
}

describe('The history gives', () => {
  test('a page of a hundred rows at a time, each once and in order', async () => {
    const { history } = await conversationOf(Array(250).fill(1));
    const sizes: number[] = [];
    const ids: string[] = [];
    let page = { last: 0, hasMore: true };
    while (page.hasMore) {
      const next = await history.after(CONVERSATION, page.last);
      sizes.push(next.rows.length);
      ids.push(...next.rows.map(({ id }) => id));
      page = next;
    }
    expect(sizes).toEqual([100, 100, 50]);
    expect(ids).toEqual(Array.from({ length: 250 }, (_, n) => `c|${String(n + 1).padStart(7, '0')}`));
    expect(page.last).toBe(250);
  });

  test('no more than 256 kB at a time, and yet a row that is larger', async () => {
    const { history } = await conversationOf([100_000, 100_000, 100_000, 300_000, 1]);
    const rowsAfter = async (last: number) => (await history.after(CONVERSATION, last)).rows.length;
    expect(await rowsAfter(0)).toBe(2);
    expect(await rowsAfter(2)).toBe(1);
    expect(await rowsAfter(3)).toBe(1);
    expect(await rowsAfter(4)).toBe(1);
    expect(await history.after(CONVERSATION, 5)).toEqual({ rows: [], last: 5, hasMore: false });
  });
});

describe('The history gives, from the end,', () => {
  test('each row once and in order, a page of at most 64 kB at a time', async () => {
    const { history } = await conversationOf(Array(250).fill(3000));
    const ids: string[] = [];
    const sizes: number[] = [];
    for (let until: number | undefined = Number.MAX_SAFE_INTEGER; until !== undefined; ) {
      const { rows, earlier } = await history.until(CONVERSATION, until);
      ids.unshift(...rows.map(({ id }) => id));
      sizes.push(Buffer.byteLength(JSON.stringify(rows)));
      until = earlier;
    }
    expect(ids).toEqual(Array.from({ length: 250 }, (_, n) => `c|${String(n + 1).padStart(7, '0')}`));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(65 * 1024);
  });

  test('no more than a hundred rows, and yet a row that is larger than a page', async () => {
    const { history } = await conversationOf([...Array(150).fill(1), 100_000]);
    const large = await history.until(CONVERSATION, 151);
    expect(large).toMatchObject({ last: 151, earlier: 150 });
    expect(large.rows).toHaveLength(1);
    const small = await history.until(CONVERSATION, 150);
    expect(small).toMatchObject({ last: 150, earlier: 50 });
    expect(small.rows).toHaveLength(100);
    expect(await history.until(CONVERSATION, 50)).toMatchObject({ last: 50, earlier: undefined });
  });

  test('a page that begins with a message and not with an answer to one before it', async () => {
    const store = openMemoryStore();
    const history = new History(store, DAY);
    for (let n = 0; n < 60; n++) {
      const replies = Array(2).fill({ type: 'message', text: 'x'.repeat(1000) });
      const { writes } = await history.rowsOf(
        received,
        { incoming: received, replies },
        { keepsIncoming: true },
      );
      await store.commit(writes);
    }
    const { rows, earlier } = await history.until(CONVERSATION, 180);
    expect(rows[0]).not.toHaveProperty('replyToId');
    expect(rows[1]).toMatchObject({ replyToId: rows[0]?.id });
    const before = await history.until(CONVERSATION, earlier ?? 0);
    expect(before.rows.at(-1)).toMatchObject({ text: 'x'.repeat(1000) });
    expect(Number(before.rows.at(-1)?.id.slice(-7)) + 1).toBe(Number(rows[0]?.id.slice(-7)));
  });

  test('rows of today and of earlier releases, those that were added by themselves included', async () => {
    const store = openMemoryStore();
    const history = new History(store, DAY);
    for (let n = 1; n <= 50; n++) await addAlone(store, n);
    await add(store, history, [{ type: 'message', text: 'packed 51' }]);
    await addAlone(store, 52);
    const { rows, earlier } = await history.until(CONVERSATION, 52);
    expect(rows.map(({ text }) => text)).toEqual([
      ...Array.from({ length: 50 }, (_, n) => `alone ${n + 1}`),
      'packed 51',
      'alone 52',
    ]);
    expect(earlier).toBeUndefined();
  });

  test('what is there, and reads no more of it than the page holds', async () => {
    const { store, history } = await conversationOf(Array(2000).fill(3000));
    const read: number[] = [];
    const counting: Store = {
      ...store,
      list: async (...asked) => {
        const entries = await store.list(...asked);
        read.push(entries.length);
        return entries;
      },
    };
    const { rows } = await new History(counting, DAY).until(CONVERSATION, 2000);
    expect(rows).toHaveLength(20);
    // Of a hundred packs.
    expect(read).toEqual([2]);
    await store.commit(
      (await store.list(HISTORY, '', 50)).map(({ key, version }) => ({
        key,
        expected: version,
        value: undefined,
        expiresAt: 0,
      })),
    );
    expect(await history.until(CONVERSATION, 1010)).toMatchObject({ last: 1010, earlier: undefined });
    expect(await history.until('unknown', 10)).toEqual({ rows: [], last: 0, earlier: undefined });
  });
});

describe('A conversation keeps its newest five thousand rows', () => {
  test('and deletes the oldest as new ones come', async () => {
    const { store, history } = await conversationOf(Array(5000).fill(1));
    await add(store, history, [
      { type: 'message', text: 'one' },
      { type: 'message', text: 'two' },
    ]);
    expect((await numbersIn(store))[0]).toBe(1);
    await add(store, history, Array(18).fill({ type: 'message', text: 'more' }));
    // A pack goes as a whole, once none of its rows is among the newest five thousand.
    const numbers = await numbersIn(store);
    expect(numbers).toHaveLength(5000);
    expect(numbers[0]).toBe(21);
    expect(numbers.at(-1)).toBe(5020);
  });

  test('and has fewer too many after each message where there were more before', async () => {
    const store = openMemoryStore();
    for (let n = 1; n <= 5200; n++) await addAlone(store, n);
    const history = new History(store, DAY);
    await add(store, history, [{ type: 'message', text: 'one' }]);
    const after = (await numbersIn(store)).length;
    expect(after).toBeLessThan(5190);
    await add(store, history, [{ type: 'message', text: 'two' }]);
    expect((await numbersIn(store)).length).toBeLessThan(after);
  });
});

describe('Rows that an earlier release stored by themselves', () => {
  test('are read with those of today, whichever came first', async () => {
    const store = openMemoryStore();
    const history = new History(store, DAY);
    await addAlone(store, 1);
    await addAlone(store, 2);
    await add(store, history, [{ type: 'message', text: 'packed 3' }]);
    await add(store, history, [{ type: 'message', text: 'packed 4' }]);
    // An earlier release beside this one leaves out where the pack is.
    await addAlone(store, 5);
    await add(store, history, [{ type: 'message', text: 'packed 6' }]);
    const textsAfter = async (last: number) =>
      (await history.after(CONVERSATION, last)).rows.map(({ text }) => text);
    const all = ['alone 1', 'alone 2', 'packed 3', 'packed 4', 'alone 5', 'packed 6'];
    for (let last = 0; last <= 6; last++) expect(await textsAfter(last)).toEqual(all.slice(last));
    expect(await history.count(CONVERSATION)).toBe(6);
    expect(await store.list(HISTORY)).toHaveLength(5);
  });
});

describe('In a database that several processes share', () => {
  /** What the version before packs reads, word for word: it has to find nothing else during a rolling update. */
  const earlierRow = z.looseObject({ id: z.string(), type: z.string() });
  const earlierRecord = z.object({
    version: z.literal(1),
    user: z.string(),
    next: z.number().int().positive(),
    clients: z.array(z.object({ activity: z.string(), row: z.string() })),
  });

  test('each row is stored by itself, so that an earlier version reads and continues a conversation', async () => {
    const store = { ...openMemoryStore(), isShared: true };
    const history = new History(store, DAY);
    await add(store, history, [
      { type: 'message', text: 'alone 1' },
      { type: 'message', text: 'alone 2' },
    ]);
    await addAlone(store, 3);
    await add(store, history, [{ type: 'message', text: 'alone 4' }]);
    const rows = (await store.list(HISTORY)).map(({ key, value }) => [key, earlierRow.parse(value)]);
    expect(rows).toEqual(
      [1, 2, 3, 4].map((n) => [
        `history/c/000000${n}`,
        expect.objectContaining({ id: `c|000000${n}`, text: `alone ${n}` }),
      ]),
    );
    expect(earlierRecord.parse((await store.get('webchat/c'))?.value).next).toBe(5);
    const { rows: read } = await history.after(CONVERSATION, 0);
    expect(read.map(({ text }) => text)).toEqual(['alone 1', 'alone 2', 'alone 3', 'alone 4']);
  });

  test('a page has a hundred rows, and packs are read too, so that the next release may write them', async () => {
    const { store } = await conversationOf(Array(30).fill(1));
    const shared = { ...store, isShared: true };
    const history = new History(shared, DAY);
    await add(shared, history, Array(200).fill({ type: 'message', text: 'x' }));
    const numbers: number[] = [];
    const sizes: number[] = [];
    for (let page = { last: 0, hasMore: true }; page.hasMore; ) {
      const next = await history.after(CONVERSATION, page.last);
      numbers.push(...next.rows.map(({ id }) => Number(id.slice(-7))));
      sizes.push(next.rows.length);
      page = next;
    }
    expect(numbers).toEqual(Array.from({ length: 230 }, (_, n) => n + 1));
    expect(sizes).toEqual([100, 100, 30]);
  });
});

describe('Rows are stored together', () => {
  test('and go together, once the first has been kept long enough', async () => {
    const { store, history } = await conversationOf([1]);
    const expires: number[] = [];
    const keeping = {
      ...store,
      commit: (writes: readonly Write[]) => {
        expires.push(...writes.filter(({ key }) => key.startsWith(HISTORY)).map((write) => write.expiresAt));
        return store.commit(writes);
      },
    };
    for (let n = 0; n < 3; n++) await add(keeping, history, [{ type: 'message', text: 'soon after' }]);
    expect(await store.list(HISTORY)).toHaveLength(1);
    expect(new Set(expires).size).toBe(1);
  });

  test('but not with those of an hour before', async () => {
    const { store, history } = await conversationOf([1]);
    vi.useFakeTimers({ now: Date.now() + 61 * 60 * 1000, toFake: ['Date'] });
    await add(store, history, [{ type: 'message', text: 'later' }]);
    vi.useRealTimers();
    expect(await store.list(HISTORY)).toHaveLength(2);
    expect(await numbersIn(store)).toEqual([1, 2]);
  });

  test('and those of a turn that erases are not stored with any from before', async () => {
    const { store, history } = await conversationOf([1, 1]);
    const record = { incoming: received, replies: [{ type: 'message', text: 'erased' }] };
    const { writes } = await history.rowsOf(received, record, { beginsPack: true });
    await store.commit(writes);
    await add(store, history, [{ type: 'message', text: 'goes on' }]);
    const sizes = (await store.list(HISTORY)).map(({ value }) => countIn(value));
    expect(sizes).toEqual([2, 2]);
  });
});
