import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { limitRequests } from '../../../src/limits/limit-requests.ts';
import { OPEN_STREAMS_OF_ADDRESS, RULES, type Scope } from '../../../src/limits/rules.ts';
import { testLimits } from '../../support/test-limits.ts';
import { openChat, type Token } from './support.ts';

const HERE = '127.0.0.1';
const ELSEWHERE = { 'X-Forwarded-For': '203.0.113.7' };

/** A web chat, and a function that uses a limit up. */
async function openLimited() {
  const limits = testLimits();
  const chat = await openChat({ limits });
  const useUp = async (scope: Scope, key = HERE) => {
    for (let call = 0; call < RULES[scope].limit; call++) await limits.check(scope, key);
  };
  return { ...chat, limits, useUp };
}

type Chat = Awaited<ReturnType<typeof openLimited>>;

interface Limited {
  what: string;
  scope: Scope;
  /** The conversation, where that and not the address is counted. */
  key?: (conversation: Token) => string;
  call: (chat: Chat, conversation: Token, headers?: Record<string, string>) => ReturnType<Chat['call']>;
}

const say = (chat: Chat, { conversationId, token }: Token, headers?: Record<string, string>) =>
  chat.call(
    'POST',
    `${chat.path(conversationId)}/activities`,
    token,
    { type: 'message', text: 'hello' },
    headers,
  );
const open = async (chat: Chat, headers?: Record<string, string>) => {
  const { body } = await chat.call('POST', '/api/webchat/token', undefined, undefined, ELSEWHERE);
  return chat.call('POST', '/v3/directline/conversations', body.token, {}, headers);
};

const CALLS: Limited[] = [
  {
    what: 'tokens',
    scope: 'tokens',
    call: (chat, _, headers) => chat.call('POST', '/api/webchat/token', undefined, undefined, headers),
  },
  {
    what: 'ends of conversations',
    scope: 'tokens',
    call: (chat, { token }, headers) => chat.call('POST', '/api/webchat/revoke', token, undefined, headers),
  },
  {
    what: 'renewals of tokens',
    scope: 'tokens',
    call: (chat, { token }, headers) =>
      chat.call('POST', '/v3/directline/tokens/refresh', token, undefined, headers),
  },
  {
    what: 'ends of conversations that were never opened',
    scope: 'newConversationsOfDay',
    call: async (chat, _, headers) => {
      const { body } = await chat.call('POST', '/api/webchat/token', undefined, undefined, ELSEWHERE);
      return chat.call('POST', '/api/webchat/revoke', body.token, undefined, headers);
    },
  },
  {
    what: 'openings of one conversation again',
    scope: 'messagesOfAddress',
    call: (chat, { token }, headers) => chat.call('POST', '/v3/directline/conversations', token, {}, headers),
  },
  {
    what: 'new conversations',
    scope: 'newConversations',
    call: (chat, _, headers) => open(chat, headers),
  },
  {
    what: 'new conversations in a day',
    scope: 'newConversationsOfDay',
    call: (chat, _, headers) => open(chat, headers),
  },
  {
    what: 'messages from one address',
    scope: 'messagesOfAddress',
    call: say,
  },
];

describe('The web chat', () => {
  test.each(CALLS)('refuses too many $what, and not those from another address', async ({ scope, call }) => {
    const chat = await openLimited();
    const conversation = await chat.openConversation();
    await chat.useUp(scope).catch(() => {});
    const { status, headers, body } = await call(chat, conversation);
    expect([status, body.error.code]).toEqual([429, 'TooManyRequests']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await call(chat, conversation, ELSEWHERE)).status).toBeLessThan(300);
  });

  test('refuses too many messages in one conversation, keeps nothing of them, and goes on in others', async () => {
    const chat = await openLimited();
    const [one, other] = [await chat.openConversation(), await chat.openConversation()];
    await chat.useUp('messages', one.conversationId).catch(() => {});
    const { status, headers, body } = await say(chat, one, ELSEWHERE);
    expect([status, body.error.code]).toEqual([429, 'TooManyRequests']);
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(RULES.messages.seconds);
    expect(await chat.activities(one)).toMatchObject({ activities: [{ text: 'welcome' }] });
    expect((await say(chat, other)).status).toBe(200);
  });

  test('refuses to open one conversation again too often, since each time begins a turn', async () => {
    const chat = await openLimited();
    const conversation = await chat.openConversation();
    await chat.useUp('messages', conversation.conversationId).catch(() => {});
    const start = () => chat.call('POST', '/v3/directline/conversations', conversation.token, {}, ELSEWHERE);
    expect((await start()).body.error.code).toBe('TooManyRequests');
    expect(await chat.activities(conversation)).toMatchObject({ activities: [{ text: 'welcome' }] });
  });

  test('opens a conversation again that exists, however many new ones there were', async () => {
    const chat = await openLimited();
    const { token } = await chat.openConversation();
    await chat.useUp('newConversations').catch(() => {});
    expect((await chat.start(token)).status).toBe(200);
  });

  test('refuses too many new streams', async () => {
    const chat = await openLimited();
    const { streamUrl } = await chat.reconnect(await chat.openConversation());
    await chat.useUp('newStreams');
    const socket = new WebSocket(streamUrl);
    socket.on('error', () => {});
    const [, response] = await once(socket, 'unexpected-response');
    expect(response.statusCode).toBe(429);
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    const elsewhere = new WebSocket(streamUrl, { headers: ELSEWHERE });
    await once(elsewhere, 'open');
    elsewhere.terminate();
  });
});

test('All requests of an address that floods are refused before anything looks at them', async () => {
  const limits = testLimits();
  const chat = await openChat({ limits });
  limitRequests(chat.server, limits);
  for (let call = 0; call < RULES.requests.limit; call++) await limits.refusal('requests', HERE);
  const refused = await chat.call('GET', '/nowhere');
  expect([refused.status, refused.body.error.code]).toEqual([429, 'TooManyRequests']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await chat.call('GET', '/nowhere', undefined, undefined, ELSEWHERE)).status).toBe(404);
});

test('More streams than a hospital has are not open at once', () => {
  // Each of 300 people may have three windows.
  expect(OPEN_STREAMS_OF_ADDRESS).toBeGreaterThanOrEqual(900);
});
