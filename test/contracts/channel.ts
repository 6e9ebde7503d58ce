import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { TurnContext } from 'botbuilder-core';
import type { Server } from 'restify';
import { describe, expect, onTestFinished, test } from 'vitest';
import { messageCard } from '../../cards/message.ts';
import { dialogsFor } from '../../dialogs/index.ts';
import { sayError } from '../../dialogs/info-cards.ts';
import { botFor } from '../../src/bot/bot.ts';
import type { SendProactive } from '../../src/channels/contract.ts';
import { completeErasures } from '../../src/conversation/erasure/erasure.ts';
import type { TurnLogic } from '../../src/conversation/transaction.ts';
import { type RunTurn, turnRunner } from '../../src/conversation/transaction.ts';
import { type Turn, turnOf } from '../../src/conversation/turn.ts';
import { type Log, openLog } from '../../src/lib/log.ts';
import { createServer } from '../../src/server.ts';
import { WEBCHAT_SIGNING_KEY } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/store.ts';
import { pack, type Seen } from '../support/clinician.ts';
import { readable } from '../support/readable.ts';
import { sharedUnderstanding } from '../support/shared-understanding.ts';
import { WatchedStore } from '../support/watched-store.ts';

/** The parts that a channel is mounted with. */
interface ChannelParts {
  store: Store;
  runTurn: RunTurn;
  log: Log;
}

/** A message of a person: words, or the data of a button that was pressed. */
interface Message {
  /** The id, which stays the same where the client delivers the message again. */
  id: string;
  text?: string;
  value?: object;
}

/** A person at a client of the channel, in a chat of their own. */
export interface Person {
  /** Delivers a message to the assistant at this address; false where it was not taken, and has to be sent again. */
  send(url: string, message: Message): Promise<boolean>;
  /** Continues at another process of the assistant. */
  moveTo(url: string): Promise<void>;
  /** The assistant's messages, in the order in which the client has got them. */
  seen(): Seen[];
  /** The number of typing activities that the client got. */
  typings(): number;
  /** Stops the client from taking messages; returns the function that releases it. */
  stall(): () => void;
}

/** A channel as the suite drives it. */
export interface ChannelDriver {
  name: string;
  /**
   * Reads all that was said, the person's own words marked with ">", as a client that comes later gets it. Only for a channel that
   * keeps what was said together with the turn; another one may say it again where it is not clear that it arrived.
   */
  history?: (person: Person, url: string) => Promise<string[]>;
  /** Tells how often a card was replaced because its choice was made, for a channel that does so. */
  replaced?: (person: Person) => number;
  mount(
    server: Server,
    parts: ChannelParts,
  ): Promise<{ sendProactive: SendProactive; close?(): Promise<void> }>;
  /** Lets somebody open a chat with the assistant at this address. */
  meet(url: string): Promise<Person>;
}

type Script = (turn: Turn, context: TurnContext) => Promise<void>;

/** Sent at the end of a test, so that late replies arrive before the answer to it. */
const LAST_WORDS = 'that is all';
const HOUR = 3_600_000;
const PHONE = '+31 612 34 56 78';

/** Counts a person's messages in their state and answers each twice, not at once. */
const count: Script = async (turn, context) => {
  const { marks } = turn.state.progress;
  const n = Object.keys(marks).length + 1;
  turn.state.progress = { ...turn.state.progress, marks: { ...marks, [`n/${n}`]: 'done' } };
  await context.sendActivity(`${turn.message.text} is ${n}`);
  await setImmediate();
  await context.sendActivity(`${turn.message.text} was ${n}`);
};

const counted = (...texts: string[]): string[] =>
  texts.flatMap((text, index) => [`${text} is ${index + 1}`, `${text} was ${index + 1}`]);

