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

const there = aTicket({ elsewhere: { zammad: { id: '7', seen: ['a1'] } } });

function system(name: string, state?: 'open' | 'closed'): TicketSystem & { got: Delivery[] } {
  const got: Delivery[] = [];
  return {
    name,
    got,
    deliver: async (consignment) => {
      got.push(consignment);
      return { id: '7', page: 'https://tickets.example.org/7', ...(state && { state }) };
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
    const { ticket, message } = withMessage(there, 'm-1', 'One more thing');
    const target = system('zammad');
    const retry = { key: 'k', item: { ...item, message: 'm-1', attempts: 2 }, lastTriedAt: 1000 };
    await systemOutboxHandler(target)(ticket, retry, RUNNING);
    expect(target.got).toEqual([{ ticket, message, triedBefore: true, lastTriedAt: 1000 }]);
  });

  test('may be that the ticket was closed or reopened in the inbox; what its state there is then is noted', async () => {
    for (const change of ['closed', 'reopened'] as const) {
      const target = system('zammad', change === 'closed' ? 'closed' : 'open');
      const noted = await systemOutboxHandler(target)(
        there,
        { key: 'k', item: { ...item, told: change } },
        RUNNING,
      );
      expect(target.got).toEqual([{ ticket: there, change, triedBefore: false }]);
      expect(noted?.(there).elsewhere.zammad).toMatchObject({ id: '7', seen: ['a1'] });
      expect(noted?.(there).elsewhere.zammad?.state).toBe(change === 'closed' ? 'closed' : 'open');
    }
  });

  test('of a message is dropped where somebody has deleted the ticket there', async () => {
    const { ticket } = withMessage(aTicket({ deletedIn: ['zammad'] }), 'm-1', 'One more thing');
    const target = { ...system('zammad'), hasAgents: true };
    const deliver = systemOutboxHandler(target);
    expect(await deliver(ticket, { key: 'k', item: { ...item, message: 'm-1' } }, RUNNING)).toBeUndefined();
    expect(await deliver(ticket, { key: 'k', item: { ...item, told: 'closed' } }, RUNNING)).toBeUndefined();
    expect(target.got).toEqual([]);
  });

  test('of a message brings the ticket first and what was said before, where the system was set up later', async () => {
    const { ticket: asked, message: first } = withMessage(aTicket(), 'm-1', 'One more thing');
    const { ticket: bare, message } = withMessage(asked, 'm-2', 'And another');
    const { ticket: later } = withMessage(bare, 'm-3', 'With an item of its own');
    const target = { ...system('zammad'), hasAgents: true };
    const queued = { key: 'k', item: { ...item, message: 'm-2' } };
    const change = await systemOutboxHandler(target)(later, queued, RUNNING);
    expect(target.got.map((delivery) => delivery.message)).toEqual([undefined, first, message]);
    expect(target.got.map(({ ticket }) => ticket.elsewhere.zammad?.id)).toEqual([undefined, '7', '7']);
    expect(change?.(later).elsewhere.zammad).toMatchObject({ id: '7', seen: [] });
  });

  test('of a state alone brings the ticket first, too, with everything that was said before', async () => {
    const { ticket, message } = withMessage(aTicket(), 'm-1', 'One more thing');
    const target = { ...system('zammad', 'closed'), hasAgents: true };
    const since = new Date().toISOString();
    const change = await systemOutboxHandler(target)(
      ticket,
      { key: 'k', item: { ...item, told: 'closed', since } },
      RUNNING,
    );
    expect(target.got.map((delivery) => delivery.message ?? delivery.change)).toEqual([
      undefined,
      message,
      'closed',
    ]);
    expect(change?.(ticket).elsewhere.zammad).toMatchObject({ id: '7', state: 'closed' });
  });

  test('of a message goes by email also where the ticket itself did not, since email was set up later', async () => {
    const { ticket, message } = withMessage(aTicket(), 'm-1', 'One more thing');
    const target = system('email');
    const change = await systemOutboxHandler(target)(
      ticket,
      { key: 'k', item: { ...item, target: 'email', message: 'm-1' } },
      RUNNING,
    );
    expect(target.got).toEqual([{ ticket, message, triedBefore: false }]);
    expect(change?.(ticket).elsewhere.email).toMatchObject({ id: '7' });
  });
});
