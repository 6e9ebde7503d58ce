import { once } from 'node:events';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anyValue, mostly, oddText, stringified } from '../../support/odd-values.ts';
import { LocalConnector } from './local-connector.ts';
import { openTestEndpoint, type TestEndpoint, written } from './support.ts';

const MANY = 10_000;

let connector: LocalConnector;
let endpoint: TestEndpoint;
beforeAll(async () => {
  connector = new LocalConnector();
  await connector.open();
  endpoint = await openTestEndpoint({ kind: 'local' });
});
beforeEach(() => {
  connector.done = [];
});
afterAll(async () => {
  await endpoint.close();
  await connector.close();
});

const good = () => written('hello', { serviceUrl: connector.url });

describe('The endpoint refuses a body that is no activity of Teams, and serves the next one:', () => {
  test.each<[string, () => unknown, number]>([
    ['nothing', () => '', 400],
    ['no JSON', () => '{"type":', 400],
    ['a list', () => [good()], 400],
    ['a word', () => '"message"', 400],
    ['null', () => 'null', 400],
    ['no type', () => ({ ...good(), type: undefined }), 400],
    ['a type that is a number', () => ({ ...good(), type: 7 }), 400],
    ['no conversation', () => ({ ...good(), conversation: undefined }), 400],
    ['a conversation without an id', () => ({ ...good(), conversation: {} }), 400],
    ['a conversation whose id could be no header', () => ({ ...good(), conversation: { id: 'a:\nb' } }), 400],
    ['a conversation whose id is in Greek', () => ({ ...good(), conversation: { id: 'α' } }), 400],
    ['nobody it is from', () => ({ ...good(), from: null }), 400],
    ['a text that is an object', () => ({ ...good(), text: { toString: 'x' } }), 400],
    ['members that are words', () => ({ ...good(), membersAdded: ['x'] }), 400],
    ['no service address', () => ({ ...good(), serviceUrl: undefined }), 400],
    ['a service address of another kind', () => ({ ...good(), serviceUrl: 'file:///etc/passwd' }), 400],
    ['10 MB', () => ({ ...good(), text: 'x'.repeat(10 * 1024 * 1024) }), 413],
    ['a prototype', () => '{"__proto__":{"type":"message"},"constructor":{"prototype":{}}}', 400],
  ])('%s', async (_name, body, status) => {
    const { status: seen } = await endpoint.post(body()).catch(() => ({ status: 413 }));
    expect(seen).toBe(status);
    expect(connector.done).toEqual([]);
    expect((await endpoint.post(good())).status).toBe(200);
  });

  test('a hundred thousand errors at once, naming only the first few', async () => {
    const response = await endpoint.post({ ...good(), membersAdded: Array(100_000).fill(0) });
    expect(response.status).toBe(400);
    expect((await response.text()).length).toBeLessThan(1000);
  });

  test('another content type', async () => {
    expect((await endpoint.post(good(), { 'Content-Type': 'text/plain' })).status).toBe(415);
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
    const packed = await fetch(endpoint.url, {
      method: 'POST',
      headers,
      body: gzipSync(JSON.stringify(good())),
    });
    expect(packed.status).toBe(415);
  });

  test('another method', async () => {
    expect((await fetch(endpoint.url)).status).toBe(405);
    expect((await fetch(endpoint.url, { method: 'PUT', body: '{}' })).status).toBe(405);
  });

  test('half a body', async () => {
    const half = request(endpoint.url, {
      method: 'POST',
      // The endpoint answers "continue" once it has begun to read.
      headers: { 'Content-Type': 'application/json', 'Content-Length': 500, Expect: '100-continue' },
    });
    half.on('error', () => undefined);
    half.flushHeaders();
    await once(half, 'continue');
    half.write('{"type":"mess', () => half.destroy());
    await new Promise((gone) => half.once('close', gone));
    expect((await endpoint.post(good())).status).toBe(200);
  });
});

const kinds = fc.constantFrom(
  ...['message', 'message', 'message', 'conversationUpdate', 'installationUpdate', 'messageReaction'],
  ...['messageUpdate', 'invoke', 'event', 'typing', 'somethingNew'],
);
const account = fc.record({ id: fc.constantFrom('29:person', '28:bot', '29:other') });
const contentType = fc.oneof(fc.constantFrom('text/html', 'image/*'), oddText);
const mention = fc.record({
  type: fc.constant('mention'),
  text: mostly(oddText),
  mentioned: mostly(fc.record({ name: oddText })),
});

/** No conversation gets so many that its limit is met. */
const PER_CONVERSATION = 50;
let sent = 0;

/** Yields activities of Teams with odd values in their fields. */
const oddActivity = fc
  .record(
    {
      type: kinds,
      text: mostly(oddText),
      value: fc.oneof(
        fc.constant(undefined),
        fc.record({ action: fc.constantFrom('start', 'next', 'choose'), card: oddText }),
        anyValue,
      ),
      entities: mostly(fc.array(mostly(mention), { maxLength: 3 })),
      attachments: mostly(fc.array(fc.record({ contentType, content: mostly(oddText) }), { maxLength: 3 })),
      membersAdded: mostly(fc.array(account, { maxLength: 3 })),
      channelData: mostly(fc.record({ tenant: mostly(fc.record({ id: fc.uuid() })) })),
      conversation: mostly(
        fc.record({
          id: fc.string({ minLength: 1, maxLength: 3 }),
          conversationType: fc.constantFrom('personal', 'channel', 'groupChat', 'odd'),
        }),
      ),
      replyToId: mostly(fc.uuid()),
      id: mostly(fc.uuid()),
      action: mostly(fc.constantFrom('add', 'remove', 'odd')),
      textFormat: mostly(fc.constantFrom('plain', 'xml', 'markdown')),
    },
    { requiredKeys: ['type'] },
  )
  .map((odd) => ({
    ...good(),
    conversation: { id: `a:${Math.floor(sent++ / PER_CONVERSATION)}`, conversationType: 'personal' },
    ...odd,
  }));

test(`${MANY.toLocaleString('en')} odd activities cause no failure, and the process lives on`, async () => {
  const statuses = new Map<number, number>();
  const property = fc.asyncProperty(oddActivity, async (activity) => {
    const { status } = await endpoint.post(stringified(activity));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    // 501 is the protocol's status for an invoke that nobody handles.
    return status < 500 || (status === 501 && activity.type === 'invoke');
  });
  await fc.assert(property, { numRuns: MANY });
  expect(statuses.get(200)).toBeGreaterThan(1000);
  expect(statuses.get(400)).toBeGreaterThan(1000);
  expect((await endpoint.post(good())).status).toBe(200);
}, 300_000);
