import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { mountSuggest } from '../../../src/helpdesk/suggest/endpoint.ts';
import { openApi } from '../../../src/helpdesk/suggest/openapi.ts';
import { suggestFor } from '../../../src/helpdesk/suggest/suggest.ts';
import type { Suggest } from '../../../src/helpdesk/suggestion.ts';
import { RULES } from '../../../src/limits/rules.ts';
import { pack } from '../../support/clinician.ts';
import { sharedUnderstanding } from '../../support/shared-understanding.ts';
import { testLimits } from '../../support/test-limits.ts';
import { KEY, keys, listeningLog, serve } from './support.ts';

const BASE = 'https://assistant.example';
const PATH = '/api/helpdesk/suggest';
const suggest = suggestFor(pack, sharedUnderstanding(pack), { base: BASE, botId: 'b' });
const good = { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' };

const described = z.looseObject({
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.looseObject({})) })),
  ),
});
const document = described.parse(openApi(BASE));
const responses = document.paths[PATH]?.post?.responses ?? {};
const ajv = new Ajv2020({ strict: false, formats: { uri: (text: string) => URL.canParse(text) } });
ajv.addSchema(document, 'openapi');
const checks = Object.fromEntries(
  Object.keys(responses).map((status) => [
    status,
    ajv.compile({
      $ref: `openapi#/paths/~1api~1helpdesk~1suggest/post/responses/${status}/content/application~1json/schema`,
    }),
  ]),
);
const takes = ajv.compile({ $ref: 'openapi#/components/schemas/SuggestRequest' });

const nothing: Suggest = () => ({ suggestions: [], reason: 'declined', open: [], language: 'en' });

async function open(using: Suggest = suggest, limits = testLimits()) {
  const { log, lines } = listeningLog();
  const url = await serve((server) =>
    mountSuggest(server, { suggest: using, keys, limits, log, base: BASE }),
  );
  /** Sends a body and checks the response against the description. */
  const post = async (
    body: string | Uint8Array<ArrayBuffer> | object,
    headers: Record<string, string> = good,
  ) => {
    const sent = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    const response = await fetch(url + PATH, { method: 'POST', headers, body: sent });
    const answer: unknown = await response.json();
    const check = checks[response.status];
    expect(Object.keys(checks)).toContain(String(response.status));
    expect(check?.(answer), JSON.stringify([response.status, answer, check?.errors])).toBe(true);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    return { status: response.status, headers: response.headers, answer };
  };
  return { url, post, lines };
}

