import { Registry } from 'prom-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ApiKeys } from '../../src/helpdesk/api-keys.ts';
import { mountSuggest } from '../../src/helpdesk/suggest/endpoint.ts';
import { mountMetrics } from '../../src/http/metrics.ts';
import { LocalConnector } from '../channels/teams/local-connector.ts';
import { openTestEndpoint, written } from '../channels/teams/support.ts';
import { openChat, texts } from '../channels/webchat/support.ts';
import { openInbox, words } from '../helpdesk/pages/support.ts';
import { listeningLog, serve } from '../helpdesk/suggest/support.ts';
import { testLimits } from '../support/test-limits.ts';
import { TroubledStore } from '../support/troubled-store.ts';
import { aTicket } from '../tickets/a-ticket.ts';

const UNAVAILABLE = { error: { code: 'Unavailable', message: expect.stringContaining('Try again') } };

/** What programs look at: the status, when to come again, and the code. */
async function answerTo(asked: Promise<Response>) {
  const response = await asked;
  return [response.status, Number(response.headers.get('retry-after')) > 0, await response.json()];
}

describe('While the store does not work', () => {
  test('the web chat asks to come again, and takes the same message afterwards', async () => {
    const store = new TroubledStore();
    const chat = await openChat({ store });
    const conversation = await chat.openConversation();
    const { conversationId, token } = conversation;
    const path = chat.path(conversationId);
    const calls: [string, string, unknown?][] = [
      ['GET', path],
      ['GET', `${path}/activities`],
      ['POST', `${path}/activities`, { type: 'message', id: 'one', text: 'hello' }],
      ['POST', '/v3/directline/conversations'],
      ['POST', '/v3/directline/tokens/refresh'],
    ];
    store.trouble = 'full';
    for (const [method, call, body] of calls) {
      const asked = fetch(`${chat.url}${call}`, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      expect([call, await answerTo(asked)]).toEqual([call, [503, true, UNAVAILABLE]]);
    }
    store.trouble = undefined;
    await chat.say(conversation, { type: 'message', id: 'one', text: 'hello' });
    expect(texts(await chat.activities(conversation))).toEqual(['welcome', '> hello', 'you said hello']);
  });

  test('Teams is asked to come again, and the log names the trouble without the words', async () => {
    const store = new TroubledStore();
    const { lines, log } = listeningLog();
    const connector = new LocalConnector();
    await connector.open();
    onTestFinished(() => connector.close());
    const endpoint = await openTestEndpoint({ kind: 'local' }, { store, log });
    onTestFinished(() => endpoint.close());
    store.trouble = 'corrupt';
    const message = written('my words', { serviceUrl: connector.url });
    expect(await answerTo(endpoint.post(message))).toEqual([503, true, UNAVAILABLE]);
    expect(lines).toContainEqual([
      expect.objectContaining({ error: 'StoreError', kind: 'corrupt', code: 'SQLITE_TEST 1' }),
      'a turn from Teams failed',
    ]);
    expect(JSON.stringify(lines)).not.toContain('my words');
    store.trouble = undefined;
    expect((await endpoint.post(message)).status).toBe(200);
  });

  test("a page of the helpdesk's people says that it tries again, and does", async () => {
    const store = new TroubledStore();
    const inbox = await openInbox({ store });
    store.trouble = 'unreachable';
    const { status, html, headers } = await inbox.get('/helpdesk');
    expect([status, headers.get('retry-after')]).toEqual([503, '5']);
    expect(html).toContain(words.failed.retries);
    expect(html).toContain('<meta http-equiv="refresh" content="5">');
  });

  test('an answer of the helpdesk that cannot be kept is given back to its writer', async () => {
    const store = new TroubledStore();
    const ticket = aTicket();
    const inbox = await openInbox({ store, tickets: [ticket] });
    store.trouble = 'locked';
    const { status, html } = await inbox.post(`/helpdesk/tickets/${ticket.number}/reply`, {
      text: 'Take the other app.',
    });
    expect(status).toBe(503);
    expect(html).toContain('Take the other app.');
    // Loading it again would send nothing.
    expect(html).not.toContain('http-equiv="refresh"');
  });

  test('programs with a key are asked to come again', async () => {
    const store = new TroubledStore();
    const keys = new ApiKeys(store);
    const headers = {
      Authorization: `Bearer ${await keys.make('test')}`,
      'Content-Type': 'application/json',
    };
    const { log } = listeningLog();
    const url = await serve((server) => {
      mountSuggest(server, {
        suggest: () => ({ suggestions: [], open: [], language: 'en' }),
        keys,
        limits: testLimits(),
        log,
        base: 'http://localhost',
      });
      mountMetrics(server, { keys, log, registry: new Registry(), read: async () => [] });
    });
    store.trouble = 'missing';
    const body = JSON.stringify({ text: 'where is the app?' });
    expect(await answerTo(fetch(`${url}/api/helpdesk/suggest`, { method: 'POST', headers, body }))).toEqual([
      503,
      true,
      UNAVAILABLE,
    ]);
    expect(await answerTo(fetch(`${url}/metrics`, { headers }))).toEqual([503, true, UNAVAILABLE]);
  });
});
