import { describe, expect, test, vi } from 'vitest';
import { openMemoryStore } from '../../../src/store/memory.ts';
import { listen, openChat, texts } from './support.ts';

describe('A conversation', () => {
  test('begins with the bot’s welcome, and nothing from the page', async () => {
    const chat = await openChat();
    const { token, conversationId } = await chat.token();
    const started = await chat.start(token);
    expect(started).toMatchObject({ status: 201, conversationId, expires_in: 1800 });
    expect(started.streamUrl).toMatch(new RegExp(`^ws://127.0.0.1:${chat.port}/v3/directline/.*/stream\\?`));
    expect(texts(await chat.activities({ ...started, userId: '', token }))).toEqual(['welcome']);
  });

  test('tells the bot who joined, and in which language', async () => {
    const seen: unknown[] = [];
    const chat = await openChat({ bot: async ({ activity }) => void seen.push(activity) });
    const { token, userId } = await chat.token();
    await chat.call('POST', '/v3/directline/conversations', token, {
      user: { id: 'admin' },
      locale: 'nl-BE',
    });
    expect(seen).toMatchObject([
      { type: 'conversationUpdate', membersAdded: [{ id: userId }], from: { id: userId }, locale: 'nl-BE' },
    ]);
  });

  test('is the same when it is opened again, though the bot may greet again', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    await chat.say(conversation, 'hello');
    expect(await chat.start(conversation.token)).toMatchObject({
      status: 200,
      conversationId: conversation.conversationId,
    });
    expect(texts(await chat.activities(conversation))).toEqual([
      'welcome',
      '> hello',
      'you said hello',
      'welcome',
    ]);
  });

  test('gets no greeting on a mere reconnect', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const { conversationId, streamUrl } = await chat.reconnect(conversation, '1');
    expect(conversationId).toBe(conversation.conversationId);
    expect(new URL(streamUrl).searchParams.get('watermark')).toBe('1');
    expect(texts(await chat.activities(conversation))).toEqual(['welcome']);
  });

  test('can be read from any watermark on', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    await chat.say(conversation, 'one');
    await chat.say(conversation, 'two');
    const everything = await chat.activities(conversation);
    expect(everything.watermark).toBe('5');
    expect(texts(everything)).toEqual(['welcome', '> one', 'you said one', '> two', 'you said two']);
    expect(texts(await chat.activities(conversation, '3'))).toEqual(['> two', 'you said two']);
    expect(await chat.activities(conversation, '5')).toEqual({ activities: [], watermark: '5' });
  });

  test('numbers its activities, and each reply names the message that it answers', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const id = await chat.say(conversation, 'hello');
    const { activities } = await chat.activities(conversation);
    expect(activities.map((activity) => activity.id)).toEqual(
      [1, 2, 3].map((n) => `${conversation.conversationId}|000000${n}`),
    );
    expect(activities.map(({ replyToId }) => replyToId)).toEqual([undefined, undefined, id]);
  });

  test('shows messages as those of the token’s user, whatever user the client names', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const from = { id: 'somebody-else', name: 'Dr. No', role: 'bot' };
    await chat.say(conversation, {
      type: 'message',
      text: 'hello',
      from,
      recipient: from,
      serviceUrl: 'https://evil.example',
    });
    const said = (await chat.activities(conversation, '1')).activities[0];
    expect(said?.from).toEqual({ id: conversation.userId, name: '', role: 'user' });
    expect(JSON.stringify(said)).not.toMatch(/somebody-else|Dr. No|evil/);
  });

  test('keeps a button’s value, an event, and the id by which Web Chat recognises its own message', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const channelData = { clientActivityID: 'abc', postBack: true, other: 'dropped' };
    await chat.say(conversation, { type: 'message', value: { action: 'next' }, channelData });
    await chat.say(conversation, { type: 'event', name: 'page', value: { at: 1 } });
    const { activities } = await chat.activities(conversation, '1');
    expect(activities[0]).toMatchObject({
      value: { action: 'next' },
      channelData: { clientActivityID: 'abc', postBack: true },
    });
    expect(activities[0]?.channelData).not.toHaveProperty('other');
    expect(activities[2]).toMatchObject({ type: 'event', name: 'page', value: { at: 1 } });
  });

  test('ignores typing', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    expect(await chat.say(conversation, { type: 'typing' })).toBeTruthy();
    expect(texts(await chat.activities(conversation))).toEqual(['welcome']);
  });

  test('accepts a long text in any script', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const text = `Ω≈ç√ 🩺 ${'x'.repeat(3_900)}\u0000`;
    await chat.say(conversation, text);
    expect((await chat.activities(conversation, '1')).activities[0]?.text).toBe(text);
  });

  test('keeps messages that are sent at once in order, each followed by its own reply', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => chat.say(conversation, `${n}`)));
    const { activities } = await chat.activities(conversation, '1');
    expect(new Set(ids).size).toBe(20);
    expect(activities).toHaveLength(40);
    for (const id of ids) {
      const at = activities.findIndex((activity) => activity.id === id);
      expect(activities[at + 1]).toMatchObject({ replyToId: id, text: `you said ${activities[at]?.text}` });
    }
  });

  test('is found again with an old token after a restart', async () => {
    const store = openMemoryStore();
    const first = await openChat({ store });
    const conversation = await first.openConversation();
    await first.say(conversation, 'before');
    const { watermark } = await first.activities(conversation);
    await first.close();

    const second = await openChat({ store });
    await second.say(conversation, 'after');
    expect(texts(await second.activities(conversation, watermark))).toEqual(['> after', 'you said after']);
    expect(await second.token(conversation.token)).toMatchObject({
      conversationId: conversation.conversationId,
    });
  });

  test('loses its rows only when the retention is over', async () => {
    const store = openMemoryStore();
    const chat = await openChat({ store });
    const conversation = await chat.openConversation();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 179 * 24 * 3_600_000 });
    const renewed = await chat.token(conversation.token);
    expect(texts(await chat.activities(renewed))).toEqual(['welcome']);
    vi.setSystemTime(Date.now() + 2 * 24 * 3_600_000);
    const { token } = await chat.token(renewed.token);
    const { status } = await chat.call('GET', `${chat.path(conversation.conversationId)}/activities`, token);
    vi.useRealTimers();
    expect(status).toBe(404);
  });
});

