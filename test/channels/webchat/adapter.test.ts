import { ActivityTypes, type TurnContext } from 'botbuilder-core';
import { describe, expect, test, vi } from 'vitest';
import { openMemoryStore } from '../../../src/store/memory.ts';
import { readable } from '../../support/readable.ts';
import { echo, listen, openChat, texts } from './support.ts';

const again = { type: 'message', text: 'once', channelData: { clientActivityID: 'id-1' } };

describe('An activity that is sent again', () => {
  test('is processed once and answered with its first id', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const first = await chat.say(conversation, again);
    await chat.say(conversation, 'between');
    expect(await chat.say(conversation, again)).toBe(first);
    expect(texts(await chat.activities(conversation, '1'))).toEqual([
      '> once',
      'you said once',
      '> between',
      'you said between',
    ]);
  });

  test('is processed once where it comes at the same moment', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const ids = await Promise.all([
      chat.say(conversation, again),
      chat.say(conversation, again),
      chat.say(conversation, again),
    ]);
    expect(new Set(ids).size).toBe(1);
    expect(texts(await chat.activities(conversation, '1'))).toEqual(['> once', 'you said once']);
  });

  test('is processed once under an id of the client, too', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const mine = { type: 'message', text: 'once', id: 'mine' };
    expect(await chat.say(conversation, mine)).toBe(await chat.say(conversation, mine));
    expect(texts(await chat.activities(conversation, '1'))).toEqual(['> once', 'you said once']);
  });

  test('is a new message where it has no id', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    expect(await chat.say(conversation, 'hello')).not.toBe(await chat.say(conversation, 'hello'));
  });

  test('is a new message in another conversation', async () => {
    const chat = await openChat();
    const [one, other] = [await chat.openConversation(), await chat.openConversation()];
    await chat.say(one, again);
    await chat.say(other, again);
    expect(texts(await chat.activities(other, '1'))).toEqual(['> once', 'you said once']);
  });

  test('is processed after the bot had failed on it, and the failure leaves no trace', async () => {
    let fails = true;
    const bot = async (context: TurnContext) => {
      if (fails && context.activity.type === 'message') throw new Error('broken');
      await echo(context);
    };
    const chat = await openChat({ bot });
    const conversation = await chat.openConversation();
    const path = `${chat.path(conversation.conversationId)}/activities`;
    expect(await chat.call('POST', path, conversation.token, again)).toMatchObject({
      status: 502,
      body: { error: { code: 'BotError' } },
    });
    expect(texts(await chat.activities(conversation))).toEqual(['welcome']);
    fails = false;
    await chat.say(conversation, again);
    expect(texts(await chat.activities(conversation, '1'))).toEqual(['> once', 'you said once']);
  });
});

