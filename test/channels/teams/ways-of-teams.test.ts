import { readFileSync } from 'node:fs';
import type { Activity } from 'botbuilder-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../../src/store/memory.ts';
import { see } from '../../support/clinician.ts';
import { type Door, openDoor } from './support.ts';
import { LocalConnector } from './teams-line.ts';

let connector: LocalConnector;
let door: Door;
beforeEach(async () => {
  connector = new LocalConnector();
  await connector.open();
  door = await openDoor({ kind: 'local' }, { store: openMemoryStore() });
});
afterEach(async () => {
  await door.close();
  await connector.close();
});

/** A payload in the shape that Microsoft documents, with some of it changed. */
function payload(name: string, changed: Partial<Activity> = {}): Partial<Activity> {
  const recorded = JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
  return { ...recorded, serviceUrl: connector.url, ...changed };
}

/** Posts a payload; tells the status, and what was sent to Teams because of it. */
async function post(name: string, changed: Partial<Activity> = {}) {
  const before = connector.done.length;
  const { status } = await door.post(payload(name, changed));
  return { status, done: connector.done.slice(before) };
}

const said = (done: { activity: Partial<Activity> }[]) => done.map(({ activity }) => see(activity).text);

describe("Quietly taken, with no reply and nobody's state changed, is", () => {
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
    expect(await post(name)).toEqual({ status: 200, done: [] });
    expect(await door.store.list('')).toEqual([]);
  });

  test.each([
    'updated-personal',
    'removed-personal',
    'removed-upgrade-personal',
    'member-joined-team',
    'member-left-team',
    'channel-renamed',
  ])('%s, whoever is where in the guide', async (name) => {
    expect(await post(name)).toEqual({ status: 200, done: [] });
  });

  test.each(['task-fetch', 'search', 'file-consent', 'card-action', 'unknown'])(
    'the invoke %s, which the protocol has answered by "not implemented"',
    async (name) => {
      expect(await post(`invoke-${name}`)).toEqual({ status: 501, done: [] });
      expect(await door.store.list('')).toEqual([]);
    },
  );
});

describe('Welcome is said', () => {
  test('once to a person, however often the app is added, updated and added again', async () => {
    const names = ['installed-personal', 'joined-personal', 'updated-personal', 'removed-personal'];
    for (const [index, name] of [...names, ...names].entries()) await post(name, { id: `f:${index}` });
    expect(said(connector.done)).toEqual([expect.stringContaining("Welcome! Let's get you into CPMS")]);
  });

  test('to a person whose app was only said to be installed', async () => {
    expect(said((await post('installed-personal')).done)).toHaveLength(1);
  });

  test('with "welcome back" to somebody who is at a step and adds the app again', async () => {
    await post('joined-personal');
    await post('message-personal', { text: 'start', attachments: [] });
    const again = await post('installed-personal', { id: 'f:again' });
    expect(said(again.done)).toEqual([expect.stringContaining('Welcome back!')]);
  });

  test.each(['team', 'group'])('in a few words to a %s, once, with the way to a chat alone', async (kind) => {
    const welcome = await post(`joined-${kind}`);
    if (kind === 'team') await post('installed-team');
    await post(`joined-${kind}`, { id: 'f:again' });
    expect(connector.done).toHaveLength(1);
    const [seen] = welcome.done.map(({ activity }) => see(activity));
    expect(seen?.text.length).toBeLessThan(600);
    expect(seen?.buttons).toEqual([]);
    expect(seen?.links).toEqual([
      {
        title: 'Chat with me alone',
        url: 'https://teams.microsoft.com/l/chat/0/0?users=28%3A3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d',
      },
    ]);
  });
});

test('A message that Teams sends twice is taken once, and the second time is no failure', async () => {
  expect((await post('message-personal', { text: 'start', attachments: [] })).done).toHaveLength(1);
  expect(await post('message-personal', { text: 'start', attachments: [] })).toEqual({
    status: 200,
    done: [],
  });
});

