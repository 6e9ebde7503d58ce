import nock from 'nock';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { METADATA } from '../../../src/channels/teams/channel-token.ts';
import type { RegisteredBot } from '../../../src/config/bot-identity.ts';
import { checkMetadata } from '../../../src/doctor/checks/metadata.ts';
import { probe } from '../../../src/doctor/probe.ts';

const MICROSOFT = 'https://login.botframework.com';
const KEYS = '/v1/.well-known/keys';
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

describe("Microsoft's keys", () => {
  const published = { jwks_uri: `${MICROSOFT}${KEYS}` };
  const metadata = () => nock(MICROSOFT).get('/v1/.well-known/openidconfiguration').twice();

  test('pass where they can be fetched', async () => {
    metadata().reply(200, published);
    nock(MICROSOFT)
      .get(KEYS)
      .reply(200, { keys: [{ kid: 'one' }, { kid: 'two' }] });
    expect(await checkMetadata(bot, await probe(METADATA))).toMatchObject({
      outcome: 'ok',
      says: expect.stringMatching(/^2 .*login\.botframework\.com/),
    });
  });

  test.each<[string, () => void, RegExp, RegExp]>([
    ['their server has no name here', () => fetchFails('EAI_AGAIN'), /not found/, /look up/],
    [
      'something opens the connection on the way',
      () => fetchFails('SELF_SIGNED_CERT_IN_CHAIN'),
      /certificate .* is not valid/,
      /NODE_EXTRA_CA_CERTS/,
    ],
    [
      'a page of a firewall comes in their place',
      () => metadata().reply(200, '<p>Blocked'),
      /status 200, but not/,
      /firewall/,
    ],
    [
      'the keys cannot be reached',
      () => {
        metadata().reply(200, published);
        nock(MICROSOFT).get(KEYS).replyWithError(failing('ECONNREFUSED'));
      },
      /refuses the connection/,
      /https/,
    ],
    [
      'there are no keys',
      () => {
        metadata().reply(200, published);
        nock(MICROSOFT).get(KEYS).reply(200, { keys: [] });
      },
      /but not with Microsoft's keys/,
      /Try again/,
    ],
  ])('fail where %s', async (_, answer, says, fix) => {
    answer();
    expect(await checkMetadata(bot, await probe(METADATA))).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(says),
      fix: expect.stringMatching(fix),
    });
  });

  test('are skipped where there is no bot for Teams', async () => {
    expect(await checkMetadata({ kind: 'local' }, undefined)).toMatchObject({ outcome: 'skipped' });
    expect(await checkMetadata(undefined, undefined)).toMatchObject({ outcome: 'skipped' });
  });
});
