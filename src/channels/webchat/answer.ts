import type { Request, Response } from 'restify';
import { toHttpError } from '../../http/http-error.ts';
import type { Origins } from './origins.ts';

/** What the log says of an error that nobody expected. */
export const FAILED = 'a web chat request failed';

/** A status and the JSON that goes with it. */
export interface Answer {
  status: number;
  body: unknown;
}

/** Answers one request; `origin` is the allowed site it comes from. */
export type Handler = (request: Request, origin: string | undefined) => Promise<Answer>;

/** Makes a handler into a route: it checks the site, answers in JSON whatever happens, and never lets an error out. */
export function route(
  origins: Origins,
  handler: Handler,
): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    let origin: string | undefined;
    let answer: Answer;
    try {
      origin = origins.check(request);
      answer = await handler(request, origin);
    } catch (error) {
      if (response.destroyed) return;
      const refusal = toHttpError(error, request.log, FAILED);
      answer = { status: refusal.status, body: refusal.body };
    }
    response.writeHead(answer.status, {
      ...origins.headers(origin),
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...(answer.status === 413 && { Connection: 'close' }),
    });
    response.end(JSON.stringify(answer.body));
  };
}
