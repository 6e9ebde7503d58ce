import { expect, test } from 'vitest';
import { openMemoryStore } from '../../../src/store/memory.ts';
import type { Store } from '../../../src/store/store.ts';
import { listen, openChat } from './support.ts';

/** Stores of two processes on one database, which tell each other what they have written. */
function twoStores(): [Store, Store] {
  const shared = openMemoryStore();
  const watchers: [number, string, (key: string) => void][] = [];
  const storeOf = (process: number): Store => ({
    ...shared,
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
  });
  return [storeOf(1), storeOf(2)];
}

test('A window shows at once what another process adds to its conversation, and closes when that ends it', async () => {
  const signingKey = 'k'.repeat(40);
  const [here, there] = twoStores();
  const chat = await openChat({ store: here, signingKey });
  const other = await openChat({ store: there, signingKey });
  const person = await chat.openConversation();
  const { socket, texts } = await listen((await chat.reconnect(person)).streamUrl);
  await expect.poll(texts).toEqual(['welcome']);
  await other.say(person, 'hello');
  await expect.poll(texts).toEqual(['welcome', '> hello', 'you said hello']);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await other.call('POST', '/api/webchat/revoke', person.token);
  expect(await closed).toBe(4001);
});