/** Tests that every channel must pass, with messages of people and turns of the assistant. */
export function channelContract(channel: ChannelDriver): void {
  let ids = 0;
  const message = (text: string, id = `m${++ids}`): Message => ({ id, text });

  /** Starts a process of the assistant. */
  async function start(bot: TurnLogic, store: Store) {
    const log = openLog('silent');
    const server = createServer(log);
    const turnPack = { content: pack, dialogs: dialogsFor(pack), bot };
    const run = turnRunner({
      store,
      log,
      pack: () => turnPack,
      retentionMs: HOUR,
      welcomeBackMs: HOUR,
      apologise: sayError,
    });
    let queued = 0;
    const runTurn: RunTurn = (context, ...turn) => {
      const done = run(context, ...turn);
      if (context.activity.type === 'message') queued += 1;
      return done;
    };
    const { sendProactive, close } = await channel.mount(server, { store, runTurn, log });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const stop = async (): Promise<void> => {
      if (!server.server.listening) return;
      const closed = once(server.server, 'close');
      server.close();
      await close?.();
      await closed;
    };
    onTestFinished(stop);
    return {
      url: `http://127.0.0.1:${server.address().port}`,
      sendProactive,
      stop,
      /** Sends something and waits until it stands in the queue of its conversation, but not for the answer. */
      async queue(send: () => Promise<boolean>): Promise<{ taken: Promise<boolean> }> {
        const before = queued;
        const taken = send();
        await expect.poll(() => queued).toBeGreaterThan(before);
        return { taken };
      },
    };
  }

  /** Starts the assistant with a bot that follows this script for every message of a person. */
  async function scripted(script: Script = count, store = new WatchedStore()) {
    let address: Record<string, unknown> = {};
    const bot: TurnLogic = async (context) => {
      const turn = turnOf(context);
      address = turn.address;
      if (turn.message.text === LAST_WORDS) await context.sendActivity(LAST_WORDS);
      else if (turn.incoming.kind === 'text') await script(turn, context);
    };
    const assistant = await start(bot, store);
    return {
      ...assistant,
      store,
      /** Starts another process on the same store. */
      another: () => scripted(script, store),
      meet: () => channel.meet(assistant.url),
      /** Returns the address for proactive messages to a person. */
      async addressOf(person: Person): Promise<Record<string, unknown>> {
        await person.send(assistant.url, message(LAST_WORDS));
        return address;
      },
      /** Returns everything that a person has seen, once nothing more can come. */
      async seenBy(person: Person): Promise<string[]> {
        const said = textsOf(person).filter((text) => text === LAST_WORDS).length;
        await person.send(assistant.url, message(LAST_WORDS));
        await expect.poll(() => textsOf(person).filter((text) => text === LAST_WORDS).length).toBe(said + 1);
        return textsOf(person).filter((text) => text !== LAST_WORDS);
      },
    };
  }

  /** Starts the real assistant, with somebody who has been welcomed. */
  async function real() {
    const store = new WatchedStore();
    const bot = botFor(pack, sharedUnderstanding(pack));
    const { url } = await start(bot, store);
    const person = await channel.meet(url);
    const seesMore = (than: number) => expect.poll(() => person.seen().length).toBeGreaterThan(than);
    await seesMore(0);
    const send = async (said: Omit<Message, 'id'>, id = `m${++ids}`): Promise<boolean> =>
      person.send(url, { ...said, id });
    const button = (title: string): Omit<Message, 'id'> => {
      const found = person
        .seen()
        .at(-1)
        ?.buttons.find((candidate) => candidate.title === title);
      if (!found) throw new Error(`no button "${title}"`);
      return { value: found.data };
    };
    return {
      url,
      store,
      person,
      send,
      button,
      /** Starts another process on the same store. */
      another: () => start(bot, store),
      /** Waits for the answer to what is sent. */
      async say(said: Omit<Message, 'id'>): Promise<string> {
        const before = person.seen().length;
        await send(said);
        await seesMore(before);
        return textsOf(person).slice(before).join('\n');
      },
    };
  }

  describe(`${channel.name} as a channel`, () => {
    describe('The replies', () => {
      test('arrive once and in the order in which the assistant gives them', async () => {
        const assistant = await scripted();
        const person = await assistant.meet();
        for (const text of ['a', 'b', 'c'])
          expect(await person.send(assistant.url, message(text))).toBe(true);
        expect(await assistant.seenBy(person)).toEqual(counted('a', 'b', 'c'));
      });

      test('of one turn arrive in order, with several cards and words between them', async () => {
        const titles = ['one', 'two', 'three', 'four'];
        const assistant = await scripted(async (turn, context) => {
          for (const title of titles) {
            await turn.reply(messageCard({ kind: 'plain', notices: [], title, buttons: [] }));
            await context.sendActivity(`after ${title}`);
          }
        });
        const person = await assistant.meet();
        await person.send(assistant.url, message('cards'));
        expect(await assistant.seenBy(person)).toEqual(titles.flatMap((title) => [title, `after ${title}`]));
      });

      test('to messages that are sent at once do not mix, and none is lost or doubled', async () => {
        const assistant = await scripted();
        const person = await assistant.meet();
        const texts = Array.from({ length: 8 }, (_, n) => `message ${n}`);
        await Promise.all(texts.map((text) => person.send(assistant.url, message(text))));
        const seen = await assistant.seenBy(person);
        const order = seen.filter((_, index) => index % 2 === 0).map((text) => text.split(' is ')[0] ?? '');
        expect(order.toSorted()).toEqual(texts);
        expect(seen).toEqual(counted(...order));
      });

      test('keep the order of the messages, however long the assistant thinks about the first', async () => {
        const gate = Promise.withResolvers<void>();
        const assistant = await scripted(async (turn, context) => {
          if (turn.message.text === 'first') await gate.promise;
          await count(turn, context);
        });
        const person = await assistant.meet();
        const sent: Promise<boolean>[] = [];
        for (const text of ['first', 'second', 'third']) {
          const { taken } = await assistant.queue(() => person.send(assistant.url, message(text)));
          sent.push(taken);
        }
        expect(textsOf(person)).toEqual([]);
        gate.resolve();
        expect(await Promise.all(sent)).toEqual([true, true, true]);
        expect(await assistant.seenBy(person)).toEqual(counted('first', 'second', 'third'));
      });

      test('are announced by typing while the assistant takes longer than a second, and typing is not stored', async () => {
        const gate = Promise.withResolvers<void>();
        const assistant = await scripted(async (turn, context) => {
          await gate.promise;
          await count(turn, context);
        });
        const person = await assistant.meet();
        const sent = person.send(assistant.url, message('slow'));
        await expect.poll(() => person.typings()).toBeGreaterThan(0);
        expect(textsOf(person)).toEqual([]);
        gate.resolve();
        await sent;
        expect(await assistant.seenBy(person)).toEqual(counted('slow'));
        expect(JSON.stringify(await assistant.store.list(''))).not.toContain('typing');
      });
    });

    describe('A message that is delivered again', () => {
      test('is answered once', async () => {
        const assistant = await scripted();
        const person = await assistant.meet();
        await person.send(assistant.url, message('a', 'same'));
        await person.send(assistant.url, message('between'));
        expect(await person.send(assistant.url, message('a', 'same'))).toBe(true);
        expect(await assistant.seenBy(person)).toEqual(counted('a', 'between'));
      });

      test('is answered once where it comes at the same moment', async () => {
        const assistant = await scripted();
        const person = await assistant.meet();
        const sent = Array.from({ length: 4 }, () => person.send(assistant.url, message('a', 'same')));
        expect(await Promise.all(sent)).toEqual([true, true, true, true]);
        expect(await assistant.seenBy(person)).toEqual(counted('a'));
      });

      test('is answered once across a restart', async () => {
        const assistant = await scripted();
        const person = await assistant.meet();
        await person.send(assistant.url, message('a', 'same'));
        await expect.poll(() => textsOf(person)).toEqual(counted('a'));
        await assistant.stop();
        const restarted = await assistant.another();
        await person.moveTo(restarted.url);
        await person.send(restarted.url, message('a', 'same'));
        await person.send(restarted.url, message('b'));
        expect(await restarted.seenBy(person)).toEqual(counted('a', 'b'));
      });

      test('is answered once by two processes at the same moment', async () => {
        const assistant = await scripted();
        const other = await assistant.another();
        const person = await assistant.meet();
        const sent = [assistant, other].map(({ url }) => person.send(url, message('a', 'same')));
        expect(await Promise.all(sent)).toEqual([true, true]);
        expect(await assistant.seenBy(person)).toEqual(counted('a'));
      });

      test('is a new message in another conversation', async () => {
        const assistant = await scripted();
        const [one, two] = [await assistant.meet(), await assistant.meet()];
        await one.send(assistant.url, message('here', 'same'));
        await two.send(assistant.url, message('there', 'same'));
        expect(await assistant.seenBy(one)).toEqual(counted('here'));
        expect(await assistant.seenBy(two)).toEqual(counted('there'));
      });
    });

    describe('A turn', () => {
      test('shows nothing until the store has committed it', async () => {
        const assistant = await scripted();
        const [person, other] = [await assistant.meet(), await assistant.meet()];
        const gate = Promise.withResolvers<void>();
        const isKeeping = new Promise<void>((keeping) => {
          assistant.store.beforeTurnIsKept(() => {
            keeping();
            return gate.promise;
          });
        });
        const sent = person.send(assistant.url, message('a'));
        await isKeeping;
        // A whole turn of somebody else passes by.
        await other.send(assistant.url, message('quick'));
        expect(await assistant.seenBy(other)).toEqual(counted('quick'));
        expect(textsOf(person)).toEqual([]);
        gate.resolve();
        await sent;
        expect(await assistant.seenBy(person)).toEqual(counted('a'));
      });

      test('is stored in one commit, the history with the state', async () => {
        const assistant = await scripted();
        const person = await assistant.meet();
        const before = assistant.store.turns.length;
        await person.send(assistant.url, message('a'));
        const commits = assistant.store.turns.slice(before);
        expect(commits).toHaveLength(1);
        const history = commits.flat().filter(({ key }) => key.startsWith('history/'));
        // The person's message and the two replies, stored together.
        expect(history).toHaveLength(channel.history ? 1 : 0);
        for (const { value } of history)
          for (const text of ['a', ...counted('a')])
            expect(readable(value)).toContain(JSON.stringify(text).slice(1, -1));
      });
    });

    if (channel.history)
      test('A client that comes later sees what was said, once and in order, with the person’s own words before the replies', async () => {
        const assistant = await scripted();
        const person = await assistant.meet();
        for (const text of ['a', 'b']) await person.send(assistant.url, message(text, text));
        await person.send(assistant.url, message('a', 'a'));
        expect(await channel.history?.(person, assistant.url)).toEqual([
          '> a',
          ...counted('a'),
          '> b',
          ...counted('a', 'b').slice(2),
        ]);
      });

    describe('A turn whose commit loses a race', () => {
      test('runs again on the state that won, and is answered once', async () => {
        const assistant = await scripted();
        const other = await assistant.another();
        const person = await assistant.meet();
        assistant.store.beforeTurnIsKept(async () => {
          await person.send(other.url, message('other'));
        });
        await person.send(assistant.url, message('mine'));
        expect(await assistant.seenBy(person)).toEqual(counted('other', 'mine'));
      });

      test('shows nothing where the same message won', async () => {
        const assistant = await scripted();
        const other = await assistant.another();
        const person = await assistant.meet();
        assistant.store.beforeTurnIsKept(async () => {
          await person.send(other.url, message('a', 'same'));
        });
        expect(await person.send(assistant.url, message('a', 'same'))).toBe(true);
        expect(await assistant.seenBy(person)).toEqual(counted('a'));
      });
    });

    describe('A turn that cannot be stored', () => {
      test('shows and stores nothing, and the message can be sent again', async () => {
        const assistant = await scripted();
        const person = await assistant.meet();
        await person.send(assistant.url, message('a'));
        const before = await assistant.store.list('');
        assistant.store.beforeTurnIsKept(() => {
          throw new Error('disk full');
        });
        expect(await person.send(assistant.url, message('b', 'again'))).toBe(false);
        expect(await assistant.store.list('')).toEqual(before);
        expect(await person.send(assistant.url, message('b', 'again'))).toBe(true);
        expect(await assistant.seenBy(person)).toEqual(counted('a', 'b'));
      });

      test('does not stop the turn after it', async () => {
        const assistant = await scripted();
        const person = await assistant.meet();
        const gate = Promise.withResolvers<void>();
        assistant.store.beforeTurnIsKept(async () => {
          await gate.promise;
          throw new Error('disk full');
        });
        const first = await assistant.queue(() => person.send(assistant.url, message('a')));
        const second = await assistant.queue(() => person.send(assistant.url, message('b')));
        gate.resolve();
        expect(await Promise.all([first.taken, second.taken])).toEqual([false, true]);
        expect(await assistant.seenBy(person)).toEqual(counted('b'));
      });

      test('does not run twice where it was stored after all', async () => {
        const assistant = await scripted();
        const person = await assistant.meet();
        assistant.store.onceTurnIsKept(() => {
          throw new Error('the connection broke before the answer');
        });
        expect(await person.send(assistant.url, message('a', 'again'))).toBe(false);
        expect(await person.send(assistant.url, message('a', 'again'))).toBe(true);
        await person.send(assistant.url, message('b'));
        const all = counted('a', 'b');
        expect(await assistant.seenBy(person)).toEqual(channel.history ? all : all.slice(2));
      });
    });

    describe('A bot that throws', () => {
      const throwing: Script = async (turn, context) => {
        await count(turn, context);
        if (turn.message.text === 'bad') throw new Error('boom');
      };

      test('causes one apology, without its half answer, and leaves the state unchanged', async () => {
        const assistant = await scripted(throwing);
        const person = await assistant.meet();
        await person.send(assistant.url, message('a'));
        expect(await person.send(assistant.url, message('bad', 'same'))).toBe(true);
        await person.send(assistant.url, message('bad', 'same'));
        await person.send(assistant.url, message('b'));
        const [first, second, apology, ...rest] = await assistant.seenBy(person);
        expect([first, second, ...rest]).toEqual(counted('a', 'b'));
        expect(apology).toContain('something went wrong on our side');
      });

      test('does not keep the next message from being answered', async () => {
        const assistant = await scripted(throwing);
        const person = await assistant.meet();
        await Promise.all(['bad', 'b'].map((text) => person.send(assistant.url, message(text))));
        const seen = await assistant.seenBy(person);
        expect(seen.filter((text) => !text.includes('went wrong'))).toEqual(counted('b'));
        expect(seen).toHaveLength(3);
      });
    });

    describe('A person whose client takes nothing for a while', () => {
      test('has their messages processed all the same, and gets the replies in order later', async () => {
        const begun: string[] = [];
        const assistant = await scripted(async (turn, context) => {
          begun.push(turn.message.text);
          await count(turn, context);
        });
        const person = await assistant.meet();
        const release = person.stall();
        const sent: Promise<boolean>[] = [];
        for (const text of ['a', 'b', 'c']) {
          sent.push(person.send(assistant.url, message(text)));
          await expect.poll(() => begun.at(-1)).toBe(text);
        }
        await expect.poll(() => assistant.store.turns.flat().filter(isCounted(3))).toHaveLength(1);
        release();
        expect(await Promise.all(sent)).toEqual([true, true, true]);
        expect(await assistant.seenBy(person)).toEqual(counted('a', 'b', 'c'));
      });
    });

    describe('Another conversation', () => {
      test('does not wait for a turn that takes long', async () => {
        const gate = Promise.withResolvers<void>();
        const assistant = await scripted(async (turn, context) => {
          if (turn.message.text === 'slow') await gate.promise;
          await count(turn, context);
        });
        const [slow, quick] = [await assistant.meet(), await assistant.meet()];
        const { taken } = await assistant.queue(() => slow.send(assistant.url, message('slow')));
        await quick.send(assistant.url, message('quick'));
        expect(await assistant.seenBy(quick)).toEqual(counted('quick'));
        expect(textsOf(slow)).toEqual([]);
        gate.resolve();
        await taken;
        expect(await assistant.seenBy(slow)).toEqual(counted('slow'));
      });

      test('keeps its state and its replies to itself', async () => {
        const assistant = await scripted();
        const people = await Promise.all(Array.from({ length: 5 }, () => assistant.meet()));
        const texts = (n: number) => [`${n} says a`, `${n} says b`, `${n} says c`];
        const speak = async (person: Person, n: number) => {
          for (const text of texts(n)) await person.send(assistant.url, message(text, text.slice(-1)));
        };
        await Promise.all(people.map(speak));
        for (const [n, person] of people.entries())
          expect(await assistant.seenBy(person)).toEqual(counted(...texts(n)));
      });
    });

    describe('A proactive turn', () => {
      const news: TurnLogic = async (context) => void (await context.sendActivity('news'));

      test('takes its place between the messages of the person', async () => {
        const gate = Promise.withResolvers<void>();
        const assistant = await scripted(async (turn, context) => {
          if (turn.message.text === 'first') await gate.promise;
          await count(turn, context);
        });
        const person = await assistant.meet();
        const address = await assistant.addressOf(person);
        const first = await assistant.queue(() => person.send(assistant.url, message('first')));
        const reached = assistant.sendProactive(address, { id: 'n1', attempt: 1 }, (context) =>
          count(turnOf(context), context),
        );
        const second = await assistant.queue(() => person.send(assistant.url, message('second')));
        expect(textsOf(person)).toEqual([LAST_WORDS]);
        gate.resolve();
        expect(await Promise.all([first.taken, second.taken])).toEqual([true, true]);
        expect(await reached).toBe('reached');
        expect(await assistant.seenBy(person)).toEqual(counted('first', '', 'second'));
      });

      test('runs once for the same attempt: again, at the same moment, and after a restart', async () => {
        const assistant = await scripted();
        const person = await assistant.meet();
        const address = await assistant.addressOf(person);
        const turn = { id: 'n1', attempt: 1 };
        await Promise.all([1, 2, 3].map(() => assistant.sendProactive(address, turn, news)));
        await assistant.sendProactive(address, turn, news);
        expect(await assistant.seenBy(person)).toEqual(['news']);
        await assistant.stop();
        const restarted = await assistant.another();
        await person.moveTo(restarted.url);
        await restarted.sendProactive(address, turn, news);
        expect(await restarted.seenBy(person)).toEqual(['news']);
      });

      test('is sent again at a further attempt only where the channel does not store its messages', async () => {
        const assistant = await scripted();
        const person = await assistant.meet();
        const address = await assistant.addressOf(person);
        for (const attempt of [1, 2]) await assistant.sendProactive(address, { id: 'n1', attempt }, news);
        const seen = await assistant.seenBy(person);
        expect(seen).toEqual(channel.history ? ['news'] : ['news', 'news']);
      });

      test('that fails sends and stores nothing, its sender gets the error, and it can be tried again', async () => {
        const assistant = await scripted();
        const person = await assistant.meet();
        const address = await assistant.addressOf(person);
        const before = await assistant.store.list('');
        const failing: TurnLogic = async (context) => {
          await count(turnOf(context), context);
          throw new Error('boom');
        };
        await expect(assistant.sendProactive(address, { id: 'n1', attempt: 1 }, failing)).rejects.toThrow();
        expect(await assistant.store.list('')).toEqual(before);
        expect(await assistant.sendProactive(address, { id: 'n1', attempt: 1 }, news)).toBe('reached');
        expect(await assistant.seenBy(person)).toEqual(['news']);
      });

      test('that cannot be stored sends nothing, and can be tried again', async () => {
        const assistant = await scripted();
        const person = await assistant.meet();
        const address = await assistant.addressOf(person);
        assistant.store.beforeTurnIsKept(() => {
          throw new Error('disk full');
        });
        await expect(assistant.sendProactive(address, { id: 'n1', attempt: 1 }, news)).rejects.toThrow();
        expect(await assistant.sendProactive(address, { id: 'n1', attempt: 1 }, news)).toBe('reached');
        expect(await assistant.seenBy(person)).toEqual(['news']);
      });

      test('that loses a race to a message of the person is sent once, after the answer', async () => {
        const assistant = await scripted();
        const other = await assistant.another();
        const person = await assistant.meet();
        const address = await assistant.addressOf(person);
        assistant.store.beforeTurnIsKept(async () => {
          await person.send(other.url, message('a'));
        });
        await assistant.sendProactive(address, { id: 'n1', attempt: 1 }, news);
        expect(await assistant.seenBy(person)).toEqual([...counted('a'), 'news']);
      });
    });

    describe('The real assistant', () => {
      test('takes one step for a press that is delivered again, also at the same moment', async () => {
        const { person, send, say, button } = await real();
        expect(await say(button('Start from the beginning'))).toContain('step 1 of 4');
        const next = button('Done – next');
        const before = person.seen().length;
        await Promise.all([send(next, 'press'), send(next, 'press'), send(next, 'press')]);
        await send(next, 'press');
        expect(await say({ text: 'where am I?' })).toContain('Open the confirmation email');
        // The next step, and the answer to the question.
        expect(person.seen().length - before).toBe(2);
      });

      test('takes one step for a double click', async () => {
        const { send, say, button } = await real();
        await say(button('Start from the beginning'));
        const next = button('Done – next');
        await Promise.all([send(next), send(next)]);
        expect(await say({ text: 'where am I?' })).toContain('Open the confirmation email');
      });

      test('knows what "the second one" is in another process, and repeats no choice for words that come again', async () => {
        const { person, say, button, another } = await real();
        await say(button('Start from the beginning'));
        await say({ text: 'nothing works' });
        const before = person.seen().length;
        const other = await another();
        await person.moveTo(other.url);
        await person.send(other.url, message('the second one', 'same'));
        await person.send(other.url, message('the second one', 'same'));
        await expect.poll(() => person.seen().length - before).toBe(2);
        expect(textsOf(person)[before]).toContain('How do I create an EU Login?');
      });

      test('shows a checked phone number, and stores it in no row', async () => {
        const { store, say, button } = await real();
        await say(button('Start from the beginning'));
        for (let step = 0; step < 5; step++) await say({ text: 'next' });
        await say(button('Mobile + SMS'));
        await say({ text: 'next' });
        expect(await say({ text: PHONE.replaceAll(' ', '') })).toContain(PHONE);
        expect(await say({ text: 'next' })).not.toContain(PHONE);
        // The blanks within a number go; numbers of messages that stand side by side are none.
        const kept = readable([await store.list(''), store.turns]).replaceAll(/[\s().-]/g, '');
        expect(kept).not.toContain('12345678');
      });

      test('shows a checked phone number in its own answer, though the turn lost a race', async () => {
        const { person, store, say, button, another } = await real();
        await say(button('Start from the beginning'));
        for (let step = 0; step < 5; step++) await say({ text: 'next' });
        await say(button('Mobile + SMS'));
        await say({ text: 'next' });
        const before = person.seen().length;
        const other = await another();
        store.beforeTurnIsKept(async () => {
          await person.send(other.url, message('where am I?'));
        });
        await say({ text: PHONE.replaceAll(' ', '') });
        await expect.poll(() => person.seen().length - before).toBe(2);
        const [where, checked] = textsOf(person).slice(before);
        expect(where).toContain('You are at: Add your mobile phone number');
        expect(where).not.toContain(PHONE);
        expect(checked).toContain(PHONE);
      });

      test('erases what is kept about a person once they confirm it, says so, and keeps nothing of that', async () => {
        const { person, store, send, say, button } = await real();
        await say(button('Start from the beginning'));
        await say({ text: 'what do you know about me?' });
        await say(button('Delete my data'));
        const before = person.seen().length;
        const yes = button('Yes, delete it all');
        expect(await send(yes, 'yes')).toBe(true);
        await expect.poll(() => textsOf(person).slice(before).join()).toContain('Your data has been deleted');
        expect(await personalKeys(store)).toEqual([]);
        // It comes again, as it may where the answer to it was lost.
        await send(yes, 'yes');
        expect(await personalKeys(store)).toEqual([]);
      });

      test('erases nothing by a press on an older card, nor by the data of the button on another one', async () => {
        const { person, store, say, button, send } = await real();
        await say({ text: 'delete my data' });
        const yes = button('Yes, delete it all');
        expect(await say({ text: 'what do you know about me?' })).toContain('What I keep about you');
        expect(await say(yes)).toContain('Delete your data?');
        await say({ text: 'help' });
        const { card } = button('Ask a question').value as { card: string };
        await send({ value: { action: 'erase', keepsOpenTickets: false, card } });
        await expect.poll(() => textsOf(person).at(-1)).toContain('Delete your data?');
        expect((await personalKeys(store)).length).toBeGreaterThan(0);
      });

      test('says nothing of an erasure that is not complete; it is completed later', async () => {
        const { person, store, say, send, button } = await real();
        await say({ text: 'delete my data' });
        store.onceTurnIsKept(() => {
          throw new Error('disk full');
        });
        expect(await send(button('Yes, delete it all'))).toBe(false);
        await completeErasures(store);
        expect(await personalKeys(store)).toEqual([]);
        expect(textsOf(person).join()).not.toContain('Your data has been deleted');
      });

      if (channel.replaced)
        test('replaces a card once its choice is stored, and only once', async () => {
          const { person, store, send, say, button } = await real();
          const replaced = () => channel.replaced?.(person);
          await say(button('Start from the beginning'));
          await expect.poll(replaced).toBe(1);
          const next = button('Done – next');
          store.beforeTurnIsKept(() => {
            throw new Error('disk full');
          });
          expect(await send(next, 'press')).toBe(false);
          expect(replaced()).toBe(1);
          await Promise.all([send(next, 'press'), send(next, 'press')]);
          await say({ text: 'where am I?' });
          expect(replaced()).toBe(2);
        });
    });
  });
}

function textsOf(person: Person): string[] {
  return person.seen().map(({ text }) => text);
}

/** The keys of what is stored about people: of an ended conversation its id stays, so that no token opens it again. */
async function personalKeys(store: Store): Promise<string[]> {
  const entries = await store.list('');
  const personal = entries.filter(
    ({ key, value }) => key !== WEBCHAT_SIGNING_KEY && !JSON.stringify(value).includes('"ended":true'),
  );
  return personal.map(({ key }) => key);
}

/** Finds the record of somebody whose messages were counted so far. */
function isCounted(n: number): ({ key, value }: { key: string; value: unknown }) => boolean {
  return ({ key, value }) => key.startsWith('talk/') && JSON.stringify(value).includes(`n/${n}`);
}
