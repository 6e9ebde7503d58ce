import restify from 'restify';
import { incomingCorrelationId } from './http/incoming-correlation.ts';
import { correlated, correlationId } from './lib/correlation.ts';
import type { openLog } from './lib/log.ts';

/** Creates the HTTP server with its health check, and refuses requests whose Host header is malformed. */
export function createServer(log: ReturnType<typeof openLog>): restify.Server {
  const server = restify.createServer({
    name: 'access-assistant',
    ignoreTrailingSlash: true,
    // The types still name bunyan's logger; restify itself takes pino's.
    log: log as unknown as NonNullable<restify.ServerOptions['log']>,
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
  server.get('/healthz', (_request, response, next) => {
    response.json({ status: 'ok' });
    next();
  });
  return server;
}