describe('In a channel', () => {
  test('a mention is answered in its thread', async () => {
    const { done } = await post('message-channel-mention');
    expect(said(done).join('\n')).toContain('The text message with the code does not arrive');
    for (const { path } of done)
      expect(decodeURIComponent(path)).toBe(
        '/v3/conversations/19:channel@thread.tacv2;messageid=1700000000001/activities/1700000000011',
      );
  });

  test('each person has a place of their own, the same in every thread', async () => {
    const mention = { entities: [], attachments: [] };
    const thread = (id: string) =>
      ({
        ...payload('message-channel-mention').conversation,
        id: `19:channel@thread.tacv2;messageid=${id}`,
      }) as Activity['conversation'];
    await post('message-channel-mention', { ...mention, id: '1', text: '<at>CPMS access</at> start' });
    await post('message-channel-mention', { ...mention, id: '2', text: '<at>CPMS access</at> next' });
    const other = await post('message-channel-mention', {
      ...mention,
      id: '3',
      text: 'where am I?',
      from: { id: '29:jan', name: '' },
    });
    expect(said(other.done).join()).toContain('Hello, I help people get into CPMS');
    const elsewhere = await post('message-channel-mention', {
      ...mention,
      id: '4',
      text: 'where am I?',
      conversation: thread('1700000000099'),
    });
    expect(said(elsewhere.done).join()).toContain('Open the confirmation e-mail');
    expect(elsewhere.done[0]?.path).toContain('1700000000099');
  });

  test("somebody else's button changes nothing for either of them, and says so", async () => {
    const mention = { entities: [], attachments: [] };
    const { done } = await post('message-channel-mention', { ...mention, text: 'start' });
    const next = done
      .flatMap(({ activity }) => see(activity).buttons)
      .find(({ title }) => title === 'Done – next');
    const pressed = await post('message-channel-mention', {
      ...mention,
      id: '2',
      text: undefined,
      value: next?.data,
      from: { id: '29:jan', name: '' },
    } as unknown as Partial<Activity>);
    expect(said(pressed.done)).toEqual([
      expect.stringMatching(/^Nothing has changed\nThat message was for somebody else/),
    ]);
    const where = await post('message-channel-mention', { ...mention, id: '3', text: 'where am I?' });
    expect(said(where.done).join()).toContain('Register for EU Login');
  });

  test('a mention without a word is answered', async () => {
    const { done } = await post('message-group-mention-only');
    const [seen] = done.map(({ activity }) => see(activity));
    expect(seen?.text).toContain('Hello, I help people get into CPMS');
    expect(seen?.buttons.map(({ title }) => title)).toContain('Start from the beginning');
    expect(seen?.links.map(({ title }) => title)).toEqual(['Chat with me alone']);
  });
});

test('A secret that was typed still stands in the chat, and the person is asked to delete it there', async () => {
  const { done } = await post('message-personal', { text: 'my password is Sommer2024!', attachments: [] });
  expect(said(done).join()).toMatch(/I have not kept it[\s\S]*It still stands in this chat/);
});

describe('A file or a picture', () => {
  test.each(['message-file', 'message-picture'])('is not opened: %s', async (name) => {
    await post('message-personal', { text: 'start', attachments: [] });
    const { status, done } = await post(name);
    expect(status).toBe(200);
    expect(said(done).join()).toMatch(/cannot open files[\s\S]*Register for EU Login/);
    expect(JSON.stringify(await door.store.list(''))).not.toMatch(/letter\.pdf|sharepoint/);
  });
});

