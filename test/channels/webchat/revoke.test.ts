import { once } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { openMemoryStore } from '../../../src/store/memory.ts';
import { DAY, listen, openChat, type Token } from './support.ts';

type Chat = Awaited<ReturnType<typeof openChat>>;

const revoke = (chat: Chat, token: string | undefined, body?: unknown) =>
  chat.call('POST', '/api/webchat/revoke', token, body);

/** The status and the code with which each call of a conversation is answered. */
async function answersTo(chat: Chat, { conversationId, token }: Token) {
  const at = chat.path(conversationId);
  const answers = [
    await chat.call('POST', '/api/webchat/token', token),
    await chat.call('POST', '/v3/directline/tokens/refresh', token),
    await chat.call('POST', '/v3/directline/conversations', token, {}),
    await chat.call('GET', at, token),
    await chat.call('GET', `${at}/activities`, token),
    await chat.call('POST', `${at}/activities`, token, { type: 'message', text: 'hello' }),
    await chat.call('POST', `${at}/upload`, token),
  ];
  return [...new Set(answers.map(({ status, body }) => `${status} ${body.error?.code}`))];
}

describe('POST /api/webchat/revoke', () => {
  test('ends the conversation for all its tokens, and closes its windows', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const copy = await chat.token(conversation.token);
    const { streamUrl } = await chat.reconnect(conversation);
    const window = await listen(streamUrl);
    const closed = once(window.socket, 'close');
    expect(await revoke(chat, conversation.token)).toMatchObject({ status: 200, body: {} });
    const [code, reason] = await closed;
    expect([code, String(reason)]).toEqual([4001, 'ended']);
    for (const token of [conversation, copy])
      expect(await answersTo(chat, token)).toEqual(['403 ConversationEnded']);
    await expect(listen(streamUrl)).rejects.toThrow('403');
    expect((await revoke(chat, copy.token)).status).toBe(200);
  });

  test('takes a token that has expired, in the header or in the body, and ends what was never opened', async () => {
    const chat = await openChat();
    const [old, unopened] = [await chat.openConversation(), await chat.token()];
    try {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + DAY });
      expect((await revoke(chat, undefined, { token: old.token })).status).toBe(200);
      expect((await revoke(chat, unopened.token)).status).toBe(200);
      for (const { token } of [old, unopened])
        expect((await chat.call('POST', '/api/webchat/token', token)).body.error.code).toBe(
          'ConversationEnded',
        );
    } finally {
      vi.useRealTimers();
    }
  });

  test('ends no other conversation, and takes neither a forged token nor that of a stream', async () => {
    const chat = await openChat();
    const [one, other] = [await chat.openConversation(), await chat.openConversation()];
    const forStream = new URL((await chat.reconnect(one)).streamUrl).searchParams.get('t') ?? '';
    expect((await revoke(chat, undefined)).status).toBe(401);
    expect((await revoke(chat, 'forged')).status).toBe(403);
    expect((await revoke(chat, forStream)).status).toBe(403);
    await revoke(chat, other.token);
    expect(await chat.say(one, 'still there')).toBeTruthy();
  });

  test('leaves a record without a person, for as long as a token could be renewed', async () => {
    const store = openMemoryStore();
    const chat = await openChat({ store });
    const conversation = await chat.openConversation();
    await revoke(chat, conversation.token);
    const key = `webchat/${conversation.conversationId}`;
    expect((await store.get(key))?.value).toEqual({ version: 1, ended: true });
    try {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 180 * DAY });
      expect((await chat.call('POST', '/api/webchat/token', conversation.token)).body.error.code).toBe(
        'ConversationEnded',
      );
      vi.setSystemTime(Date.now() + DAY / 12);
      expect(await store.get(key)).toBeUndefined();
      expect((await chat.call('POST', '/api/webchat/token', conversation.token)).body.error.code).toBe(
        'TokenExpired',
      );
    } finally {
      vi.useRealTimers();
    }
  });

  test('keeps a message that is under way from opening the conversation again', async () => {
    const store = openMemoryStore();
    let answer = () => {};
    const isAsked = new Promise<void>((asked) => {
      answer = asked;
    });
    let goOn = () => {};
    const mayGoOn = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const chat = await openChat({
      store,
      async bot(context) {
        if (context.activity.type !== 'message') return;
        answer();
        await mayGoOn;
        await context.sendActivity('too late');
      },
    });
    const conversation = await chat.openConversation();
    const post = chat.call(
      'POST',
      `${chat.path(conversation.conversationId)}/activities`,
      conversation.token,
      {
        type: 'message',
        text: 'hello',
      },
    );
    await isAsked;
    await revoke(chat, conversation.token);
    goOn();
    expect(await post).toMatchObject({ status: 403, body: { error: { code: 'ConversationEnded' } } });
    expect(await store.list('history/')).toEqual([]);
  });

  test('lets the helpdesk’s answer end there as in a chat that is blocked', async () => {
    const chat = await openChat();
    const { conversationId, token } = await chat.openConversation();
    await revoke(chat, token);
    const address = { channelId: 'webchat', conversation: { id: conversationId } };
    const say = async () => {
      throw new Error('nothing may be said any more');
    };
    expect(await chat.webChat.sendProactive(address, { id: 'one', attempt: 1 }, say)).toBe('blocked');
  });

  test('is noticed by another process on the same store', async () => {
    const store = openMemoryStore();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const signingKey = 'k'.repeat(32);
      const [here, there] = [await openChat({ store, signingKey }), await openChat({ store, signingKey })];
      const conversation = await here.openConversation();
      const window = await listen((await here.reconnect(conversation)).streamUrl);
      const closed = once(window.socket, 'close');
      await revoke(there, conversation.token);
      vi.advanceTimersByTime(20_000);
      expect((await closed)[0]).toBe(4001);
    } finally {
      vi.useRealTimers();
    }
  });
});

test('Somebody without a right to a conversation cannot tell whether it exists', async () => {
  const chat = await openChat();
  const [mine, theirs] = [await chat.openConversation(), await chat.openConversation()];
  const ended = await chat.openConversation();
  await revoke(chat, ended.token);
  const answers = [];
  for (const conversation of [theirs.conversationId, ended.conversationId, 'nobody', 'x'.repeat(22)]) {
    const { status, body } = await chat.call('GET', `${chat.path(conversation)}/activities`, mine.token);
    answers.push(JSON.stringify({ status, body }));
  }
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('WrongConversation');
});

test('Where an address is set, it wins over the host that a request names', async () => {
  const chat = await openChat({ publicUrl: 'https://assistant.example.org' });
  const ask = (Origin: string) => chat.call('POST', '/api/webchat/token', undefined, undefined, { Origin });
  expect((await ask(chat.url)).status).toBe(403);
  expect((await ask('https://assistant.example.org')).status).toBe(200);
  const { streamUrl } = await chat.start((await chat.token()).token);
  expect(streamUrl).toMatch(/^wss:\/\/assistant\.example\.org\/v3\/directline\//);
});
