import { once } from 'node:events';
import { connect } from 'node:net';
import nock from 'nock';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Chat, openChat, type Token, texts } from './support.ts';

// A raw socket that writes megabytes at once never ends inside nock's stand-in; these tests use only loopback.
beforeAll(() => nock.restore());

interface Bad {
  what: string;
  method?: string;
  path?: (conversation: Token, other: Token) => string;
  token?: (conversation: Token, other: Token) => string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
  status: number;
  code: string;
}

const START = () => '/v3/directline/conversations';
const message = { type: 'message', text: 'hello' };
const activitiesOf = (id: string) => `/v3/directline/conversations/${id}/activities`;
const nested = (depth: number): object => (depth === 0 ? {} : { deeper: nested(depth - 1) });

const cases: Bad[] = [
  { what: 'no token', token: () => undefined, status: 401, code: 'MissingToken' },
  {
    what: 'no token, to open a conversation',
    path: START,
    token: () => undefined,
    status: 401,
    code: 'MissingToken',
  },
  {
    what: 'no token, to refresh',
    path: () => '/v3/directline/tokens/refresh',
    token: () => undefined,
    status: 401,
    code: 'MissingToken',
  },
  {
    what: 'another kind of authorization',
    token: () => undefined,
    headers: { Authorization: 'Basic abc' },
    status: 401,
    code: 'MalformedAuthorization',
  },
  { what: 'a forged token', token: () => 'a.b.c', status: 403, code: 'InvalidToken' },
  {
    what: 'a forged token, to open a conversation',
    path: START,
    token: () => 'a.b.c',
    status: 403,
    code: 'InvalidToken',
  },
  {
    what: 'a token of another conversation',
    token: (_, other) => other.token,
    status: 403,
    code: 'WrongConversation',
  },
  {
    what: 'a token of another conversation, to read',
    method: 'GET',
    token: (_, other) => other.token,
    status: 403,
    code: 'WrongConversation',
  },
  {
    what: 'an unknown conversation',
    path: () => activitiesOf('nobody'),
    status: 403,
    code: 'WrongConversation',
  },
  {
    what: 'an unknown conversation, to read',
    method: 'GET',
    path: () => activitiesOf('nobody'),
    status: 403,
    code: 'WrongConversation',
  },
  {
    what: 'an unknown conversation, to reconnect',
    method: 'GET',
    path: () => '/v3/directline/conversations/nobody',
    status: 403,
    code: 'WrongConversation',
  },
  { what: 'malformed JSON', body: '{"type":', status: 400, code: 'MalformedJson' },
  {
    what: 'malformed JSON, to open a conversation',
    path: START,
    body: '{',
    status: 400,
    code: 'MalformedJson',
  },
  {
    what: 'malformed JSON, for a token',
    path: () => '/api/webchat/token',
    token: () => undefined,
    body: '{',
    status: 400,
    code: 'MalformedJson',
  },
  {
    what: 'a token of the wrong type',
    path: () => '/api/webchat/token',
    token: () => undefined,
    body: { token: 1 },
    status: 400,
    code: 'BadArgument',
  },
  { what: 'an empty body', body: '', status: 400, code: 'BadArgument' },
  { what: 'a list', body: [message], status: 400, code: 'BadArgument' },
  { what: 'null', body: 'null', status: 400, code: 'BadArgument' },
  { what: 'a text instead of an activity', body: '"hello"', status: 400, code: 'BadArgument' },
  { what: 'no type', body: { text: 'hello' }, status: 400, code: 'BadArgument' },
  {
    what: 'a type only the service itself may send',
    body: { type: 'conversationUpdate' },
    status: 400,
    code: 'BadArgument',
  },
  { what: 'a text that is a number', body: { ...message, text: 1 }, status: 400, code: 'BadArgument' },
  { what: 'a value that is a text', body: { ...message, value: 'x' }, status: 400, code: 'BadArgument' },
  { what: 'a value that is a list', body: { ...message, value: [] }, status: 400, code: 'BadArgument' },
  {
    what: 'a value nested without end',
    body: { ...message, value: nested(1_000) },
    status: 400,
    code: 'BadArgument',
  },
  {
    what: 'a text that is too long',
    body: { ...message, text: 'x'.repeat(4001) },
    status: 413,
    code: 'TextTooLong',
  },
  {
    what: 'a value that is larger than a form',
    body: { ...message, value: { sentence: 'x'.repeat(9000) } },
    status: 400,
    code: 'BadArgument',
  },
  {
    what: 'a value of very many fields',
    body: { ...message, value: Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [n, n])) },
    status: 400,
    code: 'BadArgument',
  },
  { what: 'a language that is none', body: { ...message, locale: '<b>' }, status: 400, code: 'BadArgument' },
  {
    what: 'channel data that is a text',
    body: { ...message, channelData: 'x' },
    status: 400,
    code: 'BadArgument',
  },
  {
    what: 'a client id without end',
    body: { ...message, channelData: { clientActivityID: 'x'.repeat(1_000) } },
    status: 400,
    code: 'BadArgument',
  },
  {
    what: 'attachments',
    body: { ...message, attachments: [{ name: 'x.png' }] },
    status: 415,
    code: 'FilesNotSupported',
  },
  {
    what: 'an upload',
    path: (conversation) => `/v3/directline/conversations/${conversation.conversationId}/upload?userId=x`,
    body: 'anything',
    headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    status: 415,
    code: 'FilesNotSupported',
  },
  {
    what: 'a body that is too large',
    body: { ...message, text: 'x'.repeat(262_144) },
    status: 413,
    code: 'BodyTooLarge',
  },
  { what: 'a body that is far too large', body: 'x'.repeat(3_000_000), status: 413, code: 'BodyTooLarge' },
  {
    what: 'a compressed body',
    headers: { 'Content-Encoding': 'gzip' },
    body: 'x',
    status: 415,
    code: 'EncodingNotSupported',
  },
  {
    what: 'a watermark that is none',
    method: 'GET',
    path: (conversation) => `${activitiesOf(conversation.conversationId)}?watermark=x`,
    status: 400,
    code: 'BadArgument',
  },
  { what: 'a call that does not exist', path: () => '/v3/directline/nothing', status: 404, code: 'NotFound' },
  { what: 'a method that does not exist', method: 'DELETE', status: 404, code: 'NotFound' },
  {
    what: 'an id without end',
    method: 'GET',
    path: () => `/v3/directline/conversations/${'x'.repeat(2_000)}`,
    status: 404,
    code: 'NotFound',
  },
  {
    what: 'a foreign site',
    headers: { Origin: 'https://evil.example' },
    status: 403,
    code: 'OriginNotAllowed',
  },
];

