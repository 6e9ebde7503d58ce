import type { IncomingMessage } from 'node:http';

/** The query of a request. */
export function queryOf({ url }: IncomingMessage): URLSearchParams {
  return new URL(url ?? '', 'http://localhost').searchParams;
}
