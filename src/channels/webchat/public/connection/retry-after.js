// @ts-check

export const TOO_MANY_REQUESTS = 429;
const UNAVAILABLE = 503;
/** For a server, or a proxy in front of it, that does not say how long. */
const DEFAULT_SECONDS = 5;
/** Nobody watches a page that waits for longer than this; a server that asks for more is asked again earlier. */
const MOST_SECONDS = 60;

/**
 * Returns for how long a server that has too much to do, or cannot do anything at the moment, asks to wait; undefined for
 * any other answer.
 * @param {import('./ask.js').Answer} answer
 */
export function waitMs({ status, retryAfter }) {
  if (status !== TOO_MANY_REQUESTS && status !== UNAVAILABLE) return undefined;
  const seconds = Number(retryAfter);
  return 1000 * (seconds > 0 ? Math.min(seconds, MOST_SECONDS) : DEFAULT_SECONDS);
}
