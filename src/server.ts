import restify from 'restify';
import { HttpError } from './http/http-error.ts';
import { incomingCorrelationId } from './http/incoming-correlation.ts';
import { sendError } from './http/respond.ts';
import { correlated, correlationId } from './lib/correlation.ts';
import type { openLog } from './lib/log.ts';

/** A client that takes longer is cut off: it would keep its connection, and in the end all of them, for itself. */
const HEAD_WITHIN_MS = 15_000;
const BODY_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 5_000;

const STOPPING = new HttpError(503, 'Stopping', 'The assistant is restarting. Try again in a moment.', {
  'Retry-After': '5',
  Connection: 'close',
});

/** Creates the HTTP server. It gives each request its correlation id, and refuses those whose Host header is malformed. */
export function createServer(log: ReturnType<typeof openLog>): restify.Server {
  const server = restify.createServer({
    name: 'access-assistant',
    ignoreTrailingSlash: true,
    // The types still name bunyan's logger; restify itself takes pino's.
    log: log as unknown as NonNullable<restify.ServerOptions['log']>,
  });
  // Node reads the last of them when the server begins to listen.
  Object.assign(server.server, {
    headersTimeout: HEAD_WITHIN_MS,
    requestTimeout: BODY_WITHIN_MS,
    connectionsCheckingInterval: LOOK_EVERY_MS,
  });
  server.pre((request, response, next) =>
    correlated(incomingCorrelationId(request), () => {
      response.setHeader('X-Correlation-ID', String(correlationId()));
      next();
    }),
  );
  // restify's router builds a URL from the Host header; a malformed one would end the process.
  server.pre((request, response, next) => {
    if (URL.canParse(`http://${request.headers.host ?? ''}`)) return next();
    response.json(400, { error: { code: 'BadHost', message: 'The Host header is not the name of a host.' } });
    return next(false);
  });
  return server;
}

/** Refuses, once the assistant stops, every request but the question whether it is ready. */
export function refuseOnceStopping(server: restify.Server, stopping: AbortSignal): void {
  server.pre((request, response, next) => {
    if (!stopping.aborted || request.path() === '/readyz') return next();
    sendError(response, STOPPING, STOPPING.headers);
    return next(false);
  });
}

/** Begins to listen. @throws Error that names the setting to change, where the address cannot be had. */
export function listen(
  server: restify.Server,
  { port, host }: { port: number; host: string },
): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      const what = inUse
        ? `PORT ${port} is in use on ${host}. Set a different one. Example: PORT=3979`
        : `HOST ${host} with PORT ${port} cannot be listened on (${error.message}). Example: HOST=127.0.0.1`;
      failed(new Error(what, { cause: error }));
    });
    server.listen(port, host, () => listening());
  });
}
