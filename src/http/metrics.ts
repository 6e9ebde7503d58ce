import type { Server } from 'restify';
import type { Log } from '../lib/log.ts';
import type { Metric } from '../lib/metrics.ts';
import { fileHeaders, NO_STORE } from './headers.ts';
import { toHttpError } from './http-error.ts';
import { answering, respond, sendError } from './respond.ts';

export interface MetricsOptions {
  /** Checks the API key in an Authorization header. @throws HttpError 401 without a key that is known. */
  keys: { check(authorization: string | undefined): Promise<unknown> };
  log: Log;
  /** Counts anew for each request. */
  read: () => Promise<Metric[]>;
}

/** Adds `/metrics`, which Prometheus reads with an API key, to the server. */
export function mountMetrics(server: Server, { keys, log, read }: MetricsOptions): void {
  const headers = { ...NO_STORE, ...fileHeaders() };
  server.get('/metrics', async (request, response) =>
    answering(
      response,
      async () => {
        await keys.check(request.headers.authorization);
        const { type, text } = await inPrometheusFormat(await read());
        respond(response, 200, { ...headers, 'Content-Type': type }, text);
      },
      (error) => {
        const refusal = toHttpError(error, log, 'reading the metrics failed');
        const challenge = refusal.status === 401 && { 'WWW-Authenticate': 'Bearer' };
        sendError(response, refusal, { ...headers, ...challenge });
      },
    ),
  );
}

/** Writes metrics as Prometheus reads them; the library is loaded with the first request. */
async function inPrometheusFormat(metrics: readonly Metric[]): Promise<{ type: string; text: string }> {
  const { Gauge, Registry } = await import('prom-client');
  const registry = new Registry();
  for (const { name, help, samples } of metrics) {
    const labelNames = [...new Set(samples.flatMap(({ labels }) => Object.keys(labels)))];
    const gauge = new Gauge({ name, help, labelNames, registers: [registry] });
    for (const { labels, value } of samples) gauge.set(labels, value);
  }
  return { type: registry.contentType, text: await registry.metrics() };
}
