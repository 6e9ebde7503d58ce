import type { Server } from 'restify';
import { NO_STORE } from '../../http/headers.ts';
import { toHttpError } from '../../http/http-error.ts';
import { sendError, sendJson } from '../../http/respond.ts';
import type { Origins } from './access.ts';
import { API, BASE, FAILED } from './routes.ts';

/**
 * Lets pages of the allowed sites read every answer to their calls, also where the server refuses a call before it comes to a route.
 * What refuses has to be added to the server later.
 */
export function letSitesRead(server: Server, origins: Origins): void {
  server.pre((request, response, next) => {
    if (![API, BASE].some((path) => request.path().startsWith(`${path}/`))) return next();
    for (const [name, value] of Object.entries(origins.headers(request))) response.setHeader(name, value);
    if (request.method !== 'OPTIONS') return next();
    // A browser asks before a call; if this were refused, the page could not read the refusal of the call either.
    try {
      origins.check(request);
      sendJson(response, 200, {}, NO_STORE);
    } catch (error) {
      sendError(response, toHttpError(error, request.log, FAILED), NO_STORE);
    }
    return next(false);
  });
}
