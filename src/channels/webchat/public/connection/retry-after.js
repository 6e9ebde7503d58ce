// @ts-check

const TOO_MANY_REQUESTS = 429;
const UNAVAILABLE = 503;
/** For a server, or a proxy in front of it, that does not say how long. */
const DEFAULT_SECONDS = 5;
/** Nobody watches a page that waits for longer than this; a server that asks for more is asked again earlier. */
const MOST_SECONDS = 60;

/**
 * Returns for how long a server that has too much to do, or cannot do anything at the moment, asks to wait; undefined for
 * any other answer.
 * @param {number} status
 * @param {string | null | undefined} retryAfter
 */
export function waitMs(status, retryAfter) {
  if (status !== TOO_MANY_REQUESTS && status !== UNAVAILABLE) return undefined;
  const seconds = Number(retryAfter);
  return 1000 * (seconds > 0 ? Math.min(seconds, MOST_SECONDS) : DEFAULT_SECONDS);
}

/**
 * Makes a call again and again for as long as the server asks to wait.
 * @param {() => Promise<Response>} call
 * @param {() => void} onWait
 */
export async function patiently(call, onWait) {
  for (;;) {
    const response = await call();
    const ms = waitMs(response.status, response.headers.get('Retry-After'));
    if (ms === undefined) return response;
    onWait();
    await pause(ms);
  }
}

/**
 * @param {number} ms
 * @returns {Promise<void>}
 */
export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
