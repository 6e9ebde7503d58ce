import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import type { ApiKeys } from '../../../src/helpdesk/api-keys.ts';
import { HttpError } from '../../../src/http/http-error.ts';
import { openLog } from '../../../src/lib/log.ts';
import { createServer } from '../../../src/server.ts';

export const KEY = 'hk_test';

/** Keys; one of them is valid. */
export const keys: Pick<ApiKeys, 'check'> = {
  async check(authorization) {
    if (authorization === `Bearer ${KEY}`) return { id: 'key-1', name: 'test' };
    throw new HttpError(
      401,
      'UnknownKey',
      'Send an API key of the helpdesk as "Authorization: Bearer hk_…".',
    );
  },
};

/** A log that collects its entries. */
export function listeningLog() {
  const lines: unknown[] = [];
  const note = (...line: unknown[]) => void lines.push(line);
  return { lines, log: { info: note, warn: note, error: note } };
}

/** Serves what is mounted on it until the test ends, and returns its address. */
export async function serve(mount: (server: ReturnType<typeof createServer>) => void): Promise<string> {
  const server = createServer(openLog('silent'));
  mount(server);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(async () => {
    const closed = once(server.server, 'close');
    server.close();
    server.server.closeAllConnections();
    await closed;
  });
  return `http://127.0.0.1:${server.address().port}`;
}
