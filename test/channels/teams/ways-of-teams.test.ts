import type { Activity } from 'botbuilder-core';
import { describe, expect, test } from 'vitest';
import { see } from '../../support/clinician.ts';
import { LocalTeams, textsOf } from './local-teams.ts';

const teams = new LocalTeams();

describe('The endpoint accepts, without a reply and without a change to any state,', () => {
  test.each([
    'message-edited',
    'message-deleted',
    'message-undeleted',
    'reaction-added',
    'reaction-removed',
    'typing',
    'event-read-receipt',
    'end-of-conversation',
  ])('%s', async (name) => {
    expect(await teams.post(name)).toEqual({ status: 200, done: [] });
    expect(await teams.endpoint.store.list('')).toEqual([]);
  });

  test.each([
    'updated-personal',
    'removed-personal',
    'removed-upgrade-personal',
    'member-joined-team',
    'member-left-team',
    'channel-renamed',
  ])('%s, wherever the person is in the guide', async (name) => {
    expect(await teams.post(name)).toEqual({ status: 200, done: [] });
  });

  test.each(['task-fetch', 'search', 'file-consent', 'card-action', 'unknown'])(
    'the invoke %s, with "not implemented" as the protocol wants',
    async (name) => {
      expect(await teams.post(`invoke-${name}`)).toEqual({ status: 501, done: [] });
      expect(await teams.endpoint.store.list('')).toEqual([]);
    },
  );
});

describe('The assistant welcomes', () => {
  test('a person once, however often they add and update the app', async () => {
    const names = ['installed-personal', 'joined-personal', 'updated-personal', 'removed-personal'];
    for (const [index, name] of [...names, ...names].entries()) await teams.post(name, { id: `f:${index}` });
    expect(textsOf(teams.connector.done)).toEqual([
      expect.stringContaining("Welcome! Let's get you into CPMS"),
    ]);
  });

  test('a person of whom Teams reports only the installation', async () => {
    expect(textsOf((await teams.post('installed-personal')).done)).toHaveLength(1);
  });

  test('a person back who is at a step and adds the app again', async () => {
    await teams.post('joined-personal');
    await teams.post('message-personal', { text: 'start', attachments: [] });
    const again = await teams.post('installed-personal', { id: 'f:again' });
    expect(textsOf(again.done)).toEqual([expect.stringContaining('Welcome back!')]);
  });

  test.each(['team', 'group'])('a %s once, briefly, with a link to a one-to-one chat', async (kind) => {
    const welcome = await teams.post(`joined-${kind}`);
    if (kind === 'team') await teams.post('installed-team');
    await teams.post(`joined-${kind}`, { id: 'f:again' });
    expect(teams.connector.done).toHaveLength(1);
    const [seen] = welcome.done.map(({ activity }) => see(activity));
    expect(seen?.text.length).toBeLessThan(600);
    expect(seen?.buttons).toEqual([]);
    expect(seen?.links).toEqual([
      {
        title: 'Chat with me in private',
        url: 'https://teams.microsoft.com/l/chat/0/0?users=28%3A3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d',
      },
    ]);
  });
});

describe('A message that is longer than what is read', () => {
  test.each([
    ['as text', { text: 'my password is hunter2 '.repeat(300), attachments: [] }],
    ['as very long text', { text: 'my password is hunter2 '.repeat(9000), attachments: [] }],
    [
      'as markup',
      {
        text: '',
        attachments: [{ contentType: 'text/html', content: '<p>my password is hunter2</p>'.repeat(900) }],
      },
    ],
  ])('gets a sentence, and nothing of it is kept or looked at: %s', async (_, fields) => {
    const { status, done } = await teams.post('message-personal', fields);
    expect(status).toBe(200);
    expect(textsOf(done)).toEqual([expect.stringContaining('I can take 4,000 at most. Nobody has read it')]);
    expect(textsOf(done).join()).not.toContain('in your message');
    expect(JSON.stringify(await teams.endpoint.store.list(''))).not.toContain('hunter2');
  });
});

test('A submit that is larger than a form is answered as an old press', async () => {
  const value = {
    action: 'next',
    card: 'c',
    more: Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [n, n])),
  };
  const { status, done } = await teams.post('message-personal', { text: undefined, value, attachments: [] });
  expect(status).toBe(200);
  expect(textsOf(done)).toEqual([expect.stringContaining('so nothing has changed')]);
});

test('A message that Teams sends twice is processed once, and the second delivery succeeds', async () => {
  expect((await teams.post('message-personal', { text: 'start', attachments: [] })).done).toHaveLength(1);
  expect(await teams.post('message-personal', { text: 'start', attachments: [] })).toEqual({
    status: 200,
    done: [],
  });
});