async function send(chat: Chat, conversation: Token, other: Token, bad: Bad) {
  const {
    method = 'POST',
    path = ({ conversationId }) => activitiesOf(conversationId),
    token = ({ token }) => token,
  } = bad;
  const body = method === 'POST' ? (bad.body ?? message) : undefined;
  return chat.call(method, path(conversation, other), token(conversation, other), body, bad.headers);
}

describe('The web chat', () => {
  test.each(cases)('answers $what with $status $code and a sentence, and goes on', async (bad) => {
    const chat = await openChat();
    const [talk, other] = [await chat.openConversation(), await chat.openConversation()];
    const { status, body, headers } = await send(chat, talk, other, bad);
    expect(body).toEqual({ error: { code: bad.code, message: expect.stringMatching(/^[A-Z].*\.$/s) } });
    expect(status).toBe(bad.status);
    expect(headers.get('content-type')).toMatch('application/json');
    await chat.say(talk, 'still there');
    expect(texts(await chat.activities(talk))).toEqual(['welcome', '> still there', 'you said still there']);
  });

  test('answers an expired token as Direct Line does, so that clients renew it', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31 * 60_000 });
    const { status, body } = await chat.call(
      'GET',
      activitiesOf(conversation.conversationId),
      conversation.token,
    );
    const refresh = await chat.call('POST', '/v3/directline/tokens/refresh', conversation.token);
    vi.useRealTimers();
    expect(status).toBe(403);
    expect(body.error.code).toBe('TokenExpired');
    expect(refresh.status).toBe(403);
  });

  test('names a wrong field, but does not repeat its value', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const path = activitiesOf(conversation.conversationId);
    const { body } = await chat.call('POST', path, conversation.token, { ...message, locale: 'my words' });
    expect(body.error.message).toContain('locale');
    expect(body.error.message).not.toContain('my words');
  });

  test('refuses a valid token for a conversation that was never opened', async () => {
    const chat = await openChat();
    const { token, conversationId } = await chat.token();
    const { status } = await chat.call('POST', activitiesOf(conversationId), token, message);
    expect(status).toBe(404);
  });

  test('does not let a value change the prototype of objects', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const body = '{"type":"message","text":"hi","value":{"__proto__":{"polluted":1},"constructor":{"a":1}}}';
    await chat.call('POST', activitiesOf(conversation.conversationId), conversation.token, body);
    expect({}).not.toHaveProperty('polluted');
    expect(texts(await chat.activities(conversation, '1'))).toEqual(['> hi', 'you said hi']);
  });

  test('goes on where a client leaves in the middle of its message, and logs no error', async () => {
    const error = vi.fn();
    const chat = await openChat({ log: { error, warn() {}, trace() {} } });
    const conversation = await chat.openConversation();
    const arrived = once(chat.server.server, 'request');
    const socket = connect(chat.port, '127.0.0.1');
    socket.write(
      `POST ${activitiesOf(conversation.conversationId)} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${conversation.token}\r\n` +
        'Content-Length: 1000\r\n\r\n{"type":"mess',
    );
    const [request] = await arrived;
    socket.destroy();
    await new Promise((gone) => request.once('close', gone));
    await chat.say(conversation, 'still there');
    expect(texts(await chat.activities(conversation, '1'))).toEqual([
      '> still there',
      'you said still there',
    ]);
    expect(error).not.toHaveBeenCalled();
  });

  test('does not wait for the end of a body without end', async () => {
    const chat = await openChat();
    const conversation = await chat.openConversation();
    const socket = connect(chat.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      `POST ${activitiesOf(conversation.conversationId)} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${conversation.token}\r\n` +
        'Transfer-Encoding: chunked\r\n\r\n',
    );
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    socket.write(chunk.repeat(65));
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 413 /);
    await once(socket, 'close');
    await chat.say(conversation, 'still there');
  });
});
