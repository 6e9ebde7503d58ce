import { describe, expect, test } from 'vitest';
import { mountHealth } from '../../src/http/health.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { KEY, keys, listeningLog, serve } from '../helpdesk/suggest/support.ts';

async function open(store: () => Promise<void>) {
  const stopping = new AbortController();
  const { log, lines } = listeningLog();
  const checks = { store, content: async () => {} };
  const hasAccepted = () => false;
  const url = await serve((server) =>
    mountHealth(server, { checks, stopping: stopping.signal, keys: { ...keys, hasAccepted }, log }),
  );
  const look = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, { headers });
    return {
      status: response.status,
      body: await response.json(),
      after: response.headers.get('retry-after'),
    };
  };
  return { look, stopping, lines };
}

const broken = async () => {
  throw new StoreError('full', 'SQLITE_FULL 13');
};

describe('The health of the assistant', () => {
  test.each(['/livez', '/healthz'])(
    'is alive while it answers, whatever the store does: %s',
    async (path) => {
      const { look, stopping } = await open(broken);
      expect(await look(path)).toMatchObject({ status: 200, body: { status: 'ok' } });
      stopping.abort();
      expect(await look(path)).toMatchObject({ status: 200 });
    },
  );

  test('is ready while everything that it needs works', async () => {
    const { look, lines } = await open(async () => {});
    expect(await look('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });
    expect(lines).toEqual([]);
  });

  test('is not ready without its store: strangers get the bare status, holders of a key what is missing', async () => {
    const { look, lines } = await open(broken);
    expect(await look('/readyz')).toEqual({ status: 503, body: { status: 'unavailable' }, after: '5' });
    expect(await look('/readyz', { Authorization: 'Bearer hk_other' })).toMatchObject({
      body: { status: 'unavailable' },
    });
    const { body } = await look('/readyz', { Authorization: `Bearer ${KEY}` });
    expect(body).toEqual({ status: 'unavailable', missing: { store: 'full (SQLITE_FULL 13)' } });
    expect(lines).toHaveLength(1);
  });

  test('is not ready as soon as it stops', async () => {
    const { look, stopping } = await open(async () => {});
    stopping.abort();
    const { status, body } = await look('/readyz', { Authorization: `Bearer ${KEY}` });
    expect([status, body]).toEqual([503, { status: 'unavailable', missing: { process: 'stopping' } }]);
  });

  test('is looked at once for many questions that come together', async () => {
    let looks = 0;
    const { look } = await open(async () => void looks++);
    await Promise.all(Array.from({ length: 50 }, () => look('/readyz')));
    await look('/readyz');
    expect(looks).toBe(1);
  });
});
