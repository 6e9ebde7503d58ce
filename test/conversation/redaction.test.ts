import { describe, expect, test } from 'vitest';
import { sayError } from '../../dialogs/info-cards.ts';
import { botFor } from '../../src/bot/bot.ts';
import type { TurnRecord } from '../../src/conversation/turn-record.ts';
import { openMemoryStore } from '../../src/store/memory.ts';
import { pack, see } from '../support/clinician.ts';
import { sharedUnderstanding } from '../support/shared-understanding.ts';
import { HOUR, TestChannel } from './test-channel.ts';

const TYPED = '+31 6 1234 5678';
const SHOWN = '+31 612 34 56 78';
const STOOD_HERE = pack.languages.get('en')?.messages.removed.phone.stoodHere ?? '';

/** A conversation with the whole assistant, on a channel that keeps a history of everything. */
class Chat {
  readonly kept: TurnRecord[] = [];
  readonly store = openMemoryStore();
  readonly channel: TestChannel;

  constructor() {
    const bot = botFor(pack, sharedUnderstanding(pack));
    this.channel = new TestChannel({
      bot: (_, context) => bot(context),
      store: this.store,
      apologise: sayError,
      beforeCommit: async (exchange) => {
        this.kept.push(structuredClone(exchange));
        const row = { key: `history/${this.kept.length}`, value: exchange, expected: null };
        return [{ ...row, expiresAt: Date.now() + HOUR }];
      },
    });
  }

  say(text: string): Promise<void> {
    return this.channel.receive({ text });
  }

  press(title: string, inputs: object = {}): Promise<void> {
    const button = see(this.channel.sent.at(-1) ?? {}).buttons.find((candidate) => candidate.title === title);
    if (!button) throw new Error(`no button "${title}"`);
    return this.channel.receive({ value: { ...button.data, ...inputs } });
  }

  async toPhoneForm(): Promise<void> {
    await this.say('start');
    for (let step = 0; step < 5; step++) await this.say('next');
    await this.say('SMS');
    await this.say('next');
  }

  /** Everything in the store, as one text. */
  async stored(): Promise<string> {
    return JSON.stringify(await this.store.list(''));
  }
}

/** Checks whether a text holds the digits of the number, however they are grouped. */
function holdsNumber(text: string): boolean {
  return new RegExp([...'612345678'].join('[\\s().-]{0,2}')).test(text);
}

describe('The assistant', () => {
  test.each([
    ['sent by the form', (chat: Chat) => chat.press('Check my number', { phone: TYPED })],
    ['typed', (chat: Chat) => chat.say(TYPED)],
    ['typed without blanks', (chat: Chat) => chat.say('0031612345678')],
  ])('shows a phone number %s as EU Login wants it, and stores it in no row', async (_, send) => {
    const chat = new Chat();
    await chat.toPhoneForm();
    await send(chat);
    expect(see(chat.channel.sent.at(-1) ?? {}).text).toContain(SHOWN);
    expect(holdsNumber(JSON.stringify(chat.channel.sent))).toBe(true);
    expect(holdsNumber(await chat.stored())).toBe(false);
    expect(await chat.stored()).not.toContain(TYPED);
  });

  test('replaces the number in the stored reply by a note, and not in the reply that it sends', async () => {
    const chat = new Chat();
    await chat.toPhoneForm();
    await chat.press('Check my number', { phone: TYPED });
    const [reply] = chat.kept.at(-1)?.replies ?? [];
    expect(JSON.stringify(reply)).toContain(`exactly like this, with the same spaces: **${STOOD_HERE}**`);
    expect(JSON.stringify(chat.channel.sent.at(-1))).toContain(`with the same spaces: **${SHOWN}**`);
  });

  test('stores the other data of the press unchanged', async () => {
    const chat = new Chat();
    await chat.toPhoneForm();
    await chat.press('Check my number', { phone: TYPED });
    const value: unknown = chat.kept.at(-1)?.incoming.value;
    expect(value).toEqual({ action: 'choose', what: 'phone', card: expect.any(String) });
  });

  test.each([
    ['my number is 0612345678, thanks', `my number is ${STOOD_HERE}, thanks`],
    ['+31 (0)6 12 34 56 78', STOOD_HERE],
    ['call 06-12.34/56 78 or +49 151 23456789', `call ${STOOD_HERE} or ${STOOD_HERE}`],
    ['＋31 ６ 12345678', STOOD_HERE],
    ['+31–6–12–34–56–78', STOOD_HERE],
    ['I am at step 2 of 4 since 2021', 'I am at step 2 of 4 since 2021'],
    ['blue', 'blue'],
  ])('stores no phone number of a sentence: "%s"', async (typed, kept) => {
    const chat = new Chat();
    await chat.say(typed);
    expect(chat.kept[0]?.incoming.text).toBe(kept);
  });
});

