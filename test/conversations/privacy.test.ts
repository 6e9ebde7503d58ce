import type { Activity } from 'botbuilder-core';
import { describe, expect, test } from 'vitest';
import { dialogsFor } from '../../dialogs/index.ts';
import { sayError } from '../../dialogs/info-cards.ts';
import { botFor } from '../../src/bot/bot.ts';
import { turnRunner } from '../../src/conversation/transaction.ts';
import { openLog } from '../../src/lib/log.ts';
import { openMemoryStore } from '../../src/store/memory.ts';
import type { Store } from '../../src/store/store.ts';
import { openChat } from '../channels/webchat/support.ts';
import { Clinician, pack, see } from '../support/clinician.ts';
import { readable } from '../support/readable.ts';
import { sharedUnderstanding } from '../support/shared-understanding.ts';
import { buttons, doStep, progressOf } from './routes.ts';

/** One mobile number in the ways that people write it, and some invalid ones. */
const NUMBERS = [
  '+31612345678',
  '+31 6 12 34 56 78',
  '0031 (0)6-12345678',
  '+31.612.345.678',
  '+31/612345678',
  '＋３１６１２３４５６７８',
  '0612345678',
  '+31 612345678901234',
  '+31 6123456',
  '+999612345678',
  '+31243678450',
  '+31 612345678 ext. 9',
];
/** Five digits in a row of these numbers, with any characters between them, are a trace. */
const DIGITS = ['31612345678', '0612345678', '612345678901234', '999612345678', '31243678450'];

/** Messages with secrets, and those of their words that the assistant itself never uses. */
const SECRETS = [
  'Tr0ub4dor&3',
  'my password is hunter2',
  'geb. 12.03.1987 Jansen',
  'code 48151623',
  'Jansen, Zwerchfellhernie',
];
const TELLING = ['Tr0ub4dor', 'hunter2', '12.03', '1987', 'Jansen', '48151623'];

/** A store that records everything that is ever written to it, even if it is deleted later. */
function watched(): { store: Store; written: string[] } {
  const store = openMemoryStore();
  const written: string[] = [];
  const commit: Store['commit'] = (writes) => {
    written.push(...writes.map((write) => readable([write.key, write.value])));
    return store.commit(writes);
  };
  return { store: { ...store, commit }, written };
}

