import type { Registry } from 'prom-client';
import type { Server } from 'restify';
import type { Log } from '../lib/log.ts';
import type { Metric } from '../lib/metrics.ts';
import { once } from '../lib/once.ts';
import { fileHeaders, NO_STORE } from './headers.ts';
import { toHttpError } from './http-error.ts';
import { answering, respond, sendError } from './respond.ts';

export interface MetricsOptions {
  /** Checks the API key in an Authorization header. @throws HttpError 401 without a key that is known. */
  keys: { check(authorization: string | undefined): Promise<unknown> };
  log: Log;
  /** What is counted all the time. */
  registry: Registry;
  /** Counts the rest afresh for each request. */
  read: () => Promise<Metric[]>;
}

/** Adds `/metrics`, which Prometheus reads with an API key, to the server. */
export function mountMetrics(server: Server, { keys, log, registry, read }: MetricsOptions): void {
  const headers = { ...NO_STORE, ...fileHeaders() };
  server.get('/metrics', async (request, response) =>
    answering(
      response,
      async () => {
        await keys.check(request.headers.authorization);
        const registries = [registry, await registryOf(await read()), await processRegistry()];
        const texts = await Promise.all(registries.map((each) => each.metrics()));
        respond(response, 200, { ...headers, 'Content-Type': registry.contentType }, texts.join('\n'));
      },
      (error) => {
        const refusal = toHttpError(error, log, 'reading the metrics failed');
        const challenge = refusal.status === 401 && { 'WWW-Authenticate': 'Bearer' };
        sendError(response, refusal, { ...headers, ...challenge });
      },
    ),
  );
}

/** Puts numbers into a registry of their own. */
async function registryOf(metrics: readonly Metric[]): Promise<Registry> {
  const { Counter, Gauge, Registry } = await import('prom-client');
  const registry = new Registry();
  for (const { kind, name, help, samples } of metrics) {
    const labelNames = [...new Set(samples.flatMap(({ labels }) => Object.keys(labels)))];
    const Kind = kind === 'counter' ? Counter : Gauge;
    const metric = new Kind({ name, help, labelNames, registers: [registry] });
    for (const { labels, value } of samples) metric.inc(labels, value);
  }
  return registry;
}

/** Returns what Node says about this process: memory, processor, event loop and the like, from the first request on. */
const processRegistry = once(async (): Promise<Registry> => {
  const { collectDefaultMetrics, Registry } = await import('prom-client');
  const register = new Registry();
  collectDefaultMetrics({ register });
  return register;
});
