import type { Request, Response, Server } from 'restify';
import { HttpError } from '../http/http-error.ts';
import { sendError } from '../http/respond.ts';
import type { Limits } from './limits.ts';

/** A refused probe would count as a sick process and end in a restart; what they answer is cheap. */
const PROBES = new Set(['/livez', '/readyz', '/healthz']);

/** Refuses all requests of an address that sends far more than a hospital's people do, before anything else looks at them. */
export function limitRequests(server: Server, limits: Limits): void {
  server.pre((request: Request, response: Response, next) => {
    if (PROBES.has(request.path())) return next();
    limits.checkAddress('requests', request).then(
      () => next(),
      (error: unknown) => {
        if (!(error instanceof HttpError)) return next();
        sendError(response, error, error.headers);
        return next(false);
      },
    );
  });
}
