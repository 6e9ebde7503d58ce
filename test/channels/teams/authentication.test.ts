import { generateKeyPairSync } from 'node:crypto';
import { UnsecuredJWT } from 'jose';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newKey, pemFile, pemOf, selfSigned } from '../../support/self-signed.ts';
import {
  BOT_ID,
  connectorKeys,
  mockMicrosoft,
  openTestEndpoint,
  publishKeys,
  registered,
  SERVICE_URL,
  TENANT,
  type TestEndpoint,
  written,
} from './support.ts';

const OTHER_BOT = '5d0c2b7a-1e3f-4a5b-8c6d-7e8f9a0b1c2d';
const MANAGED_BOT = '6e1d3c8b-2f4a-4b6c-9d7e-8f9a0b1c2d3e';

type Keys = Awaited<ReturnType<typeof connectorKeys>>;
let keys: Keys;
let stranger: Keys;
let unendorsed: Keys;
let endpoint: TestEndpoint;
/** Every request to another host, except for Microsoft's keys. */
let sent: string[];

beforeAll(async () => {
  keys = await connectorKeys();
  stranger = await connectorKeys();
  unendorsed = await connectorKeys('key-2');
});
beforeEach(async () => {
  sent = [];
  publishKeys([
    { ...keys.published, endorsements: ['msteams', 'directline'] },
    { ...unendorsed.published, endorsements: ['skype'] },
    { ...stranger.published, kid: 'key-3' },
  ]);
  endpoint = await openTestEndpoint(registered);
});
afterEach(async () => {
  await endpoint.close();
  nock.cleanAll();
});
afterAll(() => nock.cleanAll());

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

describe('A message that the Bot Connector has signed', () => {
  test("is accepted, and answered with the bot's own token", async () => {
    mockMicrosoft(sent);
    const response = await endpoint.post(written('hello'), bearer(await keys.token()));
    expect(response.status).toBe(200);
    const [token, reply] = sent;
    expect(token).toContain(`client_id=${BOT_ID}`);
    expect(token).toContain(encodeURIComponent('https://api.botframework.com/.default'));
    expect(reply).toMatch(
      /^\/emea\/v3\/conversations\/a%3Aconversation\/activities\/\d+ Bearer the-token-of-the-bot /,
    );
    expect(reply).toContain('AdaptiveCard');
    expect(await endpoint.store.list('talk/')).toHaveLength(1);
  });

  test('is answered by a bot that authenticates with a certificate', async () => {
    mockMicrosoft(sent);
    const key = newKey();
    const path = pemFile(selfSigned(key), pemOf(key));
    const certified = await openTestEndpoint({
      ...registered,
      id: OTHER_BOT,
      credential: { kind: 'certificate', path },
    });
    const token = await keys.token({ aud: OTHER_BOT });
    expect((await certified.post(written('hello'), bearer(token))).status).toBe(200);
    expect(sent[0]).toContain(
      'client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer',
    );
    expect(sent[1]).toContain('Bearer the-token-of-the-bot');
    await certified.close();
  });

  test('is answered by a bot that is a managed identity', async () => {
    mockMicrosoft(sent);
    nock('http://169.254.169.254')
      .persist()
      .get('/metadata/identity/oauth2/token')
      .query(true)
      .reply(200, (request: Request) => {
        sent.push(`managed: ${request.url}`);
        return { access_token: 'the-token-of-the-bot', expires_in: '3600', token_type: 'Bearer' };
      });
    const managed = await openTestEndpoint({
      ...registered,
      id: MANAGED_BOT,
      credential: { kind: 'managed' },
    });
    const token = await keys.token({ aud: MANAGED_BOT });
    expect((await managed.post(written('hello'), bearer(token))).status).toBe(200);
    expect(
      sent.some((line) => line.startsWith('managed:') && line.includes(`client_id=${MANAGED_BOT}`)),
    ).toBe(true);
    expect(sent.at(-1)).toContain('Bearer the-token-of-the-bot');
    await managed.close();
  });

  test('is accepted though the clocks differ by four minutes', async () => {
    mockMicrosoft(sent);
    const token = await keys.token({ nbf: inSeconds(240) });
    expect((await endpoint.post(written('hello'), bearer(token))).status).toBe(200);
  });
});

