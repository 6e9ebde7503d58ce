import { createServer, type ServerResponse } from 'node:http';
import nock from 'nock';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { openZammad } from '../../../../src/tickets/systems/zammad/index.ts';
import { pack } from '../../../support/clinician.ts';
import { aTicket, withMessage } from '../../a-ticket.ts';
import { GROUP, LittleZammad, TOKEN, ZAMMAD } from './little-zammad.ts';

afterEach(() => nock.cleanAll());

const PRIVATE = 'ada@hospital.example';
const there = aTicket({ email: PRIVATE, elsewhere: { zammad: { id: '7', seen: [] } } });

function zammadAt(url = ZAMMAD, { token = TOKEN, group = GROUP, timeoutMs = 2_000 } = {}) {
  const timing = { readMs: timeoutMs, writeMs: timeoutMs };
  return openZammad({ url, token, group }, { content: () => pack, deskLanguage: 'en', timing });
}

/** Returns the outcome of a ticket whose creation gets this answer. */
function delivery(system = zammadAt()): Promise<unknown> {
  return system
    .deliver({ ticket: aTicket({ email: PRIVATE }), triedBefore: false })
    .catch((error: unknown) => error);
}

const answered = (status: number, body: string | object = '', headers: Record<string, string> = {}) =>
  nock(ZAMMAD).post('/api/v1/tickets').reply(status, body, headers);

const later = (message: string) => ({
  name: 'DeliveryError',
  isFinal: false,
  message: expect.stringContaining(message),
});
const final = (message: string) => ({ ...later(message), isFinal: true });

describe('A ticket that Zammad refuses', () => {
  test.each([
    [401, 'ZAMMAD_TOKEN (401)'],
    [403, 'ticket.agent'],
  ])('waits for the operator where the token is wrong: %i', async (status, message) => {
    answered(status, { error: `Token token=${TOKEN} of ${PRIVATE}` });
    const error = await delivery();
    expect(error).toMatchObject(later(message));
    expect(String(error)).not.toMatch(new RegExp(`${TOKEN}|${PRIVATE}`));
  });

  test.each([
    [`No lookup value found for 'group': "${PRIVATE}"`, 'ZAMMAD_GROUP'],
    ['We joined the network last month.', "Zammad's log says"],
  ])("is given up for its content, with a hint and without Zammad's words: %s", async (words, hint) => {
    nock(ZAMMAD).get('/api/v1/users/me').reply(200, { id: 3 });
    nock(ZAMMAD).post('/api/v1/tickets').twice().reply(422, { error: words });
    const error = await delivery();
    expect(error).toMatchObject(final(hint));
    expect(String(error)).not.toMatch(/hospital|joined/);
  });

  test('is given up for its group by our small Zammad as well', async () => {
    new LittleZammad();
    expect(await delivery(zammadAt(ZAMMAD, { group: 'No such group' }))).toMatchObject(final('ZAMMAD_GROUP'));
  });

  test('is delivered after the seconds that Zammad asks for where too much comes at once', async () => {
    answered(429, 'Retry later', { 'Retry-After': '90' });
    expect(await delivery()).toMatchObject({ ...later('429'), waitMs: 90_000 });
  });

  test('is delivered at the time that Zammad asks for where too much comes at once', async () => {
    answered(429, '', { 'Retry-After': new Date(Date.now() + 60_000).toUTCString() });
    const error = await delivery();
    expect(error).toMatchObject({ isFinal: false, waitMs: expect.any(Number) });
    const { waitMs } = error as { waitMs: number };
    expect(waitMs).toBeGreaterThan(50_000);
    expect(waitMs).toBeLessThanOrEqual(60_000);
  });

  test.each(['', 'soon', new Date(0).toUTCString()])(
    'ignores a pause that makes no sense: %j',
    async (value) => {
      answered(429, '', value === '' ? {} : { 'Retry-After': value });
      const error = await delivery();
      expect((error as { waitMs?: number }).waitMs ?? 0).toBe(0);
    },
  );

  test.each([500, 502, 503])('is delivered later where Zammad does not work: %i', async (status) => {
    answered(status, '<h1>Bad gateway</h1>');
    expect(await delivery()).toMatchObject(later(`ZAMMAD_URL does not work at the moment (${status})`));
  });

  test('waits for the operator where ZAMMAD_URL leads elsewhere', async () => {
    answered(404, { error: 'No route matches' });
    expect(await delivery()).toMatchObject(later('no Zammad at the address in ZAMMAD_URL'));
    answered(301, '', { Location: 'https://elsewhere.example.org/' });
    expect(await delivery()).toMatchObject(later('redirects to another one'));
  });

  test('is delivered later where Zammad stays silent', async () => {
    nock(ZAMMAD)
      .post('/api/v1/tickets')
      .reply(() => new Promise(() => undefined));
    expect(await delivery(zammadAt(ZAMMAD, { timeoutMs: 50 }))).toMatchObject(
      later('ZAMMAD_URL gave no answer within'),
    );
  });

  test.each([
    '{"id": 7, "title": "[KMR',
    '',
    '<!doctype html><title>Sign in</title>',
    '{"id": "seven"}',
    '[]',
    'null',
  ])('is delivered later where something else answers, or half an answer comes: %s', async (body) => {
    answered(201, body);
    expect(await delivery()).toMatchObject(later('not a complete answer from Zammad'));
  });
});

