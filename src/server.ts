import restify from 'restify';

/** The HTTP server with what every part of it shares: the health check, and errors as JSON. */
export function createServer(): restify.Server {
  const server = restify.createServer({ name: 'access-assistant', ignoreTrailingSlash: true });
  server.get('/healthz', (_request, response, next) => {
    response.json({ status: 'ok' });
    next();
  });
  return server;
}
