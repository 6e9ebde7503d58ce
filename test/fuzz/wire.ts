import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as it goes over the line; the path is not put right, as fetch would do. */
export interface Wire {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** The response to a request; `body` is empty where the request became a WebSocket. */
export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
  ms: number;
}

const ANSWERED_WITHIN_MS = 30_000;
const agent = new Agent({ keepAlive: true });

/** Sends a request and returns the answer; undefined where Node refuses to send something so malformed. */
export async function send(url: string, wire: Wire): Promise<Answer | undefined> {
  try {
    return await sendOnce(url, wire);
  } catch (error) {
    // The server may close a connection in the moment in which it is used again; a browser tries again, too.
    if (error instanceof ClosedMeanwhile) return sendOnce(url, wire);
    throw error;
  }
}

class ClosedMeanwhile extends Error {}

async function sendOnce(url: string, wire: Wire): Promise<Answer | undefined> {
  const begun = performance.now();
  const { hostname, port } = new URL(url);
  const { method, path, headers = {}, body } = wire;
  const outgoing = (() => {
    try {
      return request({ agent, hostname, port, method, path, headers, timeout: ANSWERED_WITHIN_MS });
    } catch {
      return undefined;
    }
  })();
  if (!outgoing) return undefined;
  return new Promise((answered, failed) => {
    const answer = (incoming: IncomingMessage, read: string) =>
      answered({
        status: incoming.statusCode ?? 0,
        headers: incoming.headers,
        body: read,
        ms: performance.now() - begun,
      });
    outgoing.on('upgrade', (incoming, socket) => {
      socket.destroy();
      answer(incoming, '');
    });
    outgoing.on('response', (incoming) => {
      // An event stream has no end.
      if (incoming.headers['content-type']?.startsWith('text/event-stream')) {
        incoming.on('error', () => undefined);
        incoming.destroy();
        answer(incoming, '');
      } else text(incoming).then((read) => answer(incoming, read), failed);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${ANSWERED_WITHIN_MS} ms`)));
    outgoing.on('error', (error) =>
      failed(outgoing.reusedSocket ? new ClosedMeanwhile(error.message) : error),
    );
    outgoing.end(body);
  });
}