describe('A client that asks for the latest page', () => {
  const long = 'x'.repeat(3000);
  const openLong = async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    for (let n = 1; n <= 20; n++) await chat.say(conversation, `${n} ${long}`);
    const everything = await chat.activities(conversation);
    const open = (body: object) =>
      chat.call('POST', '/v3/directline/conversations', conversation.token, body);
    const until = (watermark: string) =>
      chat.call(
        'GET',
        `${chat.path(conversation.conversationId)}/activities?until=${watermark}`,
        conversation.token,
      );
    return { chat, conversation, everything, open, until };
  };

  test('gets it with the answer, and earlier ones by asking until there are none, each activity once', async () => {
    const { chat, conversation, everything, open, until } = await openLong();
    const { status, body } = await open({ latest: true });
    expect(status).toBe(200);
    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(100_000);
    const ids = body.activities.map(({ id }: { id: string }) => id);
    let earlier = body.earlier;
    while (earlier !== undefined) {
      const page = (await until(earlier)).body;
      expect(page.watermark).toBe(earlier);
      expect(page.activities[0].from.role).toBe(page.earlier === undefined ? 'bot' : 'user');
      ids.unshift(...page.activities.map(({ id }: { id: string }) => id));
      earlier = page.earlier;
    }
    // The bot has greeted once more.
    expect(ids.slice(0, -1)).toEqual(everything.activities.map(({ id }) => id));
    expect(body.watermark).toBe(String(ids.length));
    const stream = await listen(body.streamUrl);
    await chat.say(conversation, 'after');
    await expect.poll(() => stream.texts()).toEqual(['> after', 'you said after']);
  });

  test('gets everything where that is less than a page, and no other client is sent a page that it has not asked for', async () => {
    const chat = await openChat();
    const { token } = await chat.token();
    const { status, body } = await chat.call('POST', '/v3/directline/conversations', token, { latest: true });
    expect(status).toBe(201);
    expect(texts(body)).toEqual(['welcome']);
    expect(body).not.toHaveProperty('earlier');
    const again = await chat.call('POST', '/v3/directline/conversations', token, {});
    expect(again.body).not.toHaveProperty('activities');
    expect(new URL(again.body.streamUrl).searchParams.get('watermark')).toBe('0');
  });

  test('is told that a watermark is none, and gets what there is until one that is too high', async () => {
    const { everything, until } = await openLong();
    expect((await until('last')).body.error.code).toBe('BadArgument');
    expect((await until('9999999')).body.watermark).toBe(everything.watermark);
    expect((await until('0')).body).toEqual({ activities: [], watermark: '0' });
  });
});