describe('The suggest API answers', () => {
  test('a mail with likely suggestions', async () => {
    const { post } = await open();
    const { status, answer } = await post({ text: 'Hello, where can I download the app? Regards, Jo' });
    expect(status).toBe(200);
    expect(answer).toMatchObject({ language: 'en', suggestions: [{ intent: 'app-install' }] });
  });

  test('a mail that asks nothing known with an empty list', async () => {
    const { post } = await open();
    expect((await post({ text: 'The minutes are attached.' })).answer).toEqual({
      suggestions: [],
      reason: 'declined',
      open: [],
      language: 'en',
    });
  });

  test.each([
    ['automatic', { text: 'I am back on Monday.', subject: 'Automatic reply: where is the app?' }],
    ['automatic', { text: 'Where is the app?', headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['language', { text: 'Var kan jag ladda ner appen? Jag hittar den inte.' }],
    ['not-sure', { text: 'It does not work.' }],
    ['declined', { html: '<p>The minutes are attached.</p>' }],
  ])('an empty list with its reason: %s', async (reason, mail) => {
    const { post } = await open();
    expect((await post(mail)).answer).toMatchObject({ suggestions: [], reason });
  });

  test('the HTML of a mail and its subject', async () => {
    const { post } = await open();
    const html = '<p>Hello,</p><p>where can I download the app?</p><blockquote>Which browser?</blockquote>';
    const answered = { suggestions: [{ intent: 'app-install' }], open: [] };
    expect((await post({ html, text: 'see the HTML' })).answer).toMatchObject(answered);
    expect((await post({ text: 'Thanks!', subject: 'Where can I download the app?' })).answer).toMatchObject(
      answered,
    );
  });

  test.each([
    ['en-GB', 'en'],
    ['de', 'de'],
    ['zh-Hant-TW', 'en'],
  ])('%s in a language that it speaks: %s', async (language, spoken) => {
    const { post } = await open();
    expect((await post({ text: 'x', language })).answer).toMatchObject({ language: spoken });
  });

  test('a mail in German with an answer in German', async () => {
    const { post } = await open();
    const { answer } = await post({ text: 'Wo kann ich die App herunterladen? Ich finde sie nicht.' });
    const text = expect.stringMatching(/^Guten Tag,\n\n/);
    expect(answer).toMatchObject({
      language: 'de',
      suggestions: [{ intent: 'app-install', answer: { text } }],
    });
  });

  test.each([
    ['no JSON', '{"text":'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['no text', '{}'],
    ['an empty text', '{"text":""}'],
    ['a number', '{"text":1}'],
    ['more than is known', '{"text":"x","lang":"en"}'],
    ['a text that is too long', JSON.stringify({ text: 'x'.repeat(20_001) })],
    ['an empty HTML', '{"html":""}'],
    ['HTML that is too long', JSON.stringify({ html: 'x'.repeat(200_001) })],
    ['header fields that are no texts', '{"text":"x","headers":{"From":1}}'],
    ['no language', '{"text":"x","language":"../../etc"}'],
  ])('%s with 400', async (_, body) => {
    const { post } = await open();
    expect((await post(body)).status).toBe(400);
  });

  test('the longest text, also where its characters take two units', async () => {
    const { post } = await open(nothing);
    expect((await post({ text: '😀'.repeat(20_000) })).status).toBe(200);
  });

  test.each([undefined, 'Bearer hk_other', 'Basic abc', KEY])(
    'the key %s with 401, whatever the body is',
    async (key) => {
      const { post } = await open();
      const { status, headers } = await post('{'.repeat(300_000), { ...(key && { Authorization: key }) });
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe('Bearer');
    },
  );

  test('a body that is too large with 413', async () => {
    const { post } = await open();
    expect((await post({ text: 'x'.repeat(300_000) })).status).toBe(413);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1', ''])(
    'the content type "%s" with 415',
    async (type) => {
      const { post } = await open();
      const body = new TextEncoder().encode('{"text":"x"}');
      expect((await post(body, { ...good, 'Content-Type': type })).status).toBe(415);
    },
  );

  test('a compressed body with 415', async () => {
    const { post } = await open();
    expect((await post(gzipSync('{"text":"x"}'), { ...good, 'Content-Encoding': 'gzip' })).status).toBe(415);
  });

  test('500 where something breaks, and logs nothing of the mail', async () => {
    const { post, lines } = await open(({ text }) => {
      throw new Error(`cannot read ${text}`);
    });
    expect((await post({ text: 'a secret thing' })).status).toBe(500);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  test('and logs only whose key it was and how many suggestions there were', async () => {
    const { post, lines } = await open();
    await post({ text: 'Where can I download the app?' });
    expect(lines).toEqual([[{ key: 'key-1', suggestions: 1 }, 'answers were suggested']]);
  });

  test('every other method with 405 and the one that it accepts', async () => {
    const { url } = await open();
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const response = await fetch(url + PATH, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
  });
});

describe('Its description', () => {
  test('is served without a key, and names the address of the assistant', async () => {
    const { url } = await open();
    const response = await fetch(`${url}/api/helpdesk/openapi.json`);
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    const served = described.parse(await response.json());
    expect(served).toEqual(JSON.parse(JSON.stringify(document)));
    expect(served.servers).toEqual([{ url: BASE }]);
  });

  test('names exactly the statuses that occur', async () => {
    const { post } = await open();
    const busy = testLimits();
    for (let call = 0; call < RULES.suggestions.limit; call++) await busy.check('suggestions', 'key-1');
    const refusing = await open(suggest, busy);
    const broken = await open(() => {
      throw new Error('broken');
    });
    const answers = [
      await post({ text: 'x' }),
      await post({}),
      await post({ text: 'x' }, {}),
      await post('x'.repeat(300_000)),
      await post({ text: 'x' }, { ...good, 'Content-Type': 'text/plain' }),
      await refusing.post({ text: 'x' }),
      await broken.post({ text: 'x' }),
    ];
    expect(answers.map(({ status }) => String(status))).toEqual(Object.keys(responses));
  });

  test('agrees with the API on which bodies are accepted', async () => {
    const { post } = await open(nothing);
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary', minLength: 1 }));
    const almost = fc.record(
      {
        text: fc.oneof(text, fc.anything()),
        html: fc.oneof(text, fc.constant('')),
        subject: fc.oneof(text, fc.integer()),
        headers: fc.oneof(fc.dictionary(fc.string(), text), fc.constant([])),
        language: fc.oneof(fc.constantFrom('en', 'de-AT', ''), fc.string()),
        more: fc.anything(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(almost, fc.record({ text }), fc.jsonValue()), async (body) => {
        const written = JSON.stringify(body, (_, value) =>
          typeof value === 'bigint' ? String(value) : value,
        );
        const { status } = await post(written);
        expect(status).toBe(takes(JSON.parse(written)) ? 200 : 400);
      }),
      { numRuns: 300 },
    );
  });

  test('agrees with every response', async () => {
    const { post } = await open();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), async (noise) => {
        expect((await post({ text: `${noise}\n\nWhere can I download the app?` })).status).toBe(200);
      }),
      { numRuns: 100 },
    );
  });
});

describe('Too many calls', () => {
  test('with one key are refused until a time that the answer names, and with another they are not', async () => {
    const limits = testLimits();
    const { post } = await open(suggest, limits);
    for (let call = 0; call < RULES.suggestions.limit; call++) await limits.check('suggestions', 'key-1');
    const { status, headers, answer } = await post({ text: 'hello' });
    expect([status, answer]).toEqual([
      429,
      { error: { code: 'TooManyRequests', message: expect.any(String) } },
    ]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('from one address are refused whatever key they bring, so that nobody can try keys out', async () => {
    const limits = testLimits();
    const { post } = await open(suggest, limits);
    const { limit } = RULES.suggestionsOfAddress;
    for (let call = 0; call < limit; call++) await limits.check('suggestionsOfAddress', '127.0.0.1');
    const wrong = { ...good, Authorization: 'Bearer hk_000000000000_wrong' };
    expect((await post({ text: 'hello' }, wrong)).status).toBe(429);
    expect((await post({ text: 'hello' }, { ...wrong, 'X-Forwarded-For': '203.0.113.7' })).status).toBe(401);
  });
});
