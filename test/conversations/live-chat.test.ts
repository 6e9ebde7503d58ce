import type { Activity } from 'botbuilder-core';
import { describe, expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { pack } from '../support/clinician.ts';
import { Helpdesk } from '../support/helpdesk.ts';
import { readable } from '../support/readable.ts';

const JOINS = { type: 'conversationUpdate', membersAdded: [{ id: 'person', name: '' }] };

/** A person whose ticket waits to be taken. */
async function handedOver(): Promise<Helpdesk> {
  const helpdesk = new Helpdesk();
  const { person } = helpdesk;
  await person.join();
  await person.say('I have done part of it');
  await person.say('My second factor works, but I have not asked for access to CPMS');
  await person.say('human');
  await person.say('The page stays white.');
  await person.say('send it');
  return helpdesk;
}

async function messagesOf(helpdesk: Helpdesk): Promise<string[]> {
  return (await helpdesk.ticket()).messages.map(({ text }) => text);
}

describe('A person who writes to the helpdesk', () => {
  test('gets the words of an open form added to the ticket that somebody took meanwhile', async () => {
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

  test('is not told that words were added where the ticket was closed meanwhile', async () => {
    const helpdesk = await handedOver();
    const { person } = helpdesk;
    await person.say('my ticket');
    await person.press('Add to my ticket');
    await helpdesk.tickets.close(await helpdesk.number(), helpdesk.agent);
    const seen = await person.say('one thing more');
    expect(seen.text).not.toContain('Added');
    expect(seen.buttons.map(({ title }) => title)).toContain('Talk to the helpdesk');
  });

  test('can add long words, by the form and in the chat', async () => {
    const long = 'The page says the same. '.repeat(150).trim();
    const helpdesk = await handedOver();
    await helpdesk.person.say('my ticket');
    await helpdesk.person.press('Add to my ticket');
    await helpdesk.person.say(long);
    await helpdesk.claim();
    await helpdesk.person.say(long);
    expect(await messagesOf(helpdesk)).toEqual([long, long]);
  });

  test('is told the limit where the words are too long for the draft', async () => {
    const { person } = new Helpdesk();
    await person.join();
    await person.say('start');
    await person.say('human');
    await person.press('Ask the eUROGEN helpdesk instead');
    expect((await person.say('The page says the same. '.repeat(150))).text).toContain('2,000 characters');
    expect((await person.say('short')).text).toContain('2,000 characters');
  });

  test('is told that words beyond the limit of a message reached nobody', async () => {
    const helpdesk = await handedOver();
    await helpdesk.claim();
    const { text } = await helpdesk.person.say('The page says the same. '.repeat(300));
    expect(text).toContain('Nobody has read it');
    expect(await messagesOf(helpdesk)).toEqual([]);
  });

  test('is told once their ticket is full, and what it holds stays', async () => {
    const helpdesk = await handedOver();
    await helpdesk.claim();
    const number = await helpdesk.number();
    await helpdesk.tickets.reply(number, helpdesk.agent, 'x'.repeat(199_950));
    await helpdesk.person.say('This still fits.');
    const { text } = await helpdesk.person.say('This is beyond what a ticket can hold, however short it is.');
    expect(text).toContain(`Your ticket ${number} is full`);
    expect((await messagesOf(helpdesk)).slice(1)).toEqual(['This still fits.']);
  });

  test('keeps the draft where a message is too long', async () => {
    const { person } = new Helpdesk();
    await person.join();
    await person.say('start');
    await person.say('human');
    await person.press('Ask the eUROGEN helpdesk instead');
    await person.say('The first sentence.');
    const { text } = await person.say('The page says the same. '.repeat(300));
    expect(text).toContain('Nobody has read it');
    expect(text).toContain('The first sentence.');
  });
});

describe('A person who writes just after the helpdesk gave up the ticket', () => {
  test('adds their words to the ticket that was given back', async () => {
    const helpdesk = await handedOver();
    await helpdesk.claim();
    await helpdesk.tickets.release(await helpdesk.number(), helpdesk.agent);
    const seen = await helpdesk.person.say('and now it says error 500');
    expect(seen.text).toContain('Added to your ticket');
    expect(await messagesOf(helpdesk)).toEqual(['and now it says error 500']);
    await helpdesk.deliver();
    expect(helpdesk.person.last.text).toContain("I'm here in the meantime.");
    expect((await helpdesk.person.say('where am I')).text).toContain('You are at:');
  });

  test.each(['closed', 'gone'])(
    'gets no answer of the assistant, but hears that nobody received the words (ticket %s)',
    async (how) => {
      const helpdesk = await handedOver();
      const { person, tickets } = helpdesk;
      await helpdesk.claim();
      const number = await helpdesk.number();
      if (how === 'closed') await tickets.close(number, helpdesk.agent);
      else await forget(helpdesk, `ticket/${number}`);
      const seen = await person.say('next');
      expect(seen.text).toContain('what you just typed did not reach them');
      expect(seen.buttons.map(({ title }) => title)).toContain('Talk to the helpdesk');
      expect((await person.say('where am I')).text).toContain('You are at: Open the access request form');
    },
  );

  test('can still go back to the assistant', async () => {
    const helpdesk = await handedOver();
    await helpdesk.claim();
    await helpdesk.tickets.release(await helpdesk.number(), helpdesk.agent);
    await helpdesk.person.say('back to the assistant');
    expect((await helpdesk.person.say('where am I')).text).toContain('You are at:');
    expect(await messagesOf(helpdesk)).toEqual([]);
  });
});

async function forget({ person }: Helpdesk, key: string): Promise<void> {
  const entry = await person.store.get(key);
  await person.store.commit([{ key, expected: entry?.version ?? null, value: undefined, expiresAt: 0 }]);
}

describe('A link to a step', () => {
  test.each<[string, Partial<Activity>]>([
    ['in the web chat', { ...JOINS, value: { start: 'cpms-access/recap-and-submit' } }],
    ['in Teams', { type: 'message', text: 'step cpms-access/recap-and-submit' }],
  ])('opens the step while the helpdesk has the conversation, %s', async (_, activity) => {
    const helpdesk = await handedOver();
    await helpdesk.claim();
    const seen = await helpdesk.person.send(activity);
    expect(seen.text).toContain('You are back with me, the assistant.');
    expect(seen.at).toMatchObject({ phase: 'cpms-access', step: 'recap-and-submit' });
    expect(await messagesOf(helpdesk)).toEqual([]);
    await helpdesk.reply('Still here');
    expect(helpdesk.person.last.buttons.map(({ title }) => title)).toContain('Write to the helpdesk');
  });

  test('that names no step of the guide is a message to the helpdesk', async () => {
    const helpdesk = await handedOver();
    await helpdesk.claim();
    await helpdesk.person.say('either/or');
    expect(await messagesOf(helpdesk)).toEqual(['either/or']);
  });
});

test('A person who sends a picture with their words hears that the helpdesk does not get it', async () => {
  const helpdesk = await handedOver();
  await helpdesk.claim();
  const picture = { contentType: 'image/png', contentUrl: 'https://example.org/a.png' };
  const seen = await helpdesk.person.send({ type: 'message', text: 'See here', attachments: [picture] });
  expect(seen.text).toContain("I can't open files");
  expect(await messagesOf(helpdesk)).toEqual(['See here']);
});

describe('A person with two tickets', () => {
  /** A person with a ticket at EU Login's support who is about to open a second one. */
  async function twice(): Promise<{ helpdesk: Helpdesk; first: string }> {
    const helpdesk = new Helpdesk({ takes: ['eu-login-support', pack.network.helpdesk] });
    const { person } = helpdesk;
    await person.join();
    await person.say('start');
    await person.say('human');
    await person.press('Send it', { email: 'ada@hospital.example', sentence: 'It says error 7' });
    const first = await helpdesk.number();
    await person.say('my ticket');
    await person.press('Ask the eUROGEN helpdesk instead');
    return { helpdesk, first };
  }
  const other = { id: 'agent-2', name: 'Kim' };

  test('stays with the one that they write about when something happens to the other', async () => {
    const { helpdesk, first } = await twice();
    const { person } = helpdesk;
    await person.press('Send it', { sentence: 'It says error 7' });
    await helpdesk.claim();
    await helpdesk.tickets.reply(first, other, 'About the first');
    await helpdesk.deliver();
    expect(person.last.text).toContain(`writes about your ticket ${first}:`);
    expect(person.last.text).not.toContain('Just type your answer');
    await helpdesk.tickets.release(first, other);
    await helpdesk.deliver();
    expect(person.last.text).not.toContain("I'm here");
    await helpdesk.tickets.close(first, other);
    await helpdesk.deliver();
    expect(person.last.text).toContain(`closed your ticket ${first}.`);
    expect(person.last.buttons.map(({ title }) => title)).toEqual(['Back to the assistant']);
    await person.say('for the second');
    expect(await messagesOf(helpdesk)).toEqual(['for the second']);
  });

  test('keeps the draft for one desk when the other closes its ticket', async () => {
    const { helpdesk, first } = await twice();
    const { person } = helpdesk;
    await person.say('My own words');
    await helpdesk.tickets.close(first, helpdesk.agent);
    await helpdesk.deliver();
    expect(person.last.text).toContain(`closed your ticket ${first}.`);
    expect((await person.say('send it')).text).toContain('Sent.');
    expect(await helpdesk.ticket()).toMatchObject({ sentence: 'My own words', desk: pack.network.helpdesk });
  });
});

describe('A person whose ticket is closed after the guide has changed', () => {
  const { guide } = pack;
  const shorter = guide.phases.map((phase) =>
    phase.id === 'cpms-access' ? { ...phase, steps: phase.steps.slice(1) } : phase,
  );

  test('sees the step that comes in place of the one that is gone', async () => {
    const helpdesk = await handedOver();
    await helpdesk.claim();
    helpdesk.person.restartAssistant({ ...pack, guide: { ...guide, phases: shorter } });
    await helpdesk.close();
    expect(helpdesk.person.last.text).toContain('has closed your ticket');
    expect(helpdesk.person.last.text).toContain('The guide has changed');
    expect(helpdesk.person.last.at).toMatchObject({ phase: 'cpms-access', step: 'select-application' });
  });
});

describe('The form of a hand-over', () => {
  /** A person who sees the draft for the network's own helpdesk. */
  async function inTheForm(): Promise<Helpdesk> {
    const helpdesk = new Helpdesk();
    const { person } = helpdesk;
    await person.join();
    await person.say('I have done part of it');
    await person.say('My second factor works, but I have not asked for access to CPMS');
    await person.say('human');
    return helpdesk;
  }

  test('tells the helpdesk what was understood and how the assistant answered', async () => {
    const helpdesk = new Helpdesk();
    const { person } = helpdesk;
    await person.join();
    await person.say('I have done part of it');
    await person.say('My second factor works, but I have not asked for access to CPMS');
    await person.say('I have forgotten my password');
    await person.say('human');
    await person.say('send it');
    const { topic, exchanges } = await helpdesk.ticket();
    expect(topic).toEqual({ question: 'password-forgotten' });
    const answered = exchanges.find(({ about }) => about !== undefined);
    const question = textsOf(pack, 'en').questions['password-forgotten'];
    expect(answered?.about).toEqual([topic]);
    const [begin = ''] = (question?.answer?.[0] ?? '').replaceAll('**', '').split(/[.{]/);
    expect(answered?.text).toContain(`– ${begin}`);
  });

  test('names the problem whose remedy did not help', async () => {
    const helpdesk = await inTheForm();
    const { person } = helpdesk;
    await person.say('no');
    const [problem] = (await person.press("I'm stuck")).buttons;
    await person.press(problem?.title ?? '');
    await person.press("I'm still stuck");
    await person.say('send it');
    const { topic } = await helpdesk.ticket();
    const title = topic && 'problem' in topic ? textsOf(pack, 'en').guide.problems[topic.problem]?.title : '';
    expect(title).toBe(problem?.title);
  });

  test('takes its words along to the other desk', async () => {
    const { person } = new Helpdesk({ takes: ['eu-login-support', pack.network.helpdesk] });
    await person.join();
    await person.say('start');
    await person.say('human');
    // Whatever the fields hold, the client sends them along.
    expect(JSON.stringify(person.last.activity)).not.toMatch(/isRequired|regex/);
    const form = { sentence: 'It says error 7', email: 'ada@hospital.example' };
    const { text } = await person.press('Ask the eUROGEN helpdesk instead', form);
    expect(text).toContain('sentence is enough): It says error 7');
    expect(text).toContain('you there as well (optional): ada@hospital.example');
  });

  test('offers its words for a new ticket where the old one was closed meanwhile', async () => {
    const helpdesk = await handedOver();
    const { person } = helpdesk;
    await person.say('my ticket');
    const form = await person.press('Add to my ticket');
    await helpdesk.close();
    const seen = await person.submit({ ...form.buttons[0]?.data, sentence: 'It is the old browser' });
    expect(seen.text).toContain('(optional): It is the old browser');
  });

  test('asks for no sentence where a problem was chosen before', async () => {
    const { person } = await inTheForm();
    expect(person.last.text).toContain('One sentence is enough');
    await person.say('no');
    const [problem] = (await person.press("I'm stuck")).buttons;
    await person.press(problem?.title ?? '');
    expect((await person.press("I'm still stuck")).text).toContain('What should they know? (optional)');
  });

  test('is stored without secrets, also in the field for the address', async () => {
    const { person } = await inTheForm();
    const { text } = await person.press('Send it', { sentence: '', email: 'my password is hunter2' });
    expect(text).toContain('This email address has no @.');
    expect(readable(await person.store.list(''))).not.toContain('hunter2');
  });

  test('can be emptied again', async () => {
    const helpdesk = await inTheForm();
    const { person } = helpdesk;
    await person.say('ada@hospital.example');
    await person.press('Send it', { sentence: 'It says error 7', email: ' ' });
    expect(await helpdesk.ticket()).not.toHaveProperty('email');
  });

  test('can be sent where the notes in the place of secrets make it too long', async () => {
    const { person } = await inTheForm();
    const sentence = `${'The page says no. '.repeat(100)}my password is hunter2`;
    await person.press('Send it', {
      sentence: `${'.'.repeat(2000 - sentence.length)}${sentence}`,
      email: '',
    });
    expect(person.last.text).toContain('I have taken something out');
    const shown = /enough\): (.*)/.exec(person.last.text)?.[1] ?? '';
    expect((await person.press('Send it', { sentence: shown, email: '' })).text).toContain('Sent.');
  });
});

test.each(['no', 'cancel'])('"%s" leads from the form of an addition back to the step', async (word) => {
  const helpdesk = await handedOver();
  const { person } = helpdesk;
  await person.say('my ticket');
  await person.press('Add to my ticket');
  expect((await person.say(word)).buttons[0]?.title).toBe('Done – next');
  expect(await messagesOf(helpdesk)).toEqual([]);
});

test('The helpdesk keeps the ticket of a desk that is no longer in the content', async () => {
  const helpdesk = await handedOver();
  const { helpdesk: own, contacts } = pack.network;
  const { [own]: desk, ...others } = contacts;
  if (!desk) throw new Error('the pack has no helpdesk');
  const network = { ...pack.network, helpdesk: 'renamed', contacts: { ...others, renamed: desk } };
  helpdesk.person.restartAssistant({ ...pack, network });
  const seen = await helpdesk.person.say('my ticket');
  expect(seen.text).toContain('Nobody has taken it yet.');
  expect(seen.buttons.map(({ title }) => title)).toContain('Add to my ticket');
});

test('The assistant does not call a desk open that stays closed for months', async () => {
  const { helpdesk: own, contacts } = pack.network;
  const days = Array.from({ length: 90 }, (_, day) => new Date(Date.now() + (day - 2) * 86_400_000));
  const hours = {
    timeZone: 'UTC',
    open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const, from: '00:00', to: '23:59' }],
    holidays: days.map((day) => day.toISOString().slice(0, 10)),
  };
  const desk = contacts[own];
  if (!desk) throw new Error('the pack has no helpdesk');
  const network = { ...pack.network, contacts: { ...contacts, [own]: { ...desk, hours } } };
  const { person } = new Helpdesk();
  person.restartAssistant({ ...pack, network } as typeof pack);
  await person.join();
  expect((await person.say('human')).text).not.toContain('open now');
});
