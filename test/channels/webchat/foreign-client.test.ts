import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Activity, ConnectionStatus, DirectLine } from 'botframework-directlinejs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import { FetchXmlHttpRequest } from './fetch-xml-http-request.ts';
import { type Chat, openChat, type Token } from './support.ts';

beforeAll(() => vi.stubGlobal('XMLHttpRequest', FetchXmlHttpRequest));
afterAll(() => vi.unstubAllGlobals());

type Options = Partial<ConstructorParameters<typeof DirectLine>[0]>;

function connect(chat: Chat, { token }: Pick<Token, 'token'>, options: Options) {
  const client = new DirectLine({ domain: chat.domain, token, pollingInterval: 200, ...options });
  const seen: Activity[] = [];
  client.activity$.subscribe(
    (activity) => seen.push(activity),
    () => {},
  );
  onTestFinished(() => client.end());
  const texts = () =>
    seen.map((a) => (a.type === 'message' ? `${a.from.role === 'user' ? '> ' : ''}${a.text}` : a.type));
  const post = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const user = { id: 'whatever', role: 'user' as const };
      client.postActivity({ type: 'message', text, from: user }).subscribe(resolve, reject);
    });
  const saw = (...expected: string[]) => expect.poll(() => texts()).toEqual(expected);
  return { client, seen, texts, post, saw };
}

describe.each([
  { mode: 'streaming', webSocket: true },
  { mode: 'polling', webSocket: false },
])('The published Direct Line client, $mode', ({ webSocket }) => {
  test('opens a conversation, gets a greeting, and gets its own message before the reply', async () => {
    const chat = await openChat();
    const { post, saw, seen } = connect(chat, await chat.token(), { webSocket });
    await saw('welcome');
    const id = await post('hello');
    await saw('welcome', '> hello', 'you said hello');
    expect(seen[1]?.id).toBe(id);
    expect(seen[2]).toMatchObject({ replyToId: id });
  });

  test('goes on after a watermark in an earlier conversation', async () => {
    const chat = await openChat();
    const token = await chat.openConversation();
    await chat.say(token, 'earlier');
    const { watermark } = await chat.activities(token);
    await chat.say(token, 'missed');
    const { saw, post } = connect(chat, token, {
      webSocket,
      conversationId: token.conversationId,
      watermark,
    });
    await saw('> missed', 'you said missed');
    await post('now');
    await saw('> missed', 'you said missed', '> now', 'you said now');
  });

  test('learns that its token has expired', async () => {
    const chat = await openChat();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 31 * 60_000 });
    const token = await chat.openConversation();
    vi.useRealTimers();
    const { client } = connect(chat, token, { webSocket });
    await expect.poll(() => client.connectionStatus$.getValue()).toBe(ConnectionStatus.FailedToConnect);
  });
});

test('The published client learns on posting that its token has expired, and goes on with a renewed one', async () => {
  const chat = await openChat();
  const token = await chat.token();
  const { client, post, saw } = connect(chat, token, { webSocket: false });
  await saw('welcome');
  const stale = await expired(chat, token);
  client.reconnect({ conversationId: token.conversationId, token: stale });
  expect(await post('too late')).toBe('retry');
  expect(client.connectionStatus$.getValue()).toBe(ConnectionStatus.ExpiredToken);

  const renewed = await chat.token(stale);
  client.reconnect(await chat.reconnect(renewed, '1'));
  await post('again');
  await saw('welcome', '> again', 'you said again');
});

async function expired(chat: Chat, { token }: Token): Promise<string> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 31 * 60_000 });
  const old = await chat.token(token);
  vi.useRealTimers();
  return old.token;
}

test('The published client reconnects its stream when the process was restarted on the same file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'webchat-'));
  const file = join(folder, 'state.sqlite');
  onTestFinished(() => rmSync(folder, { recursive: true }));

  const before = await openSqliteStore(file);
  const first = await openChat({ store: before });
  const { post, saw } = connect(first, await first.token(), { webSocket: true, ...{ random: () => 0 } });
  await saw('welcome');
  await post('before');
  await saw('welcome', '> before', 'you said before');
  await first.close();
  await before.close();

  const after = await openSqliteStore(file);
  onTestFinished(() => after.close());
  const second = await openChat({ store: after, port: first.port });
  await once(second.server.server, 'upgrade');
  expect(await post('after')).toMatch(/\|0000004$/);
  await saw('welcome', '> before', 'you said before', '> after', 'you said after');
}, 15_000);