describe('The endpoint refuses, without a reply and without a change to any state,', () => {
  afterEach(async () => {
    expect(sent).toEqual([]);
    expect(await endpoint.store.list('')).toEqual([]);
  });

  test.each<[string, () => Promise<Record<string, string>> | Record<string, string>, number]>([
    ['no token', () => ({}), 401],
    ['another kind of authorization', () => ({ Authorization: 'Basic Ym90OnNlY3JldA==' }), 401],
    ['an empty bearer', () => ({ Authorization: 'Bearer ' }), 401],
    ['words in place of a token', () => bearer('open-sesame'), 401],
    ['three dots', () => bearer('...'), 401],
    ['a token for another bot', async () => bearer(await keys.token({ aud: TENANT })), 401],
    ['a token for no bot', async () => bearer(await keys.token({ aud: undefined })), 401],
    [
      'a token of another issuer',
      async () => bearer(await keys.token({ iss: 'https://sts.windows.net/x/' })),
      401,
    ],
    [
      'a token of the Emulator',
      async () =>
        bearer(
          await keys.token({
            iss: `https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/`,
            appid: BOT_ID,
            ver: '1.0',
          }),
        ),
      401,
    ],
    ['an expired token', async () => bearer(await keys.token({ exp: inSeconds(-360) })), 401],
    ['a token without an end', async () => bearer(await keys.token({ exp: undefined })), 401],
    ['a token that does not count yet', async () => bearer(await keys.token({ nbf: inSeconds(360) })), 401],
    ['a token without a signature', () => bearer(unsigned({ alg: 'none' })), 401],
    [
      'a token signed with the public key as a secret',
      () => bearer(unsigned({ alg: 'HS256', kid: 'key-1' })),
      401,
    ],
    [
      'a token with a signature that does not fit',
      async () => bearer(`${(await keys.token()).slice(0, -8)}AAAAAAAA`),
      401,
    ],
    [
      'a token of a key that is not published',
      async () => bearer(await stranger.token({}, { kid: 'key-9' })),
      401,
    ],
    [
      'a token that names a published key it was not signed with',
      async () => bearer(await stranger.token({}, { kid: 'key-1' })),
      401,
    ],
    ['a token of a key for other channels', async () => bearer(await unendorsed.token()), 403],
    ['a token of a key for no channel', async () => bearer(await stranger.token({}, { kid: 'key-3' })), 403],
    [
      'a token for another service address',
      async () => bearer(await keys.token({ serviceurl: 'https://evil.example/' })),
      403,
    ],
    ['a token for no service address', async () => bearer(await keys.token({ serviceurl: undefined })), 403],
  ])('%s', async (_name, headers, status) => {
    const response = await endpoint.post(written('hello'), await headers());
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error: { code: expect.any(String), message: expect.any(String) },
    });
  });

  test('a message from people of another tenant', async () => {
    const other = { tenant: { id: '99999999-0000-4000-8000-000000000000' } };
    const response = await endpoint.post(
      written('hello', { channelData: other }),
      bearer(await keys.token()),
    );
    expect(response.status).toBe(403);
  });

  test('a message that names no tenant', async () => {
    const conversation = { id: 'a:conversation', conversationType: 'personal' };
    const response = await endpoint.post(
      written('hello', { channelData: {}, conversation }),
      bearer(await keys.token()),
    );
    expect(response.status).toBe(403);
  });

  test('a message of another channel, though the token is endorsed for that', async () => {
    for (const channelId of ['directline', 'AseChannel', 'emulator', '']) {
      const response = await endpoint.post(written('hello', { channelId }), bearer(await keys.token()));
      expect(response.status).toBe(400);
    }
  });

  test('a stranger, without reading the body', async () => {
    expect((await endpoint.post('{"type":')).status).toBe(401);
    expect((await endpoint.post('{"type":', bearer(await keys.token()))).status).toBe(400);
  });

  test("every message while Microsoft's metadata cannot be fetched, and tries again later", async () => {
    const late = await openTestEndpoint(registered);
    nock.cleanAll();
    nock('https://login.botframework.com')
      .get('/v1/.well-known/openidconfiguration')
      .replyWithError('getaddrinfo ENOTFOUND');
    const token = bearer(await keys.token());
    const refused = await late.post(written('hello'), token);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    nock('https://login.botframework.com').get('/v1/.well-known/openidconfiguration').reply(500);
    expect((await late.post(written('hello'), token)).status).toBe(503);
    publishKeys([{ ...keys.published, endorsements: ['skype'] }]);
    expect((await late.post(written('hello'), token)).status).toBe(403);
    await late.close();
  });

  test("every message while Microsoft's keys cannot be fetched", async () => {
    nock.cleanAll();
    const jwks_uri = 'https://login.botframework.com/v1/.well-known/keys';
    nock('https://login.botframework.com')
      .get('/v1/.well-known/openidconfiguration')
      .reply(200, { jwks_uri })
      .get('/v1/.well-known/keys')
      .reply(502);
    expect((await endpoint.post(written('hello'), bearer(await keys.token()))).status).toBe(503);
  });
});

