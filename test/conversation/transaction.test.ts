import { setImmediate } from 'node:timers/promises';
import type { TurnContext } from 'botbuilder-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sayError } from '../../dialogs/info-cards.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { correlated, correlationId } from '../../src/lib/correlation.ts';
import { openMemoryStore } from '../../src/store/memory.ts';
import type { Store, Write } from '../../src/store/store.ts';
import { HOUR, TestChannel } from './test-channel.ts';

/** Counts messages in the person's state, slowly, and replies with the count. */
async function count(turn: Turn, context: TurnContext): Promise<void> {
  const { marks } = turn.state.progress;
  const counted = Object.keys(marks).length + 1;
  await setImmediate();
  turn.state.progress = { ...turn.state.progress, marks: { ...marks, [`n/${counted}`]: 'done' } };
  await context.sendActivity(`${context.activity.text} is ${counted}`);
}

async function counted(channel: TestChannel, conversation?: string): Promise<number> {
  const state = await channel.state(conversation);
  return Object.keys(state?.progress.marks ?? {}).length;
}

async function fail(turn: Turn, context: TurnContext): Promise<void> {
  turn.state.progress = { ...turn.state.progress, marks: { 'a/b': 'done' } };
  turn.state.welcomed = true;
  await context.sendActivity('half an answer');
  throw new Error('boom');
}

/** A store in which another process wins the first few commits of the conversation. */
function contested(times: number): Store & { lost: number } {
  const store = openMemoryStore();
  const other = new TestChannel({ bot: count, store });
  const contest = {
    ...store,
    lost: 0,
    async commit(writes: readonly Write[]) {
      if (contest.lost < times) {
        contest.lost += 1;
        await other.receive({ id: `other ${contest.lost}`, text: 'other' });
      }
      return store.commit(writes);
    },
  };
  return contest;
}

describe('The transaction', () => {
  test('runs the turns of one conversation in order, even where they arrive at once', async () => {
    const channel = new TestChannel({ bot: count });
    await Promise.all(Array.from({ length: 20 }, (_, n) => channel.receive({ text: `${n + 1}` })));
    expect(channel.texts).toEqual(Array.from({ length: 20 }, (_, n) => `${n + 1} is ${n + 1}`));
    expect(await counted(channel)).toBe(20);
  });

  test('does not let a turn wait for another conversation', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const channel = new TestChannel({
      bot: async (turn, context) => {
        if (turn.message.text === 'slow') await held;
        await context.sendActivity(turn.message.text);
      },
    });
    const slow = channel.receive({ text: 'slow' }, 'one');
    await channel.receive({ text: 'quick' }, 'two');
    expect(channel.texts).toEqual(['quick']);
    release();
    await slow;
    expect(channel.texts).toEqual(['quick', 'slow']);
  });

  test('keeps the states of two conversations apart', async () => {
    const channel = new TestChannel({ bot: count });
    for (const conversation of ['one', 'two', 'two']) await channel.receive({ text: 'x' }, conversation);
    expect([await counted(channel, 'one'), await counted(channel, 'two')]).toEqual([1, 2]);
  });
});

describe('The log of a turn', () => {
  test('is written under the id of its own request, also where turns wait for each other', async () => {
    const ids: unknown[] = [];
    const channel = new TestChannel({ bot: async () => void ids.push(correlationId()) });
    await Promise.all(
      ['one', 'two', 'three'].map((id) => correlated(id, () => channel.receive({ text: id }))),
    );
    expect(ids).toEqual(['one', 'two', 'three']);
  });

  test('names the conversation and the activity of a press whose data could not be read, and none of the data', async () => {
    const channel = new TestChannel();
    await channel.receive({ id: 'press-1', value: { action: 'no such action', said: 'anna' } });
    const about = { conversation: 'talk-1', activity: 'press-1' };
    expect(channel.logged).toContainEqual([about, 'the data of a pressed button could not be read']);
    expect(JSON.stringify(channel.logged)).not.toContain('anna');
  });
});

