import { describe, expect, test, vi } from 'vitest';
import { openMemoryStore } from '../../../src/store/memory.ts';
import { chatOutboxHandler, type SendToChat } from '../../../src/tickets/outbox/chat-handler.ts';
import { DeliveryError } from '../../../src/tickets/systems/ticket-system.ts';
import type { OutboxItem } from '../../../src/tickets/ticket-rows.ts';
import { Helpdesk } from '../../support/helpdesk.ts';
import { aTicket } from '../a-ticket.ts';

/** Tells nobody to stop. */
const RUNNING = new AbortController().signal;

const item: OutboxItem = {
  target: 'chat',
  ticket: 'KMR-FTZ',
  told: 'answered',
  message: 'm-1',
  attempts: 2,
  due: 0,
  since: '2026-11-25T09:00:00.000Z',
  isDead: false,
};
const ticket = aTicket({
  messages: [{ id: 'm-1', text: 'Hello', by: 'agent', at: item.since, delivery: 'waiting' }],
});

async function brought(outcome: Awaited<ReturnType<SendToChat>>, hasTalk = true) {
  const store = openMemoryStore();
  if (hasTalk)
    await store.commit([{ key: 'talk/talk-1', expected: null, value: {}, expiresAt: Date.now() + 60_000 }]);
  const said: unknown[] = [];
  const handler = chatOutboxHandler(store, async (event, turn) => {
    said.push([event.kind, event.message?.text, turn]);
    return outcome;
  });
  const change = await handler(ticket, { key: 'outbox/chat/KMR-FTZ/00001', item }, RUNNING);
  return { said, delivery: change?.(ticket).messages[0]?.delivery, keys: (await store.list('')).length };
}

describe("The helpdesk's reply", () => {
  test('appears in the chat, in a turn with an id', async () => {
    const { said, delivery } = await brought('reached');
    expect(said).toEqual([['answered', 'Hello', { id: 'outbox/chat/KMR-FTZ/00001', attempt: 2 }]]);
    expect(delivery).toBe('delivered');
  });

  test('is retried while the chat cannot be reached', async () => {
    const failure = await brought('failed').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DeliveryError);
    expect(failure).toMatchObject({ isFinal: false });
  });

  test.each(['failed', 'refused'] as const)(
    'shows on the ticket at once that it is late: %s',
    async (outcome) => {
      const failure = await brought(outcome).catch((error: unknown) => error);
      expect(failure).toMatchObject({ name: 'DeliveryError', isFinal: false });
      const { change } = failure as DeliveryError;
      expect(change?.(ticket).messages[0]?.delivery).toBe('late');
      const late = change?.(ticket) ?? ticket;
      expect(change?.(late)).toBe(late);
    },
  );

  test('goes to where the person wrote last', async () => {
    const old = { ...ticket, address: { serviceUrl: 'https://old.example/' } };
    const went: unknown[] = [];
    const to = async (state: object) => {
      const store = openMemoryStore();
      await store.commit([
        { key: 'talk/talk-1', expected: null, value: state, expiresAt: Date.now() + 60_000 },
      ]);
      const handler = chatOutboxHandler(store, async (event) => {
        went.push(event.ticket.address.serviceUrl);
        return 'reached';
      });
      const change = await handler(old, { key: 'k', item }, RUNNING);
      expect(change?.(old).address).toEqual(old.address);
    };
    await to({});
    await to({ address: { serviceUrl: 'https://new.example/' } });
    expect(went).toEqual(['https://old.example/', 'https://new.example/']);
  });

  test('waits for the person, while a mere notice is dropped after four days', async () => {
    const store = openMemoryStore();
    await store.commit([{ key: 'talk/talk-1', expected: null, value: {}, expiresAt: Date.now() + 60_000 }]);
    const handler = chatOutboxHandler(store, async () => 'refused');
    const { message: _, ...bare } = { ...item, told: 'taken' as const };
    const fresh = { ...bare, since: new Date().toISOString() };
    await expect(handler(ticket, { key: 'k', item: fresh }, RUNNING)).rejects.toThrow(DeliveryError);
    const old = { since: '2026-11-01T09:00:00.000Z' };
    expect(await handler(ticket, { key: 'k', item: { ...bare, ...old } }, RUNNING)).toBeUndefined();
    await expect(handler(ticket, { key: 'k', item: { ...item, ...old } }, RUNNING)).rejects.toThrow(
      DeliveryError,
    );
  });

  test('is noted as not delivered where the person has blocked the assistant', async () => {
    expect((await brought('blocked')).delivery).toBe('unreachable');
  });

  test('is noted as not delivered where the person has deleted their data, and does not bring it back', async () => {
    const { said, delivery, keys } = await brought('reached', false);
    expect(said).toEqual([]);
    expect(delivery).toBe('unreachable');
    expect(keys).toBe(0);
  });

  test('is not sent once the delivery was told to stop', async () => {
    const send = vi.fn<SendToChat>();
    const store = openMemoryStore();
    const handler = chatOutboxHandler(store, send);
    const queued = { key: 'outbox/chat/KMR-FTZ/00001', item };
    await expect(handler(ticket, queued, AbortSignal.abort())).rejects.toThrow();
    expect(send).not.toHaveBeenCalled();
  });

  test('appears once, though it was delivered twice', async () => {
    const helpdesk = new Helpdesk();
    await helpdesk.person.join();
    await helpdesk.person.say('human');
    await helpdesk.person.say('The code never reaches my phone.');
    await helpdesk.person.say('send');
    await helpdesk.claim();
    const before = helpdesk.person.seen.length;
    const current = await helpdesk.ticket();
    const handler = chatOutboxHandler(helpdesk.person.store, (event, turn) =>
      helpdesk.person.receiveTicketEvent(event, turn),
    );
    const waiting = { key: 'outbox/chat/x/00009', item: { ...item, told: 'taken' as const } };
    await handler(current, waiting, RUNNING);
    await handler(current, waiting, RUNNING);
    expect(helpdesk.person.seen.length).toBe(before + 1);
  });
});
