import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { toHttpError } from '../../src/http/http-error.ts';
import { readForm, readJson, readQuery } from '../../src/http/read-request.ts';
import { answering, sendError, sendJson } from '../../src/http/respond.ts';
import { listeningLog, serve } from '../helpdesk/suggest/support.ts';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const LIMIT = 256 * 1024;

/** Posts a body to a server that answers with what it has read. */
async function post(body: string | Buffer, headers: Record<string, string> = {}) {
  const { log } = listeningLog();
  const url = await serve((server) => {
    server.post('/json', async (request, response) =>
      answering(
        response,
        async () => sendJson(response, 200, { read: await readJson(request) }),
        (error) => sendError(response, toHttpError(error, log, 'reading failed')),
      ),
    );
    server.post('/form', async (request, response) =>
      answering(
        response,
        async () => sendJson(response, 200, [...(await readForm(request))]),
        (error) => sendError(response, toHttpError(error, log, 'reading failed')),
      ),
    );
  });
  const path = headers['Content-Type']?.startsWith(JSON_TYPE) ? '/json' : '/form';
  const response = await fetch(url + path, { method: 'POST', body: Buffer.from(body), headers });
  return {
    status: response.status,
    connection: response.headers.get('connection'),
    read: await response.json(),
  };
}

const json = (body: string | Buffer, headers = {}) => post(body, { 'Content-Type': JSON_TYPE, ...headers });
const form = (body: string, type = FORM_TYPE) => post(body, { 'Content-Type': type });
const error = (code: string) => ({ error: { code, message: expect.any(String) } });

describe('A body of JSON', () => {
  test('is read as it was sent', async () => {
    expect(await json('{"a":["ä",1,null]}')).toMatchObject({
      status: 200,
      read: { read: { a: ['ä', 1, null] } },
    });
  });

  test('may be empty', async () => {
    expect(await json(' ')).toMatchObject({ status: 200, read: {} });
  });

  test('that is broken is refused', async () => {
    expect(await json('{"a":')).toMatchObject({ status: 400, read: error('MalformedJson') });
  });

  test('is read up to 256 kB, and refused beyond with an answer that the client sees', async () => {
    const text = (length: number) => `"${'x'.repeat(length - 2)}"`;
    expect((await json(text(LIMIT))).status).toBe(200);
    for (const length of [LIMIT + 1, 3 * 1024 * 1024])
      expect(await json(text(length))).toMatchObject({
        status: 413,
        connection: 'close',
        read: error('BodyTooLarge'),
      });
  });

  test.each([
    ['gzip', gzipSync('{}')],
    ['br', brotliCompressSync('{}')],
    ['x', Buffer.from('{}')],
  ])('is refused with the Content-Encoding %s', async (encoding, body) => {
    expect(await json(body, { 'Content-Encoding': encoding })).toMatchObject({
      status: 415,
      read: error('EncodingNotSupported'),
    });
  });
});

describe('A form', () => {
  test('is read field by field, in order, with fields of the same name', async () => {
    expect(await form('a=1&b=%C3%A4+x&a=2&__proto__=y')).toMatchObject({
      status: 200,
      read: [
        ['a', '1'],
        ['b', 'ä x'],
        ['a', '2'],
        ['__proto__', 'y'],
      ],
    });
  });

  test('may name its encoding', async () => {
    expect((await form('a=1', `${FORM_TYPE.toUpperCase()}; charset=utf-8`)).status).toBe(200);
  });

  test.each(['multipart/form-data', 'text/plain', ''])('of the type "%s" is refused', async (type) => {
    expect(await form('a=1', type)).toMatchObject({ status: 415, read: error('NotAForm') });
  });
});

test.each([
  ['/', []],
  [
    '/?a=1&a=2&b[c]=%20',
    [
      ['a', '1'],
      ['a', '2'],
      ['b[c]', ' '],
    ],
  ],
  [
    '/?__proto__=x&q=%E0%A4',
    [
      ['__proto__', 'x'],
      ['q', '\uFFFD'],
    ],
  ],
])('The query of %s is read as plain fields', async (path, expected) => {
  const url = await serve((server) =>
    server.get('/', async (request, response) => sendJson(response, 200, [...readQuery(request)])),
  );
  expect(await (await fetch(url + path)).json()).toEqual(expected);
});
