import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import nock from 'nock';
import { dialogsFor } from '../../../dialogs/index.ts';
import { sayError } from '../../../dialogs/info-cards.ts';
import { botFor } from '../../../src/bot/bot.ts';
import type { SendProactive } from '../../../src/channels/contract.ts';
import { mountTeams } from '../../../src/channels/teams/index.ts';
import type { BotIdentity, RegisteredBot } from '../../../src/config/bot-identity.ts';
import type { Content } from '../../../src/content/content.ts';
import type { TransactionOptions } from '../../../src/conversation/transaction.ts';
import { turnRunner } from '../../../src/conversation/transaction.ts';
import type { Log } from '../../../src/lib/log.ts';
import { openLog } from '../../../src/lib/log.ts';
import type { Limits } from '../../../src/limits/limits.ts';
import { pictureFiles } from '../../../src/pictures/files.ts';
import { createServer } from '../../../src/server.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import type { Store } from '../../../src/store/store.ts';
import { pack } from '../../support/clinician.ts';
import { sharedUnderstanding } from '../../support/shared-understanding.ts';
import { testLimits } from '../../support/test-limits.ts';

export const BOT_ID = '3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d';
export const TENANT = '8d1f0a52-6b3c-4d9e-a7f8-2c4b6d8e0f13';
export const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
const ISSUER = 'https://api.botframework.com';
const LOGIN = 'https://login.botframework.com';

export const registered: RegisteredBot = {
  kind: 'registered',
  id: BOT_ID,
  tenantId: TENANT,
  credential: { kind: 'secret', secret: 'the-secret-of-the-bot' },
  tenants: [TENANT],
};

/** The Teams endpoint on a port of its own. */
export interface TestEndpoint {
  url: string;
  store: Store;
  sendProactive: SendProactive;
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

interface TestEndpointOptions extends Pick<TransactionOptions, 'helpdesk' | 'onCounts'> {
  log?: Log;
  store?: Store;
  limits?: Limits;
  content?: Content;
}

/** Opens the endpoint as the start does, with this identity and a store in memory. */
export async function openTestEndpoint(
  identity: Exclude<BotIdentity, { kind: 'none' }>,
  {
    log = openLog('silent'),
    store = openMemoryStore(),
    limits = testLimits(),
    content = pack,
    ...also
  }: TestEndpointOptions = {},
): Promise<TestEndpoint> {
  const server = createServer(openLog('silent'));
  const turnPack = {
    content,
    dialogs: dialogsFor(content),
    bot: botFor(content, sharedUnderstanding(content)),
  };
  const runTurn = turnRunner({
    store,
    pack: () => turnPack,
    retentionMs: 86_400_000,
    welcomeBackMs: 3_600_000,
    log,
    apologise: sayError,
    ...also,
  });
  const { sendProactive } = await mountTeams(server, {
    identity,
    runTurn,
    limits,
    tooOften: () => 'too often',
    pictureAt: pictureFiles(() => content).png,
    log,
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/messages`;
  return {
    url,
    store,
    sendProactive,
    post: (body, headers = {}) =>
      fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** Makes a key of the Bot Connector: its published part, and tokens signed with it. */
export async function connectorKeys(kid = 'key-1') {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const published = { ...(await exportJWK(publicKey)), kid, use: 'sig' };
  return {
    published,
    /** A token with good claims, some of them changed; `undefined` takes a claim away. */
    token: (
      changed: { [Claim in keyof JWTPayload]?: JWTPayload[Claim] | undefined } = {},
      header: { kid?: string } = {},
    ): Promise<string> => {
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: ISSUER, aud: BOT_ID, nbf: now - 60, exp: now + 3600, serviceurl: SERVICE_URL };
      return new SignJWT({ ...claims, ...changed } as JWTPayload)
        .setProtectedHeader({ alg: 'RS256', kid, ...header })
        .sign(privateKey);
    },
  };
}

/** Publishes keys as Microsoft does, for any number of requests. */
export function publishKeys(keys: readonly object[]): void {
  nock(LOGIN)
    .persist()
    .get('/v1/.well-known/openidconfiguration')
    .reply(200, { issuer: ISSUER, jwks_uri: `${LOGIN}/v1/.well-known/keys` });
  nock(LOGIN).persist().get('/v1/.well-known/keys').reply(200, { keys });
}

/** Returns a message of a one-to-one chat, in the shape in which Teams posts it. */
export function written(text: string, changed: object = {}): Record<string, unknown> {
  return {
    text,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: `<p>${text}</p>` }],
    type: 'message',
    timestamp: '2026-11-25T08:00:00.000Z',
    localTimestamp: '2026-11-25T09:00:00.000+01:00',
    id: `${1_700_000_000_000 + Math.floor(Math.random() * 1e9)}`,
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    from: { id: '29:person', name: 'Anna Example', aadObjectId: '11111111-2222-3333-4444-555555555555' },
    conversation: { conversationType: 'personal', tenantId: TENANT, id: 'a:conversation' },
    recipient: { id: `28:${BOT_ID}`, name: 'CPMS access' },
    entities: [
      { locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/Amsterdam', type: 'clientInfo' },
    ],
    channelData: { tenant: { id: TENANT } },
    locale: 'en-GB',
    ...changed,
  };
}

/** Mocks Entra ID, which issues a token to the bot, and the connector, which takes its replies. */
export function mockMicrosoft(sent: string[]): void {
  const login = nock('https://login.microsoftonline.com').persist();
  login
    .get(/discovery/)
    .query(true)
    .reply(200, {
      'api-version': '1.1',
      metadata: [],
      tenant_discovery_endpoint: `https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`,
    });
  login.get(/openid-configuration/).reply(200, {
    token_endpoint: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`,
    authorization_endpoint: `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/authorize`,
    issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`,
    jwks_uri: `https://login.microsoftonline.com/${TENANT}/discovery/v2.0/keys`,
  });
  login.post(/oauth2\/v2.0\/token/).reply(200, async (request: Request) => {
    sent.push(`token: ${await request.text()}`);
    return { token_type: 'Bearer', expires_in: 3600, access_token: 'the-token-of-the-bot' };
  });
  nock('https://smba.trafficmanager.net')
    .persist()
    .post(/.*/)
    .reply(201, async (request: Request) => {
      const { pathname } = new URL(request.url);
      sent.push(`${pathname} ${request.headers.get('authorization')} ${await request.text()}`);
      return { id: 'reply-1' };
    });
}
