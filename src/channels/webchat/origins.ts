import type { IncomingMessage } from 'node:http';
import { HttpError } from '../../http/http-error.ts';

/** Checks the sites that may call the web chat. */
export interface Origins {
  /** Returns the site of a request, where a browser names it. @throws HttpError for a site that is not allowed. */
  check(request: IncomingMessage): string | undefined;
  /** Returns the headers by which a browser lets a page of that site read the answer. */
  headers(origin: string | undefined): Record<string, string>;
}

/** Creates the check that allows the assistant's own pages and the listed sites. */
export function createOrigins(listed: readonly string[]): Origins {
  const allowed = new Set(listed.map((site) => new URL(site).origin));
  return {
    check({ headers: { origin, host } }) {
      if (origin === undefined || allowed.has(origin)) return origin;
      if (URL.canParse(origin) && new URL(origin).host === host?.toLowerCase()) return origin;
      throw new HttpError(
        403,
        'OriginNotAllowed',
        'This site may not use the chat. Have its address added to the allowed origins of the assistant.',
      );
    },
    headers(origin): Record<string, string> {
      if (origin === undefined) return { Vary: 'Origin' };
      return {
        Vary: 'Origin',
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
        'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-Ms-Bot-Agent, X-Requested-With',
        'Access-Control-Max-Age': '600',
      };
    },
  };
}

/** Refuses a token that was issued to a page of one site and comes from a page of another. */
export function checkTokenOrigin(bound: string | undefined, origin: string | undefined): void {
  if (bound === undefined || origin === undefined || bound === origin) return;
  throw new HttpError(
    403,
    'WrongOrigin',
    'This token belongs to another site. Ask for a new one at POST /api/webchat/token.',
  );
}