/** Removes random ids and times, which have digits in a row too and come from no person. */
function withoutIds(text: string): string {
  return (
    text
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
      // Milliseconds since 1970, kept as a number.
      .replace(/(?<=":)1[78]\d{11}(?=[,}])/g, '')
  );
}

/** Returns the parts of the numbers that a text holds, however it groups them. */
function digitsIn(text: string): string[] {
  const digits = withoutIds(text)
    .normalize('NFKC')
    .replace(/(?<=\d)[\s().\-/]+(?=\d)/g, '');
  const parts = DIGITS.flatMap((number) => [...number.slice(4)].map((_, at) => number.slice(at, at + 5)));
  return [...new Set(parts)].filter((part) => digits.includes(part));
}

async function atThePhoneForm(store: Store): Promise<Clinician> {
  const person = new Clinician({ store });
  await person.join();
  await person.press(buttons.partDone);
  await person.press('I can sign in to EU Login, but have no second factor');
  await person.press(buttons.next);
  await person.press('Mobile + SMS');
  await person.press(buttons.next);
  return person;
}

test('The search for stored traces finds them', () => {
  expect(digitsIn('{"text":"call +31 6 12 34 56 78 please"}')).toContain('31612');
  expect(digitsIn('{"phone":"+31243678450"}')).toContain('43678');
  expect(digitsIn('in the same form as +11 111 11 11 11')).toEqual([]);
});

describe('The store', () => {
  test('never holds a number that was checked by the form or typed as a message', async () => {
    const { store, written } = watched();
    const person = await atThePhoneForm(store);
    for (const number of NUMBERS) {
      await person.press(buttons.checkPhone, { phone: number });
      await person.say(number);
      await person.say(`my number is ${number}, is that right?`);
      await person.say('where am I');
    }
    // The number was checked and shown.
    expect(person.seen.filter(({ text }) => text.includes('+31 612 34 56 78')).length).toBeGreaterThan(3);
    await doStep(person, 'sms');
    await person.press(buttons.stuck);
    await person.say(NUMBERS[0] ?? '');
    expect(written.length).toBeGreaterThan(40);
    expect(written.flatMap(digitsIn)).toEqual([]);
    expect((await store.list('')).map(({ value }) => readable(value)).flatMap(digitsIn)).toEqual([]);
  });

  test('never holds a number that was sent where none was asked for', async () => {
    const { store, written } = watched();
    const person = await atThePhoneForm(store);
    await person.press(buttons.next, { phone: '+31612345678' });
    await person.press(buttons.stuck, { phone: '+31612345678', '31612345678': 'x' });
    const card = person.last.buttons[0]?.data.card;
    await person.submit({ action: 'choose', what: 'problem', value: '+31612345678', card });
    await person.submit({ action: 'choose', what: 'centre', value: '31612345678', card: '+31612345678' });
    await person.submit('+31612345678');
    expect(written.flatMap(digitsIn)).toEqual([]);
  });

  test('never holds a secret, or a name beside a disease', async () => {
    const { store, written } = watched();
    const person = await atThePhoneForm(store);
    for (const title of ['', buttons.next, buttons.next, buttons.next, buttons.stuck, buttons.stillStuck]) {
      if (person.last.buttons.some((button) => button.title === title)) await person.press(title);
      for (const secret of SECRETS) await person.say(secret);
    }
    await person.say('radbout nijmegen');
    await person.say('cancel');
    for (const secret of SECRETS) await person.say(secret);
    const kept = written.map(withoutIds).join('\n').toLowerCase();
    for (const word of TELLING) expect(kept).not.toContain(word.toLowerCase());
  });

  test('holds only ids and the end of the transcript, without the name', async () => {
    const { store } = watched();
    const person = await atThePhoneForm(store);
    await person.say('my name is Jansen, where do I type the number?');
    const keys = (await store.list('')).map(({ key }) => key);
    expect(keys).toEqual(['talk/talk-1']);
    expect(Object.keys(await person.state()).sort()).toEqual([
      'activeCards',
      'asked',
      'dialogs',
      'exchanges',
      'language',
      'lastCard',
      'lastPress',
      'lastSeen',
      'misses',
      'processedIds',
      'progress',
      'stepCards',
      'topic',
      'version',
      'welcomed',
    ]);
    expect((await person.state()).asked.at(-1)?.text).toBe(
      'my name is (name not kept), where do I type the number?',
    );
    expect((await progressOf(person)).choices).toEqual({ method: 'sms' });
  });
});

describe("The web chat's history", () => {
  test('holds no number, neither in messages nor in replies', async () => {
    const { store, written } = watched();
    const log = openLog('silent');
    const bot = botFor(pack, sharedUnderstanding(pack));
    const turnPack = { content: pack, dialogs: dialogsFor(pack), bot };
    const options = {
      store,
      pack: () => turnPack,
      retentionMs: 86_400_000,
      welcomeBackMs: 3_600_000,
      log,
      apologise: sayError,
    };
    const setting = { store, runTurn: turnRunner(options) };
    const chat = await openChat(setting);
    const conversation = await chat.openConversation();
    const press = async (title: string, inputs: Record<string, string> = {}): Promise<void> => {
      const newest: object = (await chat.activities(conversation)).activities.at(-1) ?? {};
      const button = see(newest as Partial<Activity>).buttons.find((candidate) => candidate.title === title);
      await chat.say(conversation, { type: 'message', value: { ...button?.data, ...inputs } });
    };
    await press(buttons.partDone);
    await press('I can sign in to EU Login, but have no second factor');
    await press(buttons.next);
    await press('Mobile + SMS');
    await press(buttons.next);
    for (const number of NUMBERS) {
      await press(buttons.checkPhone, { phone: number });
      // A typed message is redacted as well where it looks like a phone number in plain digits.
      if (!number.startsWith('＋')) await chat.say(conversation, number);
    }
    expect(written.join('\n')).toContain(pack.languages.get('en')?.messages.removed.phone.stoodHere);
    expect(written.flatMap(digitsIn)).toEqual([]);
    // The open window shows the number; a window that is opened later does not.
    const later = await openChat(setting);
    const history = await later.activities(conversation);
    expect(history.activities.length).toBeGreaterThan(40);
    expect(digitsIn(JSON.stringify(history))).toEqual([]);
  });
});
