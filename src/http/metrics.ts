import type { Server } from 'restify';
import type { Log } from '../lib/log.ts';
import { toHttpError } from './http-error.ts';
import type { KeyCheck } from './key-check.ts';

/** Something that is counted at this moment (a gauge), by the values of its labels. */
export interface Metric {
  name: string;
  help: string;
  samples: { labels: Record<string, string>; value: number }[];
}

export interface MetricsOptions {
  keys: KeyCheck;
  log: Log;
  /** Asked each time somebody looks. */
  read: () => Promise<Metric[]>;
}

/** Adds `/metrics`, which Prometheus reads with an API key, to the server. */
export function mountMetrics(server: Server, { keys, log, read }: MetricsOptions): void {
  server.get('/metrics', async (request, response) => {
    const headers = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };
    try {
      await keys.check(request.headers.authorization);
      const { type, text } = await written(await read());
      response.writeHead(200, { ...headers, 'Content-Type': type });
      response.end(text);
    } catch (error) {
      const { status, body } = toHttpError(error, log, 'reading the metrics failed');
      response.writeHead(status, {
        ...headers,
        'Content-Type': 'application/json; charset=utf-8',
        ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
      });
      response.end(JSON.stringify(body));
    }
  });
}

/** The library is loaded when somebody looks for the first time. */
async function written(metrics: readonly Metric[]): Promise<{ type: string; text: string }> {
  const { Gauge, Registry } = await import('prom-client');
  const registry = new Registry();
  for (const { name, help, samples } of metrics) {
    const labelNames = [...new Set(samples.flatMap(({ labels }) => Object.keys(labels)))];
    const gauge = new Gauge({ name, help, labelNames, registers: [registry] });
    for (const { labels, value } of samples) gauge.set(labels, value);
  }
  return { type: registry.contentType, text: await registry.metrics() };
}
