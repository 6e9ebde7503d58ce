import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';

/**
 * Refuses what a page of another site has a browser send. A program says neither where it comes from; its lack of a
 * cookie or token stops it elsewhere.
 * @param ownOrigin scheme and host under which people reach us, where a proxy hides it.
 */
export function checkSameSite({ headers }: IncomingMessage, ownOrigin: string | undefined): void {
  const { origin, host, 'sec-fetch-site': site } = headers;
  const isOwn =
    origin === undefined ||
    origin === ownOrigin ||
    (URL.canParse(origin) && new URL(origin).host === host?.toLowerCase());
  if (isOwn && (site === undefined || site === 'same-origin')) return;
  throw new HttpError(403, 'OtherSite', 'This was sent from a page of another site. Do it on our own page.');
}