describe('A card that has been answered', () => {
  async function started() {
    const { done } = await post('message-personal', { text: 'start', attachments: [] });
    const message = done.at(-1);
    if (!message) throw new Error('no step was shown');
    return { id: `message-${connector.done.indexOf(message) + 1}`, buttons: see(message.activity).buttons };
  }

  const press = (data: unknown, id = 'f:press') =>
    post('message-personal', {
      id,
      text: undefined,
      attachments: [],
      value: data,
    } as unknown as Partial<Activity>);

  test('becomes a line that says what was chosen, without buttons', async () => {
    const { id, buttons } = await started();
    const { done } = await press(buttons.find(({ title }) => title === 'Done – next')?.data);
    const replaced = done.filter(({ method }) => method === 'PUT');
    expect(replaced.map(({ path }) => path)).toEqual([`/v3/conversations/a%3A1personal/activities/${id}`]);
    const seen = see(replaced[0]?.activity ?? {});
    expect(seen.text).toMatch(/^Register for EU Login\n✓ Done – next$/);
    expect(seen.buttons).toEqual([]);
  });

  test.each(['Done – next', 'next', 'done', 'weiter'])('also where that was typed: %s', async (text) => {
    await started();
    const { done } = await post('message-personal', { id: '2', text, attachments: [] });
    expect(done.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  test('stays as it is where something was only asked or told', async () => {
    const { buttons } = await started();
    const { done } = await press(buttons.find(({ title }) => title === "I'm stuck")?.data);
    expect(done.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('stays as it is where the press was an old one', async () => {
    const { buttons } = await started();
    const next = buttons.find(({ title }) => title === 'Done – next')?.data;
    await press(next);
    const { done } = await press(next, 'f:again');
    expect(done.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('keeps its buttons where what came of the choice did not reach the person', async () => {
    const { buttons } = await started();
    connector.refuse = ({ method }) => (method === 'POST' ? 400 : undefined);
    const { done } = await press(buttons.find(({ title }) => title === 'Done – next')?.data);
    expect(done.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('is no harm where it cannot be replaced', async () => {
    connector.refuse = ({ method }) => (method === 'PUT' ? 405 : undefined);
    const { buttons } = await started();
    const { status, done } = await press(buttons.find(({ title }) => title === 'Done – next')?.data);
    expect(status).toBe(200);
    expect(said(done.filter(({ method }) => method === 'POST')).join()).toContain(
      'Open the confirmation e-mail',
    );
  });
});

describe('A link that names a step', () => {
  test('leads somebody new there, and says how to begin at the beginning', async () => {
    const { done } = await post('message-personal', { text: 'step two-factor/app-install', attachments: [] });
    expect(said(done).join()).toMatch(/type start over[\s\S]*Part 2 of 4/);
  });

  test('leads somebody on their way there and back', async () => {
    await post('message-personal', { id: '1', text: 'start', attachments: [] });
    const there = await post('message-personal', {
      id: '2',
      text: 'step first-login/enter-role',
      attachments: [],
    });
    expect(said(there.done).join()).toContain('Part 4 of 4');
    const back = await post('message-personal', { id: '3', text: 'Back to where I was', attachments: [] });
    expect(said(back.done).join()).toContain('Register for EU Login');
  });

  test('takes the place of one before it, but never of a second factor that was chosen', async () => {
    await post('message-personal', { id: '1', text: 'step two-factor/app-install', attachments: [] });
    const other = await post('message-personal', {
      id: '2',
      text: 'step two-factor/sms-add-number',
      attachments: [],
    });
    expect(said(other.done).join()).toMatch(/Part 2 of 4[\s\S]*mobile phone number/);
    await post('message-personal', { id: '3', text: 'step two-factor/choose-method', attachments: [] });
    await post('message-personal', { id: '4', text: 'Mobile + SMS', attachments: [] });
    const chosen = await post('message-personal', {
      id: '5',
      text: 'Step Two-Factor/app-install',
      attachments: [],
    });
    expect(said(chosen.done).join()).toMatch(/another second factor[\s\S]*Part 2 of 4/);
  });

  test('of a step that is not there says so', async () => {
    const { done } = await post('message-personal', { text: 'step two-factor/app-instal', attachments: [] });
    expect(said(done).join()).toMatch(/names a step that is not in the guide/);
  });

  test('of no step at all is a message like any other', async () => {
    const { done } = await post('message-personal', { text: 'step nowhere/nothing', attachments: [] });
    expect(said(done)).toHaveLength(1);
    expect(said(done).join()).not.toMatch(/Part \d of 4/);
  });
});
