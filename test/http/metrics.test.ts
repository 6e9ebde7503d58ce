import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { mountMetrics } from '../../src/http/metrics.ts';
import { LISTED, OUTBOX } from '../../src/store/keys.ts';
import { openMemoryStore } from '../../src/store/memory.ts';
import { ticketMetrics } from '../../src/tickets/ticket-metrics.ts';
import type { InboxRow, OutboxItem } from '../../src/tickets/ticket-rows.ts';
import { KEY, keys, listeningLog, serve } from '../helpdesk/suggest/support.ts';

const HOUR = 3_600_000;

async function filledStore() {
  const store = openMemoryStore();
  const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
  const ticket = (number: string, state: InboxRow['state']): InboxRow => ({
    number,
    state,
    desk: 'd',
    openedAt: ago(1),
    changedAt: ago(1),
    waitsForUs: false,
    toldToWait: false,
  });
  const item = (target: string, hours: number, isDead: boolean): OutboxItem => ({
    target,
    ticket: 'BCD-FGH',
    attempts: 1,
    due: 0,
    since: ago(hours),
    isDead,
  });
  const rows: [string, unknown][] = [
    [`${LISTED}a`, ticket('a', 'open')],
    [`${LISTED}b`, ticket('b', 'open')],
    [`${LISTED}c`, ticket('c', 'closed')],
    [`${OUTBOX}email/a/1`, item('email', 2, false)],
    [`${OUTBOX}chat/a/2`, item('chat', 1, false)],
    [`${OUTBOX}email/b/1`, item('email', 50, true)],
  ];
  await store.commit(
    rows.map(([key, value]) => ({ key, value, expected: null, expiresAt: Date.now() + HOUR })),
  );
  return store;
}

async function open(read: () => ReturnType<typeof ticketMetrics>) {
  const { log, lines } = listeningLog();
  const url = await serve((server) => mountMetrics(server, { keys, log, registry: new Registry(), read }));
  const look = (key?: string) =>
    fetch(`${url}/metrics`, key === undefined ? {} : { headers: { Authorization: `Bearer ${key}` } });
  return { look, lines };
}

describe('The metrics', () => {
  test('count tickets by state, and deliveries that wait or were given up by target', async () => {
    const store = await filledStore();
    const { look } = await open(() => ticketMetrics(store, ['email', 'chat', 'zammad']));
    const response = await look(KEY);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const lines = (await response.text()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        '# TYPE helpdesk_outbox_waiting gauge',
        'helpdesk_outbox_waiting{target="email"} 1',
        'helpdesk_outbox_waiting{target="chat"} 1',
        'helpdesk_outbox_waiting{target="zammad"} 0',
        'helpdesk_outbox_dead{target="email"} 1',
        'helpdesk_outbox_dead{target="chat"} 0',
        'helpdesk_outbox_age_seconds{target="zammad"} 0',
        'helpdesk_tickets{state="open"} 2',
        'helpdesk_tickets{state="taken"} 0',
        'helpdesk_tickets{state="closed"} 1',
      ]),
    );
    const oldest = lines.find((line) => line.startsWith('helpdesk_outbox_oldest_seconds '))?.split(' ')[1];
    expect(Math.round(Number(oldest) / 3600)).toBe(2);
  });

  test('are counted anew for each request, and are 0 when there is nothing to count', async () => {
    const { look } = await open(() => ticketMetrics(openMemoryStore(), ['chat']));
    await look(KEY);
    const text = await (await look(KEY)).text();
    expect(text).toContain('helpdesk_outbox_waiting{target="chat"} 0');
    expect(text).toContain('helpdesk_outbox_oldest_seconds 0');
  });

  test('are refused to a program without a key', async () => {
    const { look } = await open(() => ticketMetrics(openMemoryStore(), []));
    for (const key of [undefined, 'hk_other']) {
      const response = await look(key);
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(await response.text()).not.toContain('helpdesk_');
    }
  });

  test('answer with an error when the store cannot be read, and log it', async () => {
    const { look, lines } = await open(async () => {
      throw new Error('down');
    });
    expect((await look(KEY)).status).toBe(500);
    expect(lines.length).toBe(1);
  });
});