describe('A turn', () => {
  test('is stored once and completely where it loses a race for the store', async () => {
    const store = openMemoryStore();
    const chat = await openChat({ store });
    const conversation = await chat.openConversation();
    const commit = store.commit.bind(store);
    vi.spyOn(store, 'commit').mockImplementationOnce(async (writes) => {
      const record = await store.get(`webchat/${conversation.conversationId}`);
      if (record) await commit([{ ...record, expected: record.version, expiresAt: Date.now() + 60_000 }]);
      return commit(writes);
    });
    const id = await chat.say(conversation, 'hello');
    const { activities } = await chat.activities(conversation, '1');
    expect(activities.map((activity) => activity.id)).toEqual([id, `${conversation.conversationId}|0000003`]);
  });

  test('shows typing at once without storing it, and then the person’s message before the reply', async () => {
    const gate = Promise.withResolvers<void>();
    const bot = async (context: TurnContext) => {
      await context.sendActivity({ type: ActivityTypes.Typing });
      if (context.activity.type === 'message') await gate.promise;
      await echo(context);
    };
    const chat = await openChat({ bot });
    const conversation = await chat.openConversation();
    const window = await listen((await chat.reconnect(conversation, '1')).streamUrl);
    const said = chat.say(conversation, 'hello');
    await expect.poll(() => window.texts()).toEqual(['typing']);
    expect(window.all().activities[0]?.replyToId).toBeUndefined();
    gate.resolve();
    await said;
    await expect.poll(() => window.texts()).toEqual(['typing', '> hello', 'you said hello']);
    expect(texts(await chat.activities(conversation, '1'))).toEqual(['> hello', 'you said hello']);
  });

  test('may answer with several messages, or with none', async () => {
    const bot = async (context: TurnContext) => {
      if (context.activity.text === 'many')
        await context.sendActivities([{ text: 'a' }, { type: 'message', text: 'b' }]);
    };
    const chat = await openChat({ bot });
    const conversation = await chat.openConversation();
    await chat.say(conversation, 'none');
    await chat.say(conversation, 'many');
    expect(texts(await chat.activities(conversation))).toEqual(['> none', '> many', 'a', 'b']);
  });

  test('stores messages only as the transaction redacted them', async () => {
    const chat = await openChat({ bot: async (context) => void (await context.sendActivity('thanks')) });
    const conversation = await chat.openConversation();
    await chat.say(conversation, {
      type: 'message',
      text: 'my secret123',
      channelData: { clientActivityID: 'secret456' },
    });
    expect(texts(await chat.activities(conversation, '1'))).toEqual(['> my [hidden]', 'thanks']);
    expect(readable(await chat.store.list(''))).not.toContain('secret123');
  });

  test('shows a reply as it was sent, by the stream and by polling, but stores it redacted', async () => {
    const bot = async (context: TurnContext) => {
      await context.sendActivity(context.activity.type === 'message' ? 'number shown123' : 'welcome');
    };
    const chat = await openChat({ bot });
    const conversation = await chat.openConversation();
    const window = await listen((await chat.reconnect(conversation, '1')).streamUrl);
    await chat.say(conversation, 'check');
    await expect.poll(() => window.texts()).toEqual(['> check', 'number shown123']);
    expect(texts(await chat.activities(conversation, '1'))).toEqual(['> check', 'number shown123']);
    expect(readable(await chat.store.list(''))).not.toContain('shown123');

    const restarted = await openChat({ bot, store: chat.store });
    expect(texts(await restarted.activities(conversation, '1'))).toEqual(['> check', 'number [hidden]']);
  });

  test('logs no token and no text, even where the bot fails', async () => {
    const logged: unknown[] = [];
    const write = (...fields: unknown[]) => void logged.push(fields);
    const bot = async ({ activity }: TurnContext) => {
      if (activity.text) throw new Error(`cannot understand\n    at ${activity.text}`);
    };
    const chat = await openChat({
      bot,
      log: { error: write, warn: write, info: write, debug: write, trace() {} },
    });
    const conversation = await chat.openConversation();
    await chat.call('POST', `${chat.path(conversation.conversationId)}/activities`, conversation.token, {
      type: 'message',
      text: 'my words',
    });
    expect(JSON.stringify(logged)).toContain('adapter.test.ts');
    expect(JSON.stringify(logged)).not.toMatch(/my words|cannot understand/);
    expect(JSON.stringify(logged)).not.toContain(conversation.token);
  });
});

test('A proactive message reaches the person, and is a reply to no message', async () => {
  let reach = async (_text: string): Promise<void> => {};
  const bot = async (context: TurnContext) => {
    const { adapter, activity } = context;
    const { conversation, recipient: botAccount, from: user, channelId, serviceUrl } = activity;
    reach = (text) =>
      adapter.continueConversation(
        { conversation, bot: botAccount, user, channelId, serviceUrl },
        async (later) => {
          await later.sendActivity(text);
        },
      );
    await echo(context);
  };
  const chat = await openChat({ bot });
  const conversation = await chat.openConversation();
  const window = await listen((await chat.reconnect(conversation)).streamUrl);
  await reach('the helpdesk says hello');
  await expect.poll(() => window.texts()).toEqual(['welcome', 'the helpdesk says hello']);
  expect(window.all().activities[1]?.replyToId).toBeUndefined();
});
