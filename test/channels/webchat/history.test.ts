import type { Activity } from 'botbuilder-core';
import { describe, expect, test } from 'vitest';
import { History } from '../../../src/channels/webchat/history.ts';
import { HISTORY } from '../../../src/store/keys.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import type { Store } from '../../../src/store/store.ts';
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
  const { writes } = await history.rowsOf(received, { incoming: received, replies }, false);
  expect(await store.commit(writes)).toBe(true);
}

async function numbersIn(store: Store): Promise<number[]> {
  return (await store.list(HISTORY)).map(({ key }) => Number(key.slice(-7)));
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

describe('A conversation keeps its newest two thousand rows', () => {
  test('and deletes the oldest as new ones come', async () => {
    const { store, history } = await conversationOf(Array(2000).fill(1));
    await add(store, history, [
      { type: 'message', text: 'one' },
      { type: 'message', text: 'two' },
    ]);
    const numbers = await numbersIn(store);
    expect(numbers).toHaveLength(2000);
    expect(numbers[0]).toBe(3);
    expect(numbers.at(-1)).toBe(2002);
  });

  test('and has fewer too many after each message where there were more before', async () => {
    const { store, history } = await conversationOf(Array(2200).fill(1));
    await add(store, history, [{ type: 'message', text: 'one' }]);
    const after = (await numbersIn(store)).length;
    expect(after).toBeLessThan(2190);
    await add(store, history, [{ type: 'message', text: 'two' }]);
    expect((await numbersIn(store)).length).toBeLessThan(after);
  });
});
