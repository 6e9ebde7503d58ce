import { once } from 'node:events';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { openMemoryStore } from '../../../src/store/memory.ts';
import type { Store } from '../../../src/store/store.ts';
import { listen, openChat, type Token } from './support.ts';

const shows = (window: { texts(): string[] }, ...expected: string[]) =>
  expect.poll(() => window.texts()).toEqual(expected);

describe('A stream', () => {
  test('sends the history and then new messages', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    await chat.say(conversation, 'one');
    const window = await listen((await chat.reconnect(conversation)).streamUrl);
    await shows(window, 'welcome', '> one', 'you said one');
    await chat.say(conversation, 'two');
    await shows(window, 'welcome', '> one', 'you said one', '> two', 'you said two');
    expect(window.all().watermark).toBe('5');
  });

  test('neither loses nor repeats anything when it is resumed after a watermark', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const first = await listen((await chat.reconnect(conversation)).streamUrl);
    await chat.say(conversation, 'one');
    await shows(first, 'welcome', '> one', 'you said one');
    first.socket.terminate();
    await chat.say(conversation, 'two');
    const second = await listen((await chat.reconnect(conversation, first.all().watermark)).streamUrl);
    await chat.say(conversation, 'three');
    await shows(second, '> two', 'you said two', '> three', 'you said three');
  });

  test('has everything once and in order when it is opened while the person writes', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const { streamUrl } = await chat.reconnect(conversation);
    const all = Promise.all(Array.from({ length: 30 }, (_, n) => chat.say(conversation, `${n}`)));
    const window = await listen(streamUrl);
    await all;
    const { activities } = await chat.activities(conversation);
    await expect.poll(() => window.all().activities).toHaveLength(61);
    expect(window.all().activities).toEqual(activities);
  });

  test('has everything once and in order where the store is slow', async () => {
    const store = openMemoryStore();
    const list = store.list.bind(store);
    const said = Promise.withResolvers<void>();
    store.list = async (...of) => {
      const entries = await list(...of);
      await said.promise;
      return entries;
    };
    const chat = await openChat({ store });
    const conversation = await chat.openConversation();
    const window = await listen((await chat.reconnect(conversation)).streamUrl);
    await Promise.all([
      chat.say(conversation, 'a'),
      chat.say(conversation, 'b'),
      chat.say(conversation, 'c'),
    ]);
    said.resolve();
    await expect.poll(() => window.all().activities).toHaveLength(7);
    expect(window.all()).toEqual(await chat.activities(conversation));
  });

  test('echoes an empty message at once, so that a client knows that messages get through both ways', async () => {
    // The messages that keep a stream alive are empty as well.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const chat = await openChat();
    const { socket } = await listen((await chat.reconnect(await chat.openConversation())).streamUrl);
    const echo = new Promise<string>((heard) => {
      socket.on('message', (data) => {
        if (data.toString() === '') heard('echo');
      });
    });
    socket.send('');
    expect(await echo).toBe('echo');
  });

  test('shows a second tab the same conversation', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const one = await listen((await chat.reconnect(conversation)).streamUrl);
    const other = await listen((await chat.reconnect(conversation)).streamUrl);
    await chat.say(conversation, 'hello');
    await shows(one, 'welcome', '> hello', 'you said hello');
    await shows(other, 'welcome', '> hello', 'you said hello');
  });

  test('ends where the client floods it, and the person can come back', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const { socket } = await listen((await chat.reconnect(conversation)).streamUrl);
    const closed = once(socket, 'close');
    for (let sent = 0; sent < 300; sent++) socket.send('');
    await closed;
    await shows(await listen((await chat.reconnect(conversation)).streamUrl), 'welcome');
  });

  test('does not show another conversation', async () => {
    const chat = await openChat();
    const [mine, theirs] = [await chat.openConversation(), await chat.openConversation()];
    const window = await listen((await chat.reconnect(mine)).streamUrl);
    await chat.say(theirs, 'private');
    await chat.say(mine, 'hello');
    await shows(window, 'welcome', '> hello', 'you said hello');
  });

  test('is sent what was just said without a look into the store', async () => {
    const store = openMemoryStore();
    let looks = 0;
    const counted: Store = {
      ...store,
      list: (...asked) => {
        looks++;
        return store.list(...asked);
      },
    };
    const chat = await openChat({ store: counted });
    const person = await chat.openConversation();
    const { texts } = await listen((await chat.reconnect(person)).streamUrl);
    await expect.poll(texts).toEqual(['welcome']);
    looks = 0;
    await chat.say(person, 'hello');
    await expect.poll(texts).toEqual(['welcome', '> hello', 'you said hello']);
    expect(looks).toBe(0);
  });

  test('survives whatever the client sends', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const window = await listen((await chat.reconnect(conversation, '1')).streamUrl);
    window.socket.send('');
    window.socket.send('{"type":"message"}');
    await chat.say(conversation, 'hello');
    await shows(window, '> hello', 'you said hello');
    window.socket.send('x'.repeat(100_000));
    await once(window.socket, 'close');
    expect(await chat.say(conversation, 'still there')).toBeTruthy();
  });

  test('is kept alive with empty messages, and closed where the client no longer responds', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const window = await listen((await chat.reconnect(conversation)).streamUrl);
    await shows(window, 'welcome');
    const next = once(window.socket, 'message');
    vi.advanceTimersByTime(20_000);
    expect(String((await next)[0])).toBe('');
    window.socket.pause();
    vi.advanceTimersByTime(40_000);
    vi.useRealTimers();
    window.socket.resume();
    await once(window.socket, 'close');
  });

  test('is closed cleanly when the process stops', async () => {
    const chat = await openChat();
    const window = await listen((await chat.reconnect(await chat.openConversation())).streamUrl);
    const closed = once(window.socket, 'close');
    await chat.close();
    const [code, reason] = await closed;
    expect([code, String(reason)]).toEqual([1012, 'restarting']);
  });
});

