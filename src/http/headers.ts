/** Headers that say what a page may load (nothing from other sites) and who may show it in a frame. */

type Policy = Record<string, readonly string[]>;

const SELF = "'self'";
/** The hash of an empty style element: a part of Web Chat adds one without the nonce, and fills it by script. */
const EMPTY = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
const HOST = /^[a-z0-9.:[\]-]+$/i;

/** Returns the headers of a plain page: it loads only our own files, its forms go to us, and no other site shows it in a frame. */
export function pageHeaders(): Record<string, string> {
  return headers({
    'form-action': [SELF],
    'script-src': [SELF],
    'style-src': [SELF],
    'img-src': [SELF],
    'frame-src': [SELF],
    'frame-ancestors': [SELF],
  });
}

/** Returns the headers of a page for people who have signed in: its forms go only to us, no frame shows it, no cache keeps it. */
export function privatePageHeaders(): Record<string, string> {
  return {
    ...headers({
      'script-src': [SELF],
      'style-src': [SELF],
      'img-src': [SELF],
      'connect-src': [SELF],
      'form-action': [SELF],
      'frame-ancestors': ["'none'"],
    }),
    'X-Frame-Options': 'DENY',
    ...NO_STORE,
  };
}

/**
 * Returns the headers of the page with the chat. The nonce allows the styles that Web Chat writes; the policy names
 * `host` because not every browser takes 'self' to include WebSockets.
 */
export function chatHeaders(
  host: string | undefined,
  nonce: string,
  origins: readonly string[],
): Record<string, string> {
  const sockets = host !== undefined && HOST.test(host) ? [`ws://${host}`, `wss://${host}`] : [];
  return headers({
    'script-src': [SELF],
    'style-src': [SELF, `'nonce-${nonce}'`, EMPTY],
    'img-src': [SELF, 'blob:', 'data:'],
    'connect-src': [SELF, ...sockets],
    'frame-ancestors': [SELF, ...origins.map((site) => new URL(site).origin)],
  });
}

/** Keeps an answer out of every cache. */
export const NO_STORE = { 'Cache-Control': 'no-store' };

/** Returns the headers of a script, style or other file. */
export function fileHeaders(): Record<string, string> {
  return { 'X-Content-Type-Options': 'nosniff' };
}

function headers(policy: Policy): Record<string, string> {
  const whole: Policy = {
    'default-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    ...policy,
  };
  return {
    ...fileHeaders(),
    'Content-Security-Policy': Object.entries(whole)
      .map(([name, values]) => [name, ...values].join(' '))
      .join('; '),
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    'Cache-Control': 'no-cache',
  };
}
