import type { Request, Response } from 'restify';
import { originOf } from '../../log.ts';
import { Refusal } from '../refusal.ts';
import type { Origins } from './origins.ts';

/** A status and the JSON that goes with it. */
export interface Answer {
  status: number;
  body: unknown;
}

/** Answers one request; `origin` is the allowed site it comes from. */
export type Handler = (request: Request, origin: string | undefined) => Promise<Answer>;

interface ErrorLog {
  error(fields: object, message: string): void;
}

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
      const refusal = asRefusal(error, request.log);
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

/** What the client is told about an error; one that nobody expected is logged. */
export function asRefusal(error: unknown, log: ErrorLog): Refusal {
  if (error instanceof Refusal) return error;
  logError(error, log);
  return new Refusal(500, 'ServerError', 'Something went wrong here. Try again in a moment.');
}

/** Logs where an error came from, but not its message, which may quote a person. */
export function logError(error: unknown, log: ErrorLog): void {
  log.error(originOf(error), 'a web chat request failed');
}
