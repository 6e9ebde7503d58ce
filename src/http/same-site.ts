import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';

/**
 * Refuses a request that a page of another site made a browser send. Programs send neither of the headers; they are
 * stopped elsewhere, for want of a cookie.
 * @param publicUrl the scheme and host under which people reach us; without it, the host that the request names counts.
 */
export function checkSameSite({ headers }: IncomingMessage, publicUrl: string | undefined): void {
  const { origin, host, 'sec-fetch-site': site } = headers;
  const isOwn =
    origin === undefined ||
    origin === publicUrl ||
    (publicUrl === undefined && URL.canParse(origin) && new URL(origin).host === host?.toLowerCase());
  if (isOwn && (site === undefined || site === 'same-origin')) return;
  throw new HttpError(403, 'OtherSite', 'This was sent from a page of another site. Do it on our own page.');
}