describe('A connection to Zammad', () => {
  test('makes the ticket wait where it breaks in the middle of an answer', async () => {
    const url = await serverThat((response) => {
      response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': '100' });
      response.write('{"id": 7,');
      setImmediate(() => response.destroy());
    });
    expect(await delivery(zammadAt(url))).toMatchObject(later('ZAMMAD_URL'));
  });

  test('is given up where it stays silent in the middle of an answer', async () => {
    const url = await serverThat((response) => {
      response.writeHead(201, { 'Content-Length': '100' });
      response.write('{"id": 7,');
    });
    expect(await delivery(zammadAt(url, { timeoutMs: 100 }))).toMatchObject(later('gave no answer within'));
  });

  test('names what to check where it is refused', async () => {
    nock(ZAMMAD)
      .post('/api/v1/tickets')
      .replyWithError(Object.assign(new Error(`connect to ${PRIVATE}`), { code: 'ECONNREFUSED' }));
    const error = await delivery();
    expect(error).toMatchObject(later('ZAMMAD_URL cannot be reached'));
    expect(String(error)).not.toContain(PRIVATE);
  });
});

describe('A failure tells whether the ticket may be there', () => {
  test.each([500, 502, 504])('as it may where Zammad breaks off: %i', async (status) => {
    answered(status);
    expect(await delivery()).toMatchObject({ mayHaveArrived: true });
  });

  test.each([401, 403, 404, 413, 429])('as it is not where Zammad refuses it: %i', async (status) => {
    answered(status);
    expect(await delivery()).toMatchObject({ mayHaveArrived: false });
  });

  test.each([
    ['ECONNRESET', true],
    ['ECONNREFUSED', false],
  ])('by what became of the connection: %s', async (code, mayHaveArrived) => {
    nock(ZAMMAD)
      .post('/api/v1/tickets')
      .replyWithError(Object.assign(new Error('no'), { code }));
    expect(await delivery()).toMatchObject({ mayHaveArrived });
  });

  test('as this attempt has not made it where it could not even look', async () => {
    nock(ZAMMAD).get('/api/v1/tickets/search').query(true).reply(503);
    const second = zammadAt().deliver({ ticket: aTicket(), triedBefore: true });
    await expect(second).rejects.toMatchObject({ mayHaveArrived: false });
  });
});

