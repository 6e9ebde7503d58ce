import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server } from 'restify';
import { WebSocketServer } from 'ws';
import { HttpError, toHttpError } from '../../http/http-error.ts';
import { incomingCorrelationId } from '../../http/incoming-correlation.ts';
import { http } from '../../http/node-http.ts';
import { correlated } from '../../lib/correlation.ts';
import { type Limits, tooMany } from '../../limits/limits.ts';
import { OPEN_STREAMS_OF_ADDRESS } from '../../limits/rules.ts';
import type { Access, Origins } from './access.ts';
import { readWatermark } from './parse-activity.ts';
import { FAILED } from './routes.ts';
import type { Streams } from './streams.ts';

const STREAM_PATH = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;
/** Clients send only empty messages, to notice a broken connection. */
const MAX_MESSAGE_BYTES = 1024;
/** When an address with too many streams may try to open another one. */
const OPEN_AGAIN_MS = 30_000;

interface Parts {
  access: Access;
  limits: Limits;
  origins: Origins;
  streams: Streams;
}

/** Accepts WebSockets for the streams of conversations; returns a function that stops this. */
export function acceptStreams(server: Server, { access, limits, origins, streams }: Parts): () => void {
  const webSockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });

  async function admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    await limits.checkAddress('newStreams', request);
    const address = URL.parse(request.url ?? '', 'http://localhost');
    const conversation = STREAM_PATH.exec(address?.pathname ?? '')?.[1];
    if (!address || conversation === undefined)
      throw new HttpError(404, 'NotFound', 'There is no stream at this address.');
    const watermark = readWatermark(address.searchParams.get('watermark'));
    const credentials = { token: address.searchParams.get('t') ?? undefined, origin: origins.check(request) };
    await access.claimsFor(credentials, 'stream', conversation);
    if (streams.isFull) throw tooBusy();
    const client = limits.addressOf(request);
    if (streams.openFrom(client) >= OPEN_STREAMS_OF_ADDRESS) throw tooMany({ retryMs: OPEN_AGAIN_MS });
    if (!streams.hasRoom(conversation)) {
      throw new HttpError(
        429,
        'TooManyStreams',
        'Too many windows show this conversation. Close some of them.',
      );
    }
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      streams.add(conversation, webSocket, watermark, client);
    });
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const isOurs = request.url?.startsWith('/v3/directline/');
    if (!isOurs && server.listenerCount('upgrade') > 1) return;
    socket.on('error', () => socket.destroy());
    correlated(incomingCorrelationId(request), () =>
      admit(request, socket, head).catch((error: unknown) =>
        refuse(socket, toHttpError(error, server.log, FAILED)),
      ),
    );
  });
  return () => webSockets.close();
}

function tooBusy(): HttpError {
  return new HttpError(
    503,
    'TooBusy',
    'Too many windows are open here. Ask for new messages instead, or try again.',
    {
      'Retry-After': '30',
    },
  );
}

function refuse(socket: Duplex, refusal: HttpError): void {
  const body = JSON.stringify(refusal.body);
  const headers = Object.entries(refusal.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${refusal.status} ${http.STATUS_CODES[refusal.status]}\r\n` +
      `Content-Type: application/json\r\nConnection: close\r\n${headers.join('')}` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
