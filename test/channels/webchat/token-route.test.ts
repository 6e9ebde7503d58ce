import { afterEach, describe, expect, test, vi } from 'vitest';
import { DAY, openChat } from './support.ts';

const ahead = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
afterEach(() => void vi.useRealTimers());

describe('POST /api/webchat/token', () => {
  test('gives every client a conversation and a user of its own', async () => {
    const chat = await openChat();
    const [one, other] = [await chat.token(), await chat.token()];
    expect(one.userId).toMatch(/^dl_.{20,}/);
    expect(one.expires_in).toBe(1800);
    expect(other.conversationId).not.toBe(one.conversationId);
    expect(other.userId).not.toBe(one.userId);
  });

  test.each(['{}', '', ' ', undefined])('reads %j as a request without an earlier token', async (body) => {
    const chat = await openChat();
    expect((await chat.call('POST', '/api/webchat/token', undefined, body)).status).toBe(200);
  });

  test('renews a token, in the header or in the body, for the same user and conversation', async () => {
    const chat = await openChat();
    const { token, ...rest } = await chat.token();
    expect(await chat.token(token)).toMatchObject(rest);
    expect((await chat.call('POST', '/api/webchat/token', undefined, { token })).body).toMatchObject(rest);
  });

  test('renews a token that expired months ago, and refuses one older than the retention', async () => {
    const chat = await openChat();
    const old = await chat.token();
    ahead(179 * DAY);
    const renewed = await chat.token(old.token);
    expect(renewed).toMatchObject({ conversationId: old.conversationId, userId: old.userId });
    expect((await chat.start(renewed.token)).status).toBe(201);
    ahead(2 * DAY);
    const refused = await chat.call('POST', '/api/webchat/token', old.token);
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'TokenExpired' } } });
  });

  test('refuses a forged token', async () => {
    const chat = await openChat();
    const elsewhere = await (await openChat()).token();
    const refused = await chat.call('POST', '/api/webchat/token', undefined, { token: elsewhere.token });
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'InvalidToken' } } });
  });

  test('is not cached', async () => {
    const chat = await openChat();
    const { headers } = await chat.call('POST', '/api/webchat/token');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
