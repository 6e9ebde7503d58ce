import { describe, expect, test, vi } from 'vitest';
import { openMemoryStore } from '../../../src/store/memory.ts';
import { openChat, texts } from './support.ts';

describe('a conversation', () => {
  test('begins with what the bot says to somebody who joins, and nothing from the page', async () => {
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

  test('that is opened again is not a new one, but the bot may greet again', async () => {
    const chat = await openChat();
    const talk = await chat.talk();
    await chat.say(talk, 'hello');
    expect(await chat.start(talk.token)).toMatchObject({ status: 200, conversationId: talk.conversationId });
    expect(texts(await chat.activities(talk))).toEqual(['welcome', '> hello', 'you said hello', 'welcome']);
  });

  test('that is only reconnected to is not greeted', async () => {
    const chat = await openChat();
    const talk = await chat.talk();
    const { conversationId, streamUrl } = await chat.reconnect(talk, '1');
    expect(conversationId).toBe(talk.conversationId);
    expect(new URL(streamUrl).searchParams.get('watermark')).toBe('1');
    expect(texts(await chat.activities(talk))).toEqual(['welcome']);
  });

  test('is given from any watermark on', async () => {
    const chat = await openChat();
    const talk = await chat.talk();
    await chat.say(talk, 'one');
    await chat.say(talk, 'two');
    const everything = await chat.activities(talk);
    expect(everything.watermark).toBe('5');
    expect(texts(everything)).toEqual(['welcome', '> one', 'you said one', '> two', 'you said two']);
    expect(texts(await chat.activities(talk, '3'))).toEqual(['> two', 'you said two']);
    expect(await chat.activities(talk, '5')).toEqual({ activities: [], watermark: '5' });
  });

  test('numbers what is said, and names in each reply what it answers', async () => {
    const chat = await openChat();
    const talk = await chat.talk();
    const id = await chat.say(talk, 'hello');
    const { activities } = await chat.activities(talk);
    expect(activities.map((activity) => activity.id)).toEqual(
      [1, 2, 3].map((n) => `${talk.conversationId}|000000${n}`),
    );
    expect(activities.map(({ replyToId }) => replyToId)).toEqual([undefined, undefined, id]);
  });

  test('shows what was said as the token’s user, whoever the client says it was', async () => {
    const chat = await openChat();
    const talk = await chat.talk();
    const from = { id: 'somebody-else', name: 'Dr. No', role: 'bot' };
    await chat.say(talk, {
      type: 'message',
      text: 'hello',
      from,
      recipient: from,
      serviceUrl: 'https://evil.example',
    });
    const said = (await chat.activities(talk, '1')).activities[0];
    expect(said?.from).toEqual({ id: talk.userId, name: '', role: 'user' });
    expect(JSON.stringify(said)).not.toMatch(/somebody-else|Dr. No|evil/);
  });

  test('keeps a button’s value, an event, and what Web Chat needs to know its own message again', async () => {
    const chat = await openChat();
    const talk = await chat.talk();
    const channelData = { clientActivityID: 'abc', postBack: true, other: 'dropped' };
    await chat.say(talk, { type: 'message', value: { action: 'next' }, channelData });
    await chat.say(talk, { type: 'event', name: 'page', value: { at: 1 } });
    const { activities } = await chat.activities(talk, '1');
    expect(activities[0]).toMatchObject({
      value: { action: 'next' },
      channelData: { clientActivityID: 'abc', postBack: true },
    });
    expect(activities[0]?.channelData).not.toHaveProperty('other');
    expect(activities[2]).toMatchObject({ type: 'event', name: 'page', value: { at: 1 } });
  });

  test('takes no notice of typing', async () => {
    const chat = await openChat();
    const talk = await chat.talk();
    expect(await chat.say(talk, { type: 'typing' })).toBeTruthy();
    expect(texts(await chat.activities(talk))).toEqual(['welcome']);
  });

  test('takes a long text, and one in any script', async () => {
    const chat = await openChat();
    const talk = await chat.talk();
    const text = `Ω≈ç√ 🩺 ${'x'.repeat(50_000)}\u0000`;
    await chat.say(talk, text);
    expect((await chat.activities(talk, '1')).activities[0]?.text).toBe(text);
  });

  test('keeps many messages sent at once apart and in order, each followed by its own reply', async () => {
    const chat = await openChat();
    const talk = await chat.talk();
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => chat.say(talk, `${n}`)));
    const { activities } = await chat.activities(talk, '1');
    expect(new Set(ids).size).toBe(20);
    expect(activities).toHaveLength(40);
    for (const id of ids) {
      const at = activities.findIndex((activity) => activity.id === id);
      expect(activities[at + 1]).toMatchObject({ replyToId: id, text: `you said ${activities[at]?.text}` });
    }
  });

  test('is found again with an old token after the process was started anew', async () => {
    const store = openMemoryStore();
    const first = await openChat({ store });
    const talk = await first.talk();
    await first.say(talk, 'before');
    const { watermark } = await first.activities(talk);
    await first.close();

    const second = await openChat({ store });
    await second.say(talk, 'after');
    expect(texts(await second.activities(talk, watermark))).toEqual(['> after', 'you said after']);
    expect(await second.token(talk.token)).toMatchObject({ conversationId: talk.conversationId });
  });

  test('loses its rows only when the retention is over', async () => {
    const store = openMemoryStore();
    const chat = await openChat({ store });
    const talk = await chat.talk();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 179 * 24 * 3_600_000 });
    const renewed = await chat.token(talk.token);
    expect(texts(await chat.activities(renewed))).toEqual(['welcome']);
    vi.setSystemTime(Date.now() + 2 * 24 * 3_600_000);
    const { token } = await chat.token(renewed.token);
    const { status } = await chat.call('GET', `${chat.path(talk.conversationId)}/activities`, token);
    vi.useRealTimers();
    expect(status).toBe(404);
  });
});
