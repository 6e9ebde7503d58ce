import type { IncomingMessage } from 'node:http';
import { isSecret } from '../secret.ts';

/** With this prefix browsers accept a cookie only from this very host, only marked as secure, and for all its paths. */
export const SESSION_COOKIE = '__Host-helpdesk';
export const PENDING_COOKIE = '__Host-helpdesk-pending';

/** Reads the secret in a cookie; undefined where there is none, more than one, or one that cannot be ours. */
export function secretIn({ headers }: IncomingMessage, cookie: string): string | undefined {
  const [value, ...others] = (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${cookie}=`))
    .map((pair) => pair.slice(cookie.length + 1));
  return value !== undefined && others.length === 0 && isSecret(value) ? value : undefined;
}

/** Returns a Set-Cookie header; without a lifetime the cookie ends with the browser session. */
export function setCookie(cookie: string, secret: string, lifeMs?: number): string {
  // Lax: the way back from the issuer is a link from another site.
  const life = lifeMs === undefined ? '' : `; Max-Age=${lifeMs / 1000}`;
  return `${cookie}=${secret}; Path=/; Secure; HttpOnly; SameSite=Lax${life}`;
}

/** Returns a Set-Cookie header that deletes a cookie. */
export function clearCookie(cookie: string): string {
  return setCookie(cookie, '', 0);
}
