import type { IncomingMessage } from 'node:http';
import { isSecret } from '../secret.ts';

/** The prefix has browsers take a cookie only from this very host, only marked secure, and for all of its paths. */
export const SESSION_COOKIE = '__Host-helpdesk';
export const PENDING_COOKIE = '__Host-helpdesk-pending';

/** The secret in a cookie; undefined where there is none, more than one, or something that we never gave. */
export function secretIn({ headers }: IncomingMessage, cookie: string): string | undefined {
  const [value, ...others] = (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${cookie}=`))
    .map((pair) => pair.slice(cookie.length + 1));
  return value !== undefined && others.length === 0 && isSecret(value) ? value : undefined;
}

/** A Set-Cookie header; without a life, the cookie ends with the browser. */
export function setCookie(cookie: string, secret: string, lifeMs?: number): string {
  // Lax: the way back from the issuer is a link from another site.
  const life = lifeMs === undefined ? '' : `; Max-Age=${lifeMs / 1000}`;
  return `${cookie}=${secret}; Path=/; Secure; HttpOnly; SameSite=Lax${life}`;
}

/** A Set-Cookie header that takes a cookie away. */
export function takeCookie(cookie: string): string {
  return setCookie(cookie, '', 0);
}
