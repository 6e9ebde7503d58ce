import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type Activity, CardFactory, ConfigurationBotFrameworkAuthentication } from 'botbuilder-core';
import {
  ClaimsIdentity,
  type ConnectorClient,
  type ConnectorFactory,
  MicrosoftAppCredentials,
  ServiceClientCredentialsFactory,
} from 'botframework-connector';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { KeptClients } from '../../../src/channels/teams/kept-clients.ts';
import { closeNetwork } from '../../support/no-network.ts';

/** Signs as the SDK's credentials do, without asking Microsoft for a token. */
class Credentials extends ServiceClientCredentialsFactory {
  async isValidAppId() {
    return true;
  }
  async isAuthenticationDisabled() {
    return false;
  }
  async createCredentials() {
    const credentials = new MicrosoftAppCredentials('the-bot', 'its-secret');
    credentials.getToken = async () => 'the-token';
    return credentials;
  }
}

interface Request {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** An answer of Teams, or 'reset' where the connection breaks. */
type Answer = { status: number; headers?: Record<string, string>; body?: string | Buffer } | 'reset';

let server: Server;
let url: string;
let requests: Request[];
let answers: Answer[];
beforeEach(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += String(chunk);
    });
    request.on('end', () => {
      const { method, url: path, headers } = request;
      requests.push({ method, path, headers, body: text === '' ? undefined : JSON.parse(text) });
      const answer = answers.shift() ?? taken('later');
      if (answer === 'reset') return void request.socket.destroy();
      response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers });
      response.end(answer.body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/emea/`;
  requests = [];
  answers = [];
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const taken = (id: string, status = 201): Answer => ({ status, body: JSON.stringify({ id }) });
const refused = (status: number, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: JSON.stringify({ error: { code: 'Refused', message: `a refusal ${status}` } }),
});
const SOON = { 'retry-after-ms': '5' };

const conversation = 'a:1_ü/x?y';
const message: Partial<Activity> = {
  type: 'message',
  conversation: { id: conversation, name: '', isGroup: false, conversationType: 'personal', tenantId: 't' },
  from: { id: '28:bot', name: '' },
  recipient: { id: '29:person', name: '' },
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  replyToId: 'm 1',
  timestamp: new Date('2026-01-02T03:04:05Z'),
  summary: 'Grüße – a “card” 😀',
  speak: 'Hello',
  inputHint: 'acceptingInput',
  attachments: [CardFactory.adaptiveCard({ type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'é' }] })],
  entities: [{ type: 'talkingTo', helpdesk: false }],
};

const reply = (client: ConnectorClient) => client.conversations.replyToActivity(conversation, 'm 1', message);
const send = (client: ConnectorClient) => client.conversations.sendToConversation(conversation, message);
const update = (client: ConnectorClient) =>
  client.conversations.updateActivity(conversation, 'm/2', { ...message, id: 'm/2' });

/** Makes a client, of the SDK alone or of ours, that has sent a message before. */
async function clientOf(kind: 'sdk' | 'ours', serviceUrl = url): Promise<ConnectorClient> {
  const kinds = {
    sdk: () => new ConfigurationBotFrameworkAuthentication({}, new Credentials()),
    ours: () => new KeptClients(new Credentials()),
  };
  const factory: ConnectorFactory = kinds[kind]().createConnectorFactory(
    new ClaimsIdentity([{ type: 'aud', value: 'the-bot' }], true),
  );
  const client = await factory.create(serviceUrl, 'https://api.botframework.com');
  await send(client);
  requests = [];
  return client;
}

/** What a client gets and what Teams gets, where Teams answers so. */
async function happens(
  kind: 'sdk' | 'ours',
  scripted: readonly Answer[],
  call: (client: ConnectorClient) => Promise<{ id: string }> = reply,
  serviceUrl = url,
) {
  const client = await clientOf(kind, serviceUrl);
  answers = [...scripted];
  const got = await call(client).then(
    ({ id }) => ({ id }),
    ({ name, code, statusCode, message, details }) => ({ name, code, statusCode, message, details }),
  );
  const ids = new Set(requests.map(({ headers }) => headers['x-ms-client-request-id']));
  const seen = requests.map(({ headers, ...rest }) => ({ ...rest, headers: without(headers) }));
  return { got, seen, ids: ids.size };
}

/** The id of a request is random. */
function without({ 'x-ms-client-request-id': id, ...headers }: IncomingHttpHeaders) {
  return { ...headers, id: /^[0-9a-f-]{36}$/.test(String(id)) };
}

describe('A message goes out as the SDK would send it', () => {
  test.each([
    ['a reply', reply],
    ['a message', send],
    ['an update', update],
  ])('%s', async (_what, call) => {
    const [sdk, ours] = [await happens('sdk', [taken('7')], call), await happens('ours', [taken('7')], call)];
    expect(ours).toEqual(sdk);
    expect(ours.got).toEqual({ id: '7' });
    expect(ours.seen[0]?.headers).toMatchObject({ authorization: 'Bearer the-token' });
  });

  test('to an address without a slash at its end', async () => {
    const address = url.replace(/\/$/, '');
    const sdk = await happens('sdk', [taken('7')], reply, address);
    expect(await happens('ours', [taken('7')], reply, address)).toEqual(sdk);
  });
});

describe('An answer has the same consequences as with the SDK', () => {
  test.each<[string, Answer[]]>([
    ['taken with 200', [taken('7', 200)]],
    ['taken with 202', [taken('7', 202)]],
    ['taken without a body', [{ status: 201 }]],
    ['taken with a body that is not JSON', [{ status: 200, body: 'fine' }]],
    ['taken with a number for an id', [{ status: 200, body: '{"id":7}' }]],
    [
      'taken, compressed',
      [{ status: 201, headers: { 'Content-Encoding': 'gzip' }, body: gzipSync('{"id":"7"}') }],
    ],
    ['refused with 400', [refused(400)]],
    ['refused with 401', [refused(401)]],
    ['refused with 403', [refused(403)]],
    ['refused with 404', [refused(404)]],
    ['refused with 412', [refused(412)]],
    ['refused with 413 and a page', [{ status: 413, body: '<html>' }]],
    ['too often, once', [refused(429, SOON), taken('7')]],
    ['too often, with no word about when', [refused(429), taken('7')]],
    ['too often, again and again', Array.from({ length: 5 }, () => refused(429, SOON))],
    ['unavailable, once', [refused(503, SOON), taken('7')]],
    ['failing, once', [refused(500), taken('7')]],
    ['failing, then refused', [refused(502), refused(403)]],
    ['broken off, once', ['reset', taken('7')]],
    ['redirected', [{ status: 307, headers: { Location: '/elsewhere' } }, taken('7')]],
    ['redirected to another method', [{ status: 303, headers: { Location: '/elsewhere' } }, taken('7')]],
  ])('%s', async (_what, scripted) => {
    const [sdk, ours] = await Promise.all([happensAlone('sdk', scripted), happensAlone('ours', scripted)]);
    expect(ours).toEqual(sdk);
  });

  /** The two come one after the other, since they share the server. */
  let before: Promise<unknown> = Promise.resolve();
  function happensAlone(kind: 'sdk' | 'ours', scripted: readonly Answer[]) {
    const now = before.then(() => happens(kind, scripted));
    before = now.catch(() => undefined);
    return now;
  }
});

test('Only what Teams does not take at once goes through the pipeline of the SDK, after the first message', async () => {
  const client = await clientOf('ours');
  const piped: string[] = [];
  const original = client.sendOperationRequest.bind(client);
  client.sendOperationRequest = (...all) => {
    piped.push('one');
    return original(...all);
  };
  await reply(client);
  await update(client);
  expect(piped).toEqual([]);
  answers = [refused(429, SOON)];
  await reply(client);
  expect(piped).toEqual(['one']);
});

test('Messages that are sent at the same time get their own answers', async () => {
  const client = await clientOf('ours');
  answers = [refused(429, SOON), taken('one'), refused(403), taken('two')];
  const all = await Promise.allSettled([reply(client), send(client), update(client), reply(client)]);
  expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect(requests).toHaveLength(5);
});

test('Messages go through the proxy that the environment names', async () => {
  nock.enableNetConnect();
  vi.stubEnv('HTTP_PROXY', url);
  vi.stubEnv('NO_PROXY', '');
  try {
    const client = await clientOf('ours', 'http://teams.invalid/');
    await reply(client);
    expect(requests.map(({ path }) => path)).toEqual([
      expect.stringMatching(/^http:\/\/teams\.invalid\/v3\/conversations\//),
    ]);
  } finally {
    vi.unstubAllEnvs();
    closeNetwork();
  }
});
