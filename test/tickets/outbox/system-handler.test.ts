import { describe, expect, test, vi } from 'vitest';
import { systemOutboxHandler } from '../../../src/tickets/outbox/system-handler.ts';
import type { Delivery, TicketSystem } from '../../../src/tickets/systems/ticket-system.ts';
import type { OutboxItem } from '../../../src/tickets/ticket-rows.ts';
import { aTicket, withMessage } from '../a-ticket.ts';

/** Tells nobody to stop. */
const RUNNING = new AbortController().signal;

const item: OutboxItem = {
  target: 'zammad',
  ticket: 'KMR-FTZ',
  attempts: 1,
  due: 0,
  since: '2026-11-25T09:00:00.000Z',
  isDead: false,
};

function system(name: string): TicketSystem & { got: Delivery[] } {
  const got: Delivery[] = [];
  return {
    name,
    got,
    deliver: async (consignment) => {
      got.push(consignment);
      return { id: '7', page: 'https://tickets.example.org/7' };
    },
    fetchUpdates: async () => undefined,
  };
}

describe('A delivery to a ticket system', () => {
  test("notes the system's id and page on the ticket", async () => {
    const ticket = aTicket();
    const change = await systemOutboxHandler(system('zammad'))(ticket, { key: 'k', item }, RUNNING);
    expect(change?.(ticket).elsewhere).toEqual({
      zammad: { id: '7', page: 'https://tickets.example.org/7', seen: [] },
    });
  });

  test('changes nothing where that is noted already, and keeps which replies were passed on', async () => {
    const ticket = aTicket({ elsewhere: { zammad: { id: '7', seen: ['a1'] } } });
    expect(await systemOutboxHandler(system('zammad'))(ticket, { key: 'k', item }, RUNNING)).toBeUndefined();
  });

  test('to the inbox notes nothing, since it shows the ticket itself', async () => {
    expect(
      await systemOutboxHandler(system('inbox'))(aTicket(), { key: 'k', item }, RUNNING),
    ).toBeUndefined();
  });

  test('is told to stop by the signal of the outbox', async () => {
    const stopping = new AbortController();
    const target = system('zammad');
    const deliver = vi.spyOn(target, 'deliver');
    await systemOutboxHandler(target)(aTicket(), { key: 'k', item }, stopping.signal);
    expect(deliver).toHaveBeenCalledWith(expect.anything(), stopping.signal);
  });

  test('may be a message, and may be a retry', async () => {
    const { ticket, message } = withMessage(aTicket(), 'm-1', 'One more thing');
    const target = system('zammad');
    await systemOutboxHandler(target)(
      ticket,
      { key: 'k', item: { ...item, message: 'm-1', attempts: 2 } },
      RUNNING,
    );
    expect(target.got).toEqual([{ ticket, message, triedBefore: true }]);
  });
});