describe('Typing', () => {
  afterEach(() => void vi.useRealTimers());

  test('shows while the store is slow to commit, and ends with it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const store = openMemoryStore();
    const commit = Promise.withResolvers<void>();
    const channel = new TestChannel({
      bot: count,
      store: {
        ...store,
        async commit(writes) {
          await commit.promise;
          return store.commit(writes);
        },
      },
    });
    const received = channel.receive({ text: 'x' });
    await vi.advanceTimersByTimeAsync(3500);
    const types = () => channel.sent.map(({ type }) => type);
    expect(types()).toEqual(['typing', 'typing']);
    commit.resolve();
    await received;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(types()).toEqual(['typing', 'typing', 'message']);
  });
});

describe('An activity', () => {
  test('is processed once, however often and at whatever moment it is delivered', async () => {
    const channel = new TestChannel({ bot: count });
    await channel.receive({ id: 'same', text: 'first' });
    await Promise.all([1, 2, 3].map(() => channel.receive({ id: 'same', text: 'again' })));
    expect(channel.texts).toEqual(['first is 1']);
    expect(await counted(channel)).toBe(1);
  });

  test('is not processed again by a restarted process', async () => {
    const store = openMemoryStore();
    await new TestChannel({ bot: count, store }).receive({ id: 'same', text: 'first' });
    const restarted = new TestChannel({ bot: count, store });
    await restarted.receive({ id: 'same', text: 'again' });
    expect(restarted.texts).toEqual([]);
  });

  test('is processed again where its id comes from another conversation', async () => {
    const channel = new TestChannel({ bot: count });
    await channel.receive({ id: 'same', text: 'here' }, 'one');
    await channel.receive({ id: 'same', text: 'there' }, 'two');
    expect(channel.texts).toEqual(['here is 1', 'there is 1']);
  });

  test('is remembered until a hundred others have followed it', async () => {
    const channel = new TestChannel({ bot: count });
    for (let n = 0; n < 150; n++) await channel.receive({ id: `m${n}`, text: 'x' });
    const state = await channel.state();
    expect(state?.processedIds).toEqual(Array.from({ length: 100 }, (_, n) => `m${n + 50}`));
  });
});

describe('The new state and the rows of the channel', () => {
  const row = (key: string): Write => ({ key, value: 'row', expected: null, expiresAt: Date.now() + HOUR });

  test('are committed together, before a reply is sent', async () => {
    const commits: string[][] = [];
    const store = openMemoryStore();
    const channel: TestChannel = new TestChannel({
      bot: count,
      store: {
        ...store,
        async commit(writes) {
          expect(channel.sent).toEqual([]);
          commits.push(writes.map(({ key }) => key));
          return store.commit(writes);
        },
      },
      beforeCommit: async () => [row('history/1')],
    });
    await channel.receive({ text: 'x' });
    expect(commits).toEqual([['talk/talk-1', 'history/1']]);
    expect(channel.texts).toEqual(['x is 1']);
  });

  test('are both missing where the commit fails, and no reply is sent', async () => {
    const store = openMemoryStore();
    const channel = new TestChannel({
      bot: count,
      store: { ...store, commit: async () => Promise.reject(new Error('disk full')) },
      beforeCommit: async () => [row('history/1')],
    });
    await expect(channel.receive({ text: 'x' })).rejects.toThrow('disk full');
    expect(await store.list('')).toEqual([]);
    expect(channel.sent).toEqual([]);
  });

  test('expire after the retention', async () => {
    const written: Write[] = [];
    const store = openMemoryStore();
    const commit = (writes: readonly Write[]) => {
      written.push(...writes);
      return store.commit(writes);
    };
    const before = Date.now();
    await new TestChannel({ bot: count, store: { ...store, commit } }).receive({ text: 'x' });
    expect(written[0]?.expiresAt).toBeGreaterThanOrEqual(before + HOUR);
    expect(written[0]?.expiresAt).toBeLessThanOrEqual(Date.now() + HOUR);
  });
});

