import { expect, test } from 'vitest';
import type { RunTurn } from '../../../src/conversation/transaction.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import type { Store } from '../../../src/store/store.ts';
import { echo, listen, openChat, texts } from './support.ts';
import { testTurns } from './test-turns.ts';

/** Stores of two processes on one database, which tell each other what they write and say, and everything that they said. */
function twoStores() {
  const shared = openMemoryStore();
  const watchers: [number, string, (key: string) => void][] = [];
  const hearers: [number, (text: string) => void][] = [];
  const told: string[] = [];
  const storeOf = (process: number): Store => ({
    ...shared,
    isShared: true,
    commit: async (writes) => {
      const isMade = await shared.commit(writes);
      for (const { key } of isMade ? writes : [])
        for (const [owner, watched, changed] of watchers)
          if (owner !== process && key === watched) changed(key);
      return isMade;
    },
    watch: (watched, changed) => {
      watchers.push([process, watched, changed]);
      return () => {};
    },
    tell: async (text) => {
      told.push(text);
      for (const [owner, heard] of hearers) if (owner !== process) heard(text);
    },
    hear: (heard) => {
      hearers.push([process, heard]);
      return () => {};
    },
  });
  return { stores: [storeOf(1), storeOf(2)] as const, told };
}

const signingKey = 'k'.repeat(40);

/** A web chat in each of two processes, and a window that is connected to the first. */
async function twoChats(turnsOf: (store: Store) => RunTurn = (store) => testTurns(store, echo)) {
  const { stores, told } = twoStores();
  const [here, there] = stores;
  const chat = await openChat({ store: here, signingKey, runTurn: turnsOf(here) });
  const other = await openChat({ store: there, signingKey, runTurn: turnsOf(there) });
  const person = await chat.openConversation();
  const window = await listen((await chat.reconnect(person)).streamUrl);
  await expect.poll(window.texts).toEqual(['welcome']);
  const closed = new Promise((resolve) => window.socket.once('close', resolve));
  return { chat, other, person, window, closed, told, stores };
}

test('A window shows at once what another process adds to its conversation, and closes when that ends it', async () => {
  const { other, person, window, closed } = await twoChats();
  await other.say(person, 'hello');
  await expect.poll(window.texts).toEqual(['welcome', '> hello', 'you said hello']);
  await other.call('POST', '/api/webchat/revoke', person.token);
  expect(await closed).toBe(4001);
});

test('What is shown and not stored is shown by every process, and none of it can be read on the way', async () => {
  const { chat, other, person, window, told, stores } = await twoChats();
  await other.say(person, 'shown-4915112345678');
  const all = ['> shown-4915112345678', 'you said shown-4915112345678'];
  await expect.poll(window.texts).toEqual(['welcome', ...all]);
  for (const process of [chat, other])
    expect(texts(await process.activities(person))).toEqual(['welcome', ...all]);
  expect(JSON.stringify(await stores[0].list('history/'))).toContain('you said [hidden]');
  expect(told).toHaveLength(1);
  expect(told.join()).not.toContain('4915112345678');
  expect(Buffer.from(told.join(), 'base64url').toString()).not.toContain('4915112345678');
});

test('A row of the same number that another turn has stored is shown as it is stored', async () => {
  const { chat, other, person, stores } = await twoChats();
  const [, there] = stores;
  const commit = there.commit;
  // The turn loses a race once, after it has shown what it was about to store.
  Object.assign(there, {
    commit: async (writes: Parameters<Store['commit']>[0]) => {
      Object.assign(there, { commit });
      await chat.say(person, 'quicker');
      return commit(writes);
    },
  });
  await other.say(person, 'shown-1');
  const all = ['welcome', '> quicker', 'you said quicker', '> shown-1', 'you said shown-1'];
  for (const process of [chat, other]) expect(texts(await process.activities(person))).toEqual(all);
});

test('A window shows that a turn in another process is under way', async () => {
  const { other, person, window } = await twoChats((store) =>
    testTurns(store, async (context) => {
      await context.sendActivity({ type: 'typing' });
      await echo(context);
    }),
  );
  await other.say(person, 'hello');
  await expect.poll(window.texts).toEqual(expect.arrayContaining(['typing', '> hello']));
});

test('A window shows what an erasure in another process said last, and closes only then', async () => {
  const erasing = (store: Store): RunTurn => {
    const usual = testTurns(store, echo);
    return async (context, channel) => {
      if (context.activity.text !== 'erase me') return usual(context, channel);
      await store.commit((await channel.beforeErasure?.()) ?? []);
      const replies = [{ type: 'message', text: 'all gone' }];
      const erased = { isEnded: true };
      await channel.afterCommit({ replies, cards: [], answered: undefined, erased });
    };
  };
  const { other, person, window, closed } = await twoChats(erasing);
  await other.say(person, 'erase me');
  expect(await closed).toBe(4001);
  expect(window.texts()).toEqual(['welcome', 'all gone', 'event']);
});
