import type { Server } from 'restify';
import { describe, expect, test } from 'vitest';
import { limitRequests } from '../../../src/limits/limit-requests.ts';
import { tooMany } from '../../../src/limits/limits.ts';
import { RULES } from '../../../src/limits/rules.ts';
import { refuseOnceStopping } from '../../../src/server.ts';
import { testLimits } from '../../support/test-limits.ts';
import { openChat } from './support.ts';

const SITE = 'https://www.example.org';
const OTHER = 'https://other.example.org';

async function openSites() {
  const chat = await openChat({ origins: [`${SITE}/`, OTHER] });
  const ask = (origin: string, bearer?: string) =>
    chat.call('POST', '/api/webchat/token', bearer, undefined, { Origin: origin });
  return { ...chat, ask };
}

describe('A page', () => {
  test.each([SITE, OTHER])('of the listed site %s may use the chat and read its responses', async (site) => {
    const { status, headers } = await (await openSites()).ask(site);
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(site);
    expect(headers.get('vary')).toBe('Origin');
  });

  test('of the assistant itself may always use the chat', async () => {
    const chat = await openSites();
    expect((await chat.ask(chat.url)).status).toBe(200);
  });

  test.each([
    'https://evil.example',
    'http://www.example.org',
    'https://www.example.org.evil.example',
    'null',
    'nonsense',
  ])('of %s may not, and cannot read the response', async (site) => {
    const { status, body, headers } = await (await openSites()).ask(site);
    expect(status).toBe(403);
    expect(body.error.code).toBe('OriginNotAllowed');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('learns from the preflight what it may send', async () => {
    const chat = await openSites();
    for (const path of [
      '/api/webchat/token',
      '/v3/directline/conversations',
      '/v3/directline/conversations/x/activities',
    ]) {
      const { status, headers } = await chat.call('OPTIONS', path, undefined, undefined, {
        Origin: SITE,
        'Access-Control-Request-Method': 'POST',
      });
      expect(status).toBe(200);
      expect(headers.get('access-control-allow-origin')).toBe(SITE);
      expect(headers.get('access-control-allow-headers')).toMatch(
        /authorization.*content-type.*x-ms-bot-agent.*x-requested-with/i,
      );
      expect(headers.get('access-control-allow-methods')).toContain('POST');
    }
    expect(
      (
        await chat.call('OPTIONS', '/api/webchat/token', undefined, undefined, {
          Origin: 'https://evil.example',
        })
      ).status,
    ).toBe(403);
  });

  test('can read when it may try again', async () => {
    const limits = testLimits();
    const chat = await openChat({ limits, origins: [SITE] });
    for (let call = 0; call < RULES.tokens.limit; call++) await limits.refusal('tokens', '127.0.0.1');
    const { status, headers } = await chat.call('POST', '/api/webchat/token', undefined, undefined, {
      Origin: SITE,
    });
    expect(status).toBe(429);
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test.each([
    [
      'there are too many requests',
      (server: Server) => {
        const limits = testLimits();
        limits.checkAddress = async () => {
          throw tooMany({ retryMs: 3000 });
        };
        limitRequests(server, limits);
      },
      429,
    ],
    ['the assistant stops', (server: Server) => refuseOnceStopping(server, AbortSignal.abort()), 503],
  ])('can read that %s, which is said before its call comes to a route', async (_, refuse, expected) => {
    const { server, call, ask } = await openSites();
    refuse(server);
    const { status, headers, body } = await ask(SITE);
    expect(status).toBe(expected);
    expect(headers.get('access-control-allow-origin')).toBe(SITE);
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body.error.message).toContain('Try again in');
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await call('OPTIONS', '/api/webchat/token', undefined, undefined, { Origin: SITE });
    expect(preflight.status).toBe(200);
  });

  test('can read why it was refused', async () => {
    const chat = await openSites();
    const { status, headers } = await chat.call(
      'POST',
      '/v3/directline/conversations',
      'forged',
      {},
      { Origin: SITE },
    );
    expect(status).toBe(403);
    expect(headers.get('access-control-allow-origin')).toBe(SITE);
  });
});

describe('A token issued to a page of one site', () => {
  test('is refused from another site, for calls, for renewal and for the stream', async () => {
    const chat = await openSites();
    const { token, conversationId } = (await chat.ask(SITE)).body;
    const from = (origin: string, path: string, method = 'GET') =>
      chat.call(method, path, token, method === 'POST' ? {} : undefined, { Origin: origin });
    expect((await from(SITE, '/v3/directline/conversations', 'POST')).status).toBe(201);
    expect((await from(SITE, `${chat.path(conversationId)}/activities`)).status).toBe(200);

    const wrong = { status: 403, body: { error: { code: 'WrongOrigin' } } };
    expect(await from(OTHER, `${chat.path(conversationId)}/activities`)).toMatchObject(wrong);
    expect(await from(OTHER, '/v3/directline/conversations', 'POST')).toMatchObject(wrong);
    expect(await from(OTHER, '/v3/directline/tokens/refresh', 'POST')).toMatchObject(wrong);
    expect(await chat.ask(OTHER, token)).toMatchObject(wrong);
  });

  test('stays bound to that site when it is renewed or refreshed', async () => {
    const chat = await openSites();
    const first = (await chat.ask(SITE)).body;
    const renewed = (await chat.ask(SITE, first.token)).body;
    const refreshed = (await chat.call('POST', '/v3/directline/tokens/refresh', renewed.token)).body;
    expect(refreshed.conversationId).toBe(first.conversationId);
    expect((await chat.ask(OTHER, refreshed.token)).status).toBe(403);
  });

  test('is valid where the browser names no site, as for a read from the same site', async () => {
    const chat = await openSites();
    const { token } = (await chat.ask(chat.url)).body;
    expect((await chat.start(token)).status).toBe(201);
  });
});
