import nock from 'nock';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { RegisteredBot } from '../../../src/config/bot-identity.ts';
import { configFrom } from '../../../src/config/config.ts';
import { checkPublicAddress } from '../../../src/doctor/checks/public-address.ts';
import { probe } from '../../../src/doctor/probe.ts';

const SITE = 'https://assistant.example.org';
const config = configFrom({ BOT_TYPE: 'none', PUBLIC_URL: SITE });
const bot: RegisteredBot = {
  kind: 'registered',
  id: '3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d',
  tenantId: undefined,
  credential: { kind: 'managed' },
  tenants: 'any',
};

afterEach(() => {
  nock.cleanAll();
  vi.restoreAllMocks();
});

/** Makes the error with which Node reports a failure below fetch. */
function failing(code: string): Error {
  return Object.assign(new Error('no'), { code });
}

/** Makes the next connection fail before anything is sent; nock can only fail later. */
function fetchFails(code: string): void {
  const error = new TypeError('fetch failed', { cause: failing(code) });
  vi.spyOn(globalThis, 'fetch').mockRejectedValueOnce(error);
}

describe('The public address', () => {
  const health = () => nock(SITE).get('/livez');
  const looked = async () =>
    checkPublicAddress(config, { kind: 'none' }, await probe(`${SITE}/livez`, { redirect: 'manual' }));

  test('passes where the assistant answers', async () => {
    health().reply(200, { status: 'ok' });
    expect(await looked()).toMatchObject({ outcome: 'ok', says: expect.stringContaining(SITE) });
  });

  test.each([502, 503, 504])('waits for the start where a proxy answers with status %i', async (status) => {
    health().reply(status, 'Bad gateway');
    expect(await looked()).toMatchObject({
      outcome: 'skipped',
      says: expect.stringContaining(`status ${status}`),
      fix: expect.stringMatching(/^Start the assistant/),
    });
  });

  test.each([
    ['has no name', 'ENOTFOUND', /the name assistant\.example\.org was not found/, /DNS/],
    ['is refused', 'ECONNREFUSED', /refuses the connection/, /proxy .* port 443/],
    [
      'has a certificate that ended',
      'CERT_HAS_EXPIRED',
      /certificate of .* \(CERT_HAS_EXPIRED\)/,
      /certificate for/,
    ],
    ['has a certificate of another', 'ERR_TLS_CERT_ALTNAME_INVALID', /certificate of/, /certificate for/],
    ['does not answer', 'ETIMEDOUT', /does not answer within/, /firewall/],
    ['breaks off', 'ECONNRESET', /cannot be reached \(ECONNRESET\)/, /firewall/],
  ])('fails where it %s', async (_, code, says, fix) => {
    fetchFails(code);
    expect(await looked()).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(says),
      fix: expect.stringMatching(fix),
    });
  });

  test.each<[string, number, string, Record<string, string>]>([
    ['another page', 200, '<h1>Welcome to nginx', {}],
    ['a path that is not there', 404, '', {}],
    ['a server in trouble', 500, '{"status":"ok"}', {}],
    ['another state', 200, '{"status":"bad"}', {}],
    ['a login', 302, '', { Location: `${SITE}/login` }],
  ])('fails where %s answers', async (_, status, body, headers) => {
    health().reply(status, body, headers);
    expect(await looked()).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining(`status ${status}, but not as the assistant does`),
      fix: expect.stringContaining('redirect'),
    });
  });

  test('is skipped where none is set, with a fix unless the bot is local', () => {
    const unset = configFrom({});
    expect(checkPublicAddress(unset, { kind: 'local' }, undefined)).not.toHaveProperty('fix');
    expect(checkPublicAddress(unset, bot, undefined)).toMatchObject({
      outcome: 'skipped',
      says: 'PUBLIC_URL is not set, but Teams needs a public address with https',
      fix: expect.stringContaining('PUBLIC_URL=https'),
    });
    expect(checkPublicAddress(undefined, bot, undefined)).toMatchObject({ outcome: 'skipped' });
  });
});