describe('A secret in a message of its own, after "my password is"', () => {
  test.each(['sunshine', 'sunshine ', '\n sunshine\n'])(
    'is stored nowhere, also with blanks around it: %j',
    async (secret) => {
      const chat = new Chat();
      await chat.say('my password is');
      await chat.say(secret);
      expect(await chat.stored()).not.toContain('sunshine');
      expect(see(chat.channel.sent.at(-1) ?? {}).text).toContain('password');
    },
  );

  test('leaves no note in a field of a form that was left empty', async () => {
    const fields: string[] = [];
    const channel = new TestChannel({
      bot: async (turn) => {
        turn.state.pendingSecret = { kind: 'password', by: 'announced', left: 3 };
        fields.push(turn.redact(''));
      },
    });
    await channel.receive({ text: 'my password is' });
    await channel.receive({ value: { action: 'send', card: 'c', sentence: '' } });
    expect(fields).toEqual(['', '']);
  });
});

describe('A secret in pieces, over several messages,', () => {
  test.each([
    ['digits', ['my pin is', '48', 'then 15'], ['48', '15']],
    ['digits after a mere word for it', ['here comes my pin', '4', '8 1', '5'], ['4', '8 1', '5']],
    ['numbers in words', ['PIN:', 'four eight', 'one five'], ['four', 'five']],
    ['a word', ['mein Passwort ist', 'zwerch', 'fell9'], ['zwerch', 'fell9']],
    [
      'a password that is "still" the same',
      ['which password do I need?', "it's still sonnenhut"],
      ['sonnenhut'],
    ],
  ])('is stored nowhere: %s', async (_, messages, secrets) => {
    const chat = new Chat();
    for (const message of messages) await chat.say(message);
    const words = chat.kept.map(({ incoming }) => incoming.text ?? '').join('\n');
    for (const secret of secrets) expect(words).not.toContain(secret);
  });

  test.each([
    ['PIN code', 'I did that 3 times', 'since 2 days'],
    ['my pin is refused', 'step 2', 'what now?'],
    ['I forgot my password', "it's still not working", 'next'],
    ['which password?', "it's still loading", 'where am I'],
  ])('does not begin with "%s": what follows is kept', async (...messages) => {
    const chat = new Chat();
    for (const message of messages) await chat.say(message);
    expect(chat.kept.map(({ incoming }) => incoming.text)).toEqual(messages);
  });
});

describe('An email address', () => {
  test('of somebody else is stored nowhere', async () => {
    const chat = new Chat();
    await chat.say('the mother writes from jo@home.example, can she be invited');
    expect(await chat.stored()).not.toContain('jo@home');
  });

  test('of the content pack is nobody’s own', async () => {
    const chat = new Chat();
    const text = 'mails from automated-notifications@nomail.ec.europa.eu do not arrive';
    await chat.say(text);
    expect(chat.kept[0]?.incoming.text).toBe(text);
  });
});

describe('The stored state', () => {
  test('holds typed words only in the last ten entries of the transcript and in what was offered an answer, and no secret', async () => {
    const chat = new Chat();
    const words = [
      'flibberty',
      'radbout nijmegen',
      'gobbledygook?',
      'where am I',
      'zzz',
      'my password is hunter2',
    ];
    await chat.say('start');
    for (const word of words) await chat.say(word);
    await chat.say('stuck');
    for (const word of words) await chat.say(word);
    for (let step = 0; step < 9; step++) {
      await chat.say('skip');
      for (const word of words) await chat.say(word);
    }
    const { exchanges = [], topic, asked, ...rest } = (await chat.channel.state()) ?? {};
    for (const word of words) expect(JSON.stringify(rest)).not.toContain(word);
    expect(exchanges).toHaveLength(10);
    expect(JSON.stringify([exchanges, topic, asked])).not.toContain('hunter2');
  });

  test('holds choices as ids', async () => {
    const chat = new Chat();
    await chat.toPhoneForm();
    expect((await chat.channel.state())?.progress).toMatchObject({
      position: { phase: 'two-factor', step: 'sms-add-number' },
      choices: { method: 'sms' },
    });
  });
});
