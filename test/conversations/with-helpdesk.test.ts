import { describe, expect, test } from 'vitest';
import { Helpdesk } from '../support/helpdesk.ts';

/** Somebody whose ticket waits to be taken. */
async function handedOver(): Promise<Helpdesk> {
  const helpdesk = new Helpdesk();
  const { person } = helpdesk;
  await person.join();
  await person.say('I have done part of it');
  await person.say('My second factor works, but I have not asked for access to CPMS');
  await person.say('human');
  await person.say('send it');
  return helpdesk;
}

async function messagesOf(helpdesk: Helpdesk): Promise<string[]> {
  return (await helpdesk.ticket()).messages.map(({ text }) => text);
}

describe('What a person writes to the helpdesk is not lost', () => {
  test('where it stood in the form when somebody took the ticket', async () => {
    const helpdesk = await handedOver();
    const { person } = helpdesk;
    await person.say('my ticket');
    const form = await person.press('Add to my ticket');
    await helpdesk.claim();
    const sent = { ...form.buttons[0]?.data, sentence: 'It is the old browser. My password is hunter2' };
    const seen = await person.submit(sent);
    expect(seen.text).toContain('Added to your ticket');
    expect(seen.buttons.map(({ title }) => title)).toEqual(['Back to the assistant']);
    const [added, ...more] = await messagesOf(helpdesk);
    expect(added).toContain('It is the old browser.');
    expect(added).not.toContain('hunter2');
    expect(more).toEqual([]);
    await person.submit(sent);
    expect(await messagesOf(helpdesk)).toHaveLength(1);
  });

  test('unsaid, where the ticket was closed while they wrote', async () => {
    const helpdesk = await handedOver();
    const { person } = helpdesk;
    await person.say('my ticket');
    await person.press('Add to my ticket');
    await helpdesk.tickets.close(await helpdesk.number(), helpdesk.agent);
    const seen = await person.say('one thing more');
    expect(seen.text).not.toContain('Added');
    expect(seen.buttons.map(({ title }) => title)).toContain('Talk to the helpdesk');
  });

  test('where it is long', async () => {
    const long = 'The page says the same. '.repeat(200).trim();
    const helpdesk = await handedOver();
    await helpdesk.person.say('my ticket');
    await helpdesk.person.press('Add to my ticket');
    await helpdesk.person.say(long);
    await helpdesk.claim();
    await helpdesk.person.say(long);
    expect(await messagesOf(helpdesk)).toEqual([long, long]);
  });

  test('without being told so, where it is too long for the first card', async () => {
    const { person } = new Helpdesk();
    await person.join();
    await person.say('start');
    await person.say('human');
    await person.press('Ask the eUROGEN helpdesk instead');
    expect((await person.say('The page says the same. '.repeat(200))).text).toContain('2,000 characters');
    expect((await person.say('short')).text).toContain('2,000 characters');
  });
});
