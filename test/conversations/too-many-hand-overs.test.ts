import { describe, expect, test } from 'vitest';
import { Helpdesk } from '../support/helpdesk.ts';

describe('A person from whose place too many tickets came', () => {
  test('is told kindly, keeps their words, and can send them later', async () => {
    let isFull = true;
    const helpdesk = new Helpdesk({ admitHandOver: async () => !isFull });
    const { person } = helpdesk;
    await person.join();
    await person.say('I have done part of it');
    await person.say('My second factor works, but I have not asked for access to CPMS');
    await person.say('human');
    await person.say('The page stays white');
    const refused = await person.say('send it');
    expect(refused.text).toContain('I have not sent this one yet. I have kept what you wrote.');
    expect(refused.text).toContain('The page stays white');
    expect(refused.text).not.toContain('Sent.');
    expect(await person.store.list('ticket/')).toEqual([]);
    isFull = false;
    expect((await person.say('send it')).text).toContain('Sent.');
    expect((await helpdesk.ticket()).sentence).toBe('The page stays white');
  });
});

test('A hand-over whose turn has to begin again counts once', async () => {
  let counted = 0;
  const helpdesk = new Helpdesk({ admitHandOver: async () => ++counted > 0 });
  const { person } = helpdesk;
  await person.join();
  await person.say('human');
  await person.say('The page stays white');
  const { store } = person;
  const { commit } = store;
  store.commit = async (writes) => {
    if (!writes.some(({ key }) => key.startsWith('ticket/'))) return commit(writes);
    store.commit = commit;
    return false;
  };
  expect((await person.say('send it')).text).toContain('Sent.');
  expect(await store.list('ticket/')).toHaveLength(1);
  expect(counted).toBe(1);
});