describe('A success without a confirmation', () => {
  test('is found again only where the number begins the title', async () => {
    const zammad = new LittleZammad();
    const system = zammadAt();
    const about = aTicket({ number: 'BCD-FGH' });
    await system.deliver({ ticket: about, triedBefore: false });
    Object.assign(zammad.ticketOf('BCD-FGH'), { title: '[BCD-FGH] as in KMR-FTZ' });
    zammad.losesNextAnswer = true;
    const failed = await system
      .deliver({ ticket: aTicket(), triedBefore: false })
      .catch((error: unknown) => error);
    expect(failed).toMatchObject(later('ZAMMAD_URL'));
    const place = await system.deliver({ ticket: aTicket(), triedBefore: true });
    expect(zammad.tickets.size).toBe(2);
    expect(zammad.tickets.get(Number(place.id))?.title).toMatch(/^\[KMR-FTZ\]/);
  });

  test('is not looked for at the first attempt', async () => {
    answered(201, { id: 7 });
    nock(ZAMMAD).post('/api/v1/ticket_articles').reply(201, { id: 8 });
    expect(await delivery()).toMatchObject({ id: '7', page: `${ZAMMAD}/#ticket/zoom/7` });
  });

  test('is not repeated while nobody can check whether it is there', async () => {
    nock(ZAMMAD).get('/api/v1/tickets/search').query(true).reply(503);
    const second = zammadAt().deliver({ ticket: aTicket({ email: PRIVATE }), triedBefore: true });
    await expect(second).rejects.toMatchObject(later('503'));
  });
});

describe('A call of a Zammad that hangs', () => {
  const hangs = (method: 'get' | 'post', path: string) =>
    new Promise<void>((asked) => {
      nock(ZAMMAD)
        [method](path)
        .query(true)
        .reply(() => {
          asked();
          return new Promise(() => undefined);
        });
    });

  test('is stopped at once when a delivery is', async () => {
    const asked = hangs('post', '/api/v1/tickets');
    const stopping = new AbortController();
    const outcome = zammadAt(ZAMMAD, { timeoutMs: 60_000 })
      .deliver({ ticket: aTicket({ email: PRIVATE }), triedBefore: false }, stopping.signal)
      .catch((error: unknown) => error);
    await asked;
    stopping.abort();
    expect(await outcome).toMatchObject({ name: 'DeliveryError', isFinal: false });
  });

  test('is stopped at once when the look for news is', async () => {
    const asked = Promise.all([
      hangs('get', '/api/v1/tickets/7'),
      hangs('get', '/api/v1/ticket_articles/by_ticket/7'),
    ]);
    const stopping = new AbortController();
    const outcome = zammadAt(ZAMMAD, { timeoutMs: 60_000 })
      .fetchUpdates(there, stopping.signal)
      .catch((error: unknown) => error);
    await asked;
    stopping.abort();
    expect(await outcome).toMatchObject({ name: 'DeliveryError' });
  });
});

describe('A ticket that was deleted in Zammad', () => {
  const gone = { error: "Couldn't find Ticket with 'id'=7" };

  test('gets no more messages', async () => {
    nock(ZAMMAD).get('/api/v1/tickets/7').query(true).reply(404, gone);
    const { ticket, message } = withMessage(there, 'm-1', 'Hello?');
    await expect(zammadAt().deliver({ ticket, message, triedBefore: false })).rejects.toMatchObject(
      final('no longer in Zammad'),
    );
  });

  test('has no more updates, for good', async () => {
    nock(ZAMMAD).get('/api/v1/tickets/7').query(true).reply(404, gone);
    nock(ZAMMAD).get('/api/v1/ticket_articles/by_ticket/7').reply(404, gone);
    await expect(zammadAt().fetchUpdates(there)).rejects.toMatchObject(final('no longer in Zammad'));
  });

  test('is not taken for deleted where a proxy answers 404', async () => {
    nock(ZAMMAD).get('/api/v1/tickets/7').query(true).reply(404, '<h1>Not found</h1>');
    nock(ZAMMAD).get('/api/v1/ticket_articles/by_ticket/7').reply(404, '<h1>Not found</h1>');
    await expect(zammadAt().fetchUpdates(there)).rejects.toMatchObject(later('ZAMMAD_URL'));
  });
});

test('A message waits for its ticket to reach Zammad', async () => {
  const { ticket, message } = withMessage(aTicket(), 'm-1', 'Hello?');
  await expect(zammadAt().deliver({ ticket, message, triedBefore: false })).rejects.toMatchObject(
    later('not in Zammad yet'),
  );
});

/** Opens a server on this machine that answers so, and returns its address. */
async function serverThat(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    answer(response);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}