test('A message without a plausible token causes no request to Microsoft', async () => {
  nock.cleanAll();
  const asked: string[] = [];
  nock('https://login.botframework.com')
    .persist()
    .get(/.*/)
    .reply(200, (request: Request) => {
      asked.push(request.url);
      return {};
    });
  for (const token of [
    'open-sesame',
    unsigned({ alg: 'none' }),
    await keys.token({ iss: 'https://evil.example' }),
  ])
    await endpoint.post(written('hello'), bearer(token));
  expect(asked).toEqual([]);
});

describe('A bot without credentials', () => {
  let local: TestEndpoint;
  beforeAll(async () => {
    local = await openTestEndpoint({ kind: 'local' });
  });
  afterAll(() => local.close());

  test.each([
    SERVICE_URL,
    'http://192.168.1.4/',
    'http://127.0.0.1.evil.example/',
    'http://[::]/',
    'http://0.0.0.0:3978/',
  ])('sends nothing to %s', async (serviceUrl) => {
    expect((await local.post(written('hello', { serviceUrl }))).status).toBe(403);
    expect(await local.store.list('')).toEqual([]);
  });

  test('takes no message that a proxy passes on, since strangers may talk to that', async () => {
    const headers = [{ 'X-Forwarded-For': '203.0.113.7' }, { Forwarded: 'for=203.0.113.7' }];
    const message = written('hello', { serviceUrl: 'http://127.0.0.1:9/' });
    for (const header of headers) expect((await local.post(message, header)).status).toBe(403);
    expect(await local.store.list('')).toEqual([]);
  });

  test('writes nothing first to an address that is not on this machine', async () => {
    const address = {
      channelId: 'msteams',
      serviceUrl: SERVICE_URL,
      conversation: { id: 'a:1' },
      user: { id: '29:1' },
      bot: { id: '28:1' },
    };
    const logic = async () => {
      throw new Error('nothing may be said there');
    };
    expect(await local.sendProactive(address, { id: 'one', attempt: 1 }, logic)).toBe('blocked');
  });

  test('takes no message from a page in a browser', async () => {
    const plain = await local.post(written('hello', { serviceUrl: 'http://127.0.0.1:9/' }), {
      'Content-Type': 'text/plain',
    });
    expect(plain.status).toBe(415);
  });
});

function unsigned({ alg, kid }: { alg: string; kid?: string }): string {
  const [, claims] = new UnsecuredJWT({
    iss: 'https://api.botframework.com',
    aud: BOT_ID,
    exp: inSeconds(600),
    serviceurl: SERVICE_URL,
  })
    .encode()
    .split('.');
  const header = Buffer.from(JSON.stringify({ alg, kid })).toString('base64url');
  const secret = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
    type: 'spki',
    format: 'der',
  });
  return `${header}.${claims}.${alg === 'none' ? '' : secret.subarray(0, 32).toString('base64url')}`;
}