/** Returns the status with which an upgrade is refused, and the code in its body. */
async function refused(address: string, headers: Record<string, string> = {}): Promise<[number, string]> {
  const socket = new WebSocket(address, { headers });
  socket.on('error', () => {});
  const [, response] = await once(socket, 'unexpected-response');
  const chunks = await response.toArray();
  return [response.statusCode, JSON.parse(Buffer.concat(chunks).toString()).error.code];
}

describe('The server refuses a stream', () => {
  test('without a token, with a wrong one, for an unknown conversation, and at other addresses', async () => {
    const chat = await openChat();
    const [talk, other] = [await chat.openConversation(), await chat.openConversation()];
    const forStream = async (one: Token) =>
      new URL((await chat.reconnect(one)).streamUrl).searchParams.get('t') ?? '';
    const [mine, theirs] = [await forStream(talk), await forStream(other)];
    const base = `${chat.domain.replace('http', 'ws')}/conversations`;
    const path = `${base}/${talk.conversationId}/stream`;
    expect(await refused(path)).toEqual([401, 'MissingToken']);
    expect(await refused(`${path}?t=forged`)).toEqual([403, 'InvalidToken']);
    // Addresses end up in logs, so a token that does more than open a stream is not taken from one.
    expect(await refused(`${path}?t=${talk.token}`)).toEqual([403, 'InvalidToken']);
    expect(await refused(`${path}?t=${theirs}`)).toEqual([403, 'WrongConversation']);
    expect(await refused(`${path}?t=${mine}&watermark=-1`)).toEqual([400, 'BadArgument']);
    expect(await refused(`${base}/nobody/stream?t=${mine}`)).toEqual([403, 'WrongConversation']);
    expect(await refused(`${base}?t=${mine}`)).toEqual([404, 'NotFound']);
    expect(await refused(`${chat.url.replace('http', 'ws')}/elsewhere`)).toEqual([404, 'NotFound']);
    // No address at all.
    expect(await refused(`${chat.url.replace('http', 'ws')}///`)).toEqual([404, 'NotFound']);
    const foreign = { Origin: 'https://evil.example' };
    expect(await refused(`${path}?t=${talk.token}`, foreign)).toEqual([403, 'OriginNotAllowed']);
    expect(await chat.say(talk, 'still there')).toBeTruthy();
  });

  test('once the web chat is closed, although the server still listens', async () => {
    const chat = await openChat();
    const { streamUrl } = await chat.reconnect(await chat.openConversation());
    await chat.webChat.close();
    const socket = new WebSocket(streamUrl);
    const [error] = await once(socket, 'error');
    expect(error.message).toContain('503');
  });

  test('beyond the number of windows that anybody has', async () => {
    const chat = await openChat();
    const { streamUrl } = await chat.reconnect(await chat.openConversation());
    await Promise.all(Array.from({ length: 20 }, () => listen(streamUrl)));
    expect(await refused(streamUrl)).toEqual([429, 'TooManyStreams']);
  });

  test('but not at an address that another part of the server handles', async () => {
    const chat = await openChat();
    const answer = 'HTTP/1.1 418 Mine\r\nContent-Length: 27\r\n\r\n{"error":{"code":"theirs"}}';
    chat.server.on('upgrade', (_request, socket) => setImmediate(() => socket.end(answer)));
    expect(await refused(`${chat.url.replace('http', 'ws')}/elsewhere`)).toEqual([418, 'theirs']);
  });
});
