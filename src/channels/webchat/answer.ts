import type { Request, Response } from 'restify';
import { NO_STORE } from '../../http/headers.ts';
import { toHttpError } from '../../http/http-error.ts';
import { answering, sendJson } from '../../http/respond.ts';
import type { Origins } from './origins.ts';

/** The log message for an unexpected error. */
export const FAILED = 'a web chat request failed';

/** A status and the JSON that goes with it. */
export interface Answer {
  status: number;
  body: unknown;
}

/** Answers a request; `origin` is the allowed site that a browser names. */
export type Handler = (request: Request, origin: string | undefined) => Promise<Answer>;

/** Makes a route of a handler: it checks the site, and answers errors as JSON too. */
export function route(
  origins: Origins,
  handler: Handler,
): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    let origin: string | undefined;
    const send = ({ status, body }: Answer) =>
      sendJson(response, status, body, { ...origins.headers(origin), ...NO_STORE });
    await answering(
      response,
      async () => {
        origin = origins.check(request);
        send(await handler(request, origin));
      },
      (error) => send(toHttpError(error, request.log, FAILED)),
    );
  };
}
