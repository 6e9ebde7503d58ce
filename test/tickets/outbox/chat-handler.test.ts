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
