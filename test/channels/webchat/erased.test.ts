import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { RunTurn } from '../../../src/conversation/transaction.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import { echo, listen, openChat } from './support.ts';
import { testTurns } from './test-turns.ts';

test('A turn that ends its conversation shows its reply before the window closes, also where the end is noticed before', async () => {
  const noticed: (() => void)[] = [];
  const store = {
    ...openMemoryStore(),
    watch: (key: string, changed: (key: string) => void) => {
      noticed.push(() => changed(key));
      return () => {};
    },
  };
  const others = testTurns(store, echo);
  const runTurn: RunTurn = async (context, channel, logic) => {
    if (context.activity.text !== 'delete it all') return others(context, channel, logic);
    await store.commit((await channel.beforeErasure?.()) ?? []);
    // All that the note of an erasure names is deleted before the person is told, which takes a while.
    for (const notice of noticed) notice();
    await setImmediate();
    await channel.afterCommit({
      replies: [{ type: 'message', text: 'your data has been deleted' }],
      cards: [],
      answered: undefined,
      erased: { isEnded: true },
    });
  };
  const chat = await openChat({ store, runTurn });
  const person = await chat.openConversation();
  const { socket, texts } = await listen((await chat.reconnect(person)).streamUrl);
  await expect.poll(texts).toEqual(['welcome']);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await chat.say(person, 'delete it all');
  expect(await closed).toBe(4001);
  expect(texts()).toContain('your data has been deleted');
});
