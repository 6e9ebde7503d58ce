import type { Agent, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import https from 'node:https';
import { promisify } from 'node:util';
import { unzip } from 'node:zlib';
import { http } from '../../http/node-http.ts';

/** Connections stay open, since a new one takes longer than a message. */
const AGENTS = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true }),
};
/** The SDK's names for a request without an answer, and for an answer that broke off: only the first is repeated. */
const NOT_SENT = 'REQUEST_SEND_ERROR';
const BROKEN_OFF = 'PARSE_ERROR';

/** A request to Teams. */
interface Outgoing {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** The agent of a proxy. */
  agent?: Agent | undefined;
}

/** The answer of Teams to a request. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Sends a request and reads its answer, whatever its status. @throws Error in the shape that the SDK's client gives its own */
export function exchange({ method, url, headers, body, agent }: Outgoing): Promise<Answer> {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const isSecure = protocol === 'https:';
  return new Promise((answered, failed) => {
    const request = (isSecure ? https : http).request({
      agent: agent ?? AGENTS[isSecure ? 'https:' : 'http:'],
      hostname,
      port,
      path: pathname + search,
      method,
      headers: body === undefined ? headers : { ...headers, 'Content-Length': Buffer.byteLength(body) },
    });
    request.once('error', (error: NodeJS.ErrnoException) => failed(restError(error, error.code ?? NOT_SENT)));
    request.once('response', (response) => {
      textOf(response).then(
        (text) => answered({ status: response.statusCode ?? 0, headers: response.headers, text }),
        (error: Error) => failed(restError(error, BROKEN_OFF)),
      );
    });
    request.end(body);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  // By events, since a loop over the stream waits several times for each piece.
  await new Promise((done, failed) => {
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.once('end', done).once('error', failed);
  });
  const bytes = Buffer.concat(chunks);
  const isPlain = response.headers['content-encoding'] === undefined;
  return (isPlain ? bytes : await promisify(unzip)(bytes)).toString('utf8');
}

/** The SDK's client repeats a request after an error of this name, by its code. */
function restError(error: Error, code: string): Error {
  return Object.assign(error, { name: 'RestError', code });
}
