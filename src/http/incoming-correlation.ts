import type { IncomingMessage } from 'node:http';

/** Only what proxies and tracing libraries generate: anything else could be a name, and would be in every log. */
const REQUEST_ID = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
/** The trace id in the header of W3C Trace Context; one made only of zeros is not valid. */
const TRACE_PARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Returns the id under which a proxy or the calling program logs a request; undefined where neither sends a well-formed one. */
export function incomingCorrelationId({ headers }: IncomingMessage): string | undefined {
  const requestId = headers['x-request-id'];
  if (typeof requestId === 'string' && REQUEST_ID.test(requestId)) return requestId.toLowerCase();
  return TRACE_PARENT.exec(String(headers.traceparent ?? ''))?.[1];
}
