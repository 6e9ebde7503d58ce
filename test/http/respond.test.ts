import { describe, expect, test, vi } from 'vitest';
import { html } from '../../src/http/html.ts';
import { HttpError } from '../../src/http/http-error.ts';
import {
  answering,
  respond,
  seeOther,
  sendDownload,
  sendError,
  sendJson,
  sendPrivatePage,
} from '../../src/http/respond.ts';
import { serve } from '../helpdesk/suggest/support.ts';

type Answer = Parameters<Parameters<Parameters<typeof serve>[0]>[0]['get']>[1];

/** Asks a server whose one route answers like this. */
async function ask(answer: Answer): Promise<Response> {
  const url = await serve((server) => server.get('/', answer));
  return fetch(url, { redirect: 'manual' });
}

describe('An answer', () => {
  test('that refuses a request carries the headers of the refusal', async () => {
    const response = await ask(async (_request, response) =>
      answering(
        response,
        async () => {
          throw new HttpError(429, 'TooMany', 'Wait.', { 'Retry-After': '7' });
        },
        (error) => sendError(response, error as HttpError, { Vary: 'Origin' }),
      ),
    );
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    expect(response.headers.get('vary')).toBe('Origin');
  });

  test('in JSON says so, and carries the headers of its caller', async () => {
    const response = await ask(async (_request, response) =>
      sendJson(response, 201, { a: 'ä' }, { Vary: 'Origin' }),
    );
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('vary')).toBe('Origin');
    expect(await response.json()).toEqual({ a: 'ä' });
  });

  test('that refuses a request gives programs the code and people the reason', async () => {
    const response = await ask(async (_request, response) =>
      sendError(response, new HttpError(409, 'TooLate', 'Somebody was faster.')),
    );
    expect(response.status).toBe(409);
    expect(await response.json()).toEqual({ error: { code: 'TooLate', message: 'Somebody was faster.' } });
  });

  test('to a body that was too large ends the connection, and no other does', async () => {
    const status = async (code: number) =>
      (await ask(async (_request, response) => respond(response, code, {}, 'x'))).headers.get('connection');
    expect(await status(413)).toBe('close');
    expect(await status(400)).toBe('keep-alive');
  });

  test('for somebody who has signed in is kept by no cache and shown in no frame', async () => {
    const response = await ask(async (_request, response) =>
      sendPrivatePage(response, 200, html`<p>${'<b>'}</p>`),
    );
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(await response.text()).toBe('<p>&lt;b&gt;</p>');
  });

  test('that leads on is fetched by GET, with the cookies it sets', async () => {
    const response = await ask(async (_request, response) =>
      seeOther(response, '/there', { 'Set-Cookie': ['a=1', 'b=2'] }),
    );
    expect([response.status, response.headers.get('location')]).toEqual([303, '/there']);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  test('to save as a file has its name', async () => {
    const response = await ask(async (_request, response) =>
      sendDownload(response, 'a.csv', 'text/csv', 'x'),
    );
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="a.csv"');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  });
});

describe('A handler that fails', () => {
  test('has its error answered', async () => {
    const response = await ask(async (_request, response) =>
      answering(
        response,
        async () => {
          throw new Error('broken');
        },
        (error) => sendJson(response, 500, String(error)),
      ),
    );
    expect([response.status, await response.json()]).toEqual([500, 'Error: broken']);
  });

  test('after it has begun to answer is not answered for again', async () => {
    const logged = vi.fn();
    const response = await ask(async (_request, response) =>
      answering(
        response,
        async () => {
          respond(response, 200, {}, 'as far as it got');
          throw new Error('broken');
        },
        (error) => {
          logged(error);
          sendJson(response, 500, String(error));
        },
      ),
    );
    expect([response.status, await response.text()]).toEqual([200, 'as far as it got']);
    expect(logged).toHaveBeenCalledOnce();
  });

  test.each([
    ['is logged after its client has gone', new Error('broken'), 1],
    ['is no failure where the client leaves while it sends its body', aborted(), 0],
  ])('%s', async (_, error, times) => {
    const refuse = vi.fn();
    const answered = Promise.withResolvers<void>();
    const asked = ask(async (_request, response) => {
      await answering(
        response,
        async () => {
          response.destroy();
          throw error;
        },
        refuse,
      );
      respond(response, 200, {}, 'nobody reads this');
      answered.resolve();
    });
    await expect(asked).rejects.toThrow();
    await answered.promise;
    expect(refuse).toHaveBeenCalledTimes(times);
  });
});

/** The error by which Node.js tells that a request ended before its body did. */
function aborted(): Error {
  return Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
}