describe('In a channel', () => {
  test('the assistant answers a mention in its thread', async () => {
    const { done } = await teams.post('message-channel-mention');
    expect(textsOf(done).join('\n')).toContain('The text message with the code does not arrive');
    for (const { path } of done)
      expect(decodeURIComponent(path)).toBe(
        '/v3/conversations/19:channel@thread.tacv2;messageid=1700000000001/activities/1700000000011',
      );
  });

  test('each person has a step of their own, the same in every thread', async () => {
    const mention = { entities: [], attachments: [] };
    const thread = (id: string) =>
      ({
        ...teams.payload('message-channel-mention').conversation,
        id: `19:channel@thread.tacv2;messageid=${id}`,
      }) as Activity['conversation'];
    await teams.post('message-channel-mention', { ...mention, id: '1', text: '<at>CPMS access</at> start' });
    await teams.post('message-channel-mention', { ...mention, id: '2', text: '<at>CPMS access</at> next' });
    const other = await teams.post('message-channel-mention', {
      ...mention,
      id: '3',
      text: 'where am I?',
      from: { id: '29:jan', name: '' },
    });
    expect(textsOf(other.done).join()).toContain('Hello, I help people get into CPMS');
    const elsewhere = await teams.post('message-channel-mention', {
      ...mention,
      id: '4',
      text: 'where am I?',
      conversation: thread('1700000000099'),
    });
    expect(textsOf(elsewhere.done).join()).toContain('Open the confirmation email');
    expect(elsewhere.done[0]?.path).toContain('1700000000099');
  });

  test("a press on another person's button changes nothing for either of them, and says so", async () => {
    const mention = { entities: [], attachments: [] };
    const { done } = await teams.post('message-channel-mention', { ...mention, text: 'start' });
    const next = done
      .flatMap(({ activity }) => see(activity).buttons)
      .find(({ title }) => title === 'Done – next');
    const pressed = await teams.post('message-channel-mention', {
      ...mention,
      id: '2',
      text: undefined,
      value: next?.data,
      from: { id: '29:jan', name: '' },
    });
    expect(textsOf(pressed.done)).toEqual([
      expect.stringMatching(/^Nothing has changed\nThat message was for somebody else/),
    ]);
    const where = await teams.post('message-channel-mention', { ...mention, id: '3', text: 'where am I?' });
    expect(textsOf(where.done).join()).toContain('Register for EU Login');
  });

  test('nobody deletes somebody else’s data, and people who delete their own leave the others theirs', async () => {
    const say = (id: string, from: string, said: object) =>
      teams.post('message-channel-mention', { id, from: { id: from, name: '' }, attachments: [], ...said });
    for (const [index, from] of ['29:anna', '29:jan'].entries())
      await say(`begin-${index}`, from, { text: 'start', entities: [] });
    const keysOf = async () => (await teams.endpoint.store.list('talk/')).map(({ key }) => key);
    const [annas = '', jans = ''] = (await keysOf()).sort();
    const asked = await say('ask', '29:anna', { text: 'delete my data', entities: [] });
    const [card] = asked.done.map(({ activity }) => see(activity));
    const value = card?.buttons.find(({ title }) => title === 'Yes, delete it all')?.data;
    const byJan = await say('jan', '29:jan', { text: undefined, value });
    expect(textsOf(byJan.done)).toEqual([expect.stringContaining('Nothing has changed')]);
    expect((await keysOf()).sort()).toEqual([annas, jans]);
    const byAnna = await say('anna', '29:anna', { text: undefined, value });
    expect(textsOf(byAnna.done).join()).toContain('Your data has been deleted');
    expect(await keysOf()).toEqual([jans]);
  });

  test('the assistant answers a mention without words', async () => {
    const { done } = await teams.post('message-group-mention-only');
    const [seen] = done.map(({ activity }) => see(activity));
    expect(seen?.text).toContain('Hello, I help people get into CPMS');
    expect(seen?.buttons.map(({ title }) => title)).toContain('Start from the beginning');
    expect(seen?.links.map(({ title }) => title)).toEqual(['Chat with me in private']);
  });
});

test('A person who typed a secret is asked to delete it from the chat', async () => {
  const { done } = await teams.post('message-personal', {
    text: 'my password is Sommer2024!',
    attachments: [],
  });
  expect(textsOf(done).join()).toMatch(/I have not kept it[\s\S]*Your message is still in this chat/);
});

describe('The assistant', () => {
  test.each(['message-file', 'message-picture'])('opens no file or picture: %s', async (name) => {
    await teams.post('message-personal', { text: 'start', attachments: [] });
    const { status, done } = await teams.post(name);
    expect(status).toBe(200);
    expect(textsOf(done).join()).toMatch(/can't open files[\s\S]*Register for EU Login/);
    expect(JSON.stringify(await teams.endpoint.store.list(''))).not.toMatch(/letter\.pdf|sharepoint/);
  });
});