describe('A turn whose commit loses a race', () => {
  test('runs again on the state that won, and answers once', async () => {
    const store = contested(3);
    const channel = new TestChannel({ bot: count, store });
    await channel.receive({ text: 'x' });
    expect(store.lost).toBe(3);
    expect(channel.texts).toEqual(['x is 4']);
    expect(await counted(channel)).toBe(4);
  });

  test('gives up without an answer where it loses every time', async () => {
    const channel = new TestChannel({ bot: count, store: contested(Number.POSITIVE_INFINITY) });
    await expect(channel.receive({ text: 'x' })).rejects.toThrow('lost 10 races');
    expect(channel.sent).toEqual([]);
  });

  test('does not run again where the other process has processed the same activity', async () => {
    const store = openMemoryStore();
    const channel = new TestChannel({ bot: count, store });
    const other = new TestChannel({ bot: count, store });
    await Promise.all([channel.receive({ id: 'same', text: 'x' }), other.receive({ id: 'same', text: 'x' })]);
    expect([...channel.texts, ...other.texts]).toEqual(['x is 1']);
  });
});

test('A turn that the person did not begin recreates no conversation that they have had erased', async () => {
  const channel = new TestChannel({ bot: count });
  await channel.receive({ type: 'event', name: 'ContinueConversation' });
  expect(channel.sent).toEqual([]);
  expect(await channel.store.list('')).toEqual([]);
});

describe('A bot that fails', () => {
  test('sends nothing in a proactive turn, and its sender gets the error', async () => {
    const store = openMemoryStore();
    await new TestChannel({ bot: count, store }).receive({ text: 'x' });
    const before = await store.list('');
    const channel = new TestChannel({ bot: fail, apologise: sayError, store });
    const event = { type: 'event', name: 'ContinueConversation', id: 'e1' };
    await expect(channel.receive(event)).rejects.toThrow();
    expect(channel.sent).toEqual([]);
    expect(await store.list('')).toEqual(before);
  });

  test('answers with the apology alone, whose buttons work', async () => {
    const channel = new TestChannel({ bot: fail, apologise: sayError });
    await channel.receive({ text: 'x' });
    expect(channel.sent.map(({ summary }) => summary)).toEqual([
      expect.stringContaining('went wrong on our side'),
    ]);
    const { activeCards, lastCard } = (await channel.state()) ?? {};
    expect(activeCards).toHaveLength(1);
    expect(lastCard?.kind).toBe('error');
  });

  test('leaves the person’s progress unchanged, and does not run again for the same activity', async () => {
    const channel = new TestChannel({ bot: fail, apologise: sayError });
    await channel.receive({ id: 'm1', text: 'x' });
    await channel.receive({ id: 'm1', text: 'x' });
    expect(await channel.state()).toMatchObject({ welcomed: false, processedIds: ['m1'] });
    expect(await counted(channel)).toBe(0);
    expect(channel.sent).toHaveLength(1);
  });

  test('is logged with ids and the error, without the typed words', async () => {
    const channel = new TestChannel({ bot: fail });
    await channel.receive({ id: 'm1', text: 'my secret' });
    expect(channel.logged).toContainEqual([
      { error: 'Error', frames: expect.any(Array), conversation: 'talk-1', activity: 'm1' },
      'turn failed',
    ]);
    expect(JSON.stringify(channel.logged)).not.toContain('my secret');
  });

  test('does not stop the next turn', async () => {
    const channel = new TestChannel({
      bot: (turn, context) => (turn.message.text === 'bad' ? fail(turn, context) : count(turn, context)),
    });
    await Promise.all(['bad', 'good'].map((text) => channel.receive({ text })));
    expect(channel.texts).toEqual(['good is 1']);
  });
});

test('A stored conversation that cannot be read begins anew, is logged, and stays beside the new one', async () => {
  const store = openMemoryStore();
  await store.commit([
    { key: 'talk/talk-1', value: { version: 99 }, expected: null, expiresAt: Date.now() + HOUR },
  ]);
  const channel = new TestChannel({ bot: count, store });
  await channel.receive({ text: 'x' });
  expect(channel.texts).toEqual(['x is 1']);
  expect(JSON.stringify(channel.logged)).toContain('cannot be read and starts again');
  const aside = await store.list('unreadable/talk/talk-1/');
  expect(aside.map(({ value }) => value)).toEqual([{ version: 99 }]);
});
