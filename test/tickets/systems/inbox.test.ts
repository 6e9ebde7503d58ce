import { describe, expect, test } from 'vitest';
import { LISTED, TICKETS } from '../../../src/store/keys.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import type { Store } from '../../../src/store/store.ts';
import { openInbox } from '../../../src/tickets/systems/inbox.ts';
import type { Ticket } from '../../../src/tickets/ticket.ts';
import { inboxRowOf } from '../../../src/tickets/ticket-rows.ts';
import { Tickets } from '../../../src/tickets/tickets.ts';
import { ticketSystemContract } from '../../contracts/ticket-system.ts';
import { aTicket } from '../a-ticket.ts';

const HOUR_MS = 3_600_000;
const AGENT = { id: 'a-1', name: 'Ada' };

async function keep(store: Store, ticket: Ticket): Promise<void> {
  const key = TICKETS + ticket.number;
  const expected = (await store.get(key))?.version ?? null;
  await store.commit([{ key, expected, value: ticket, expiresAt: Date.now() + HOUR_MS }]);
}

/** A store whose confirmation can be lost, or that can be out of reach. */
function brittle(store: Store) {
  let mood: 'well' | 'loses' | 'fails' = 'well';
  const reach = () => {
    if (mood === 'fails') throw new Error('the store cannot be reached');
  };
  return {
    store: {
      ...store,
      get: async (key: string) => {
        reach();
        return store.get(key);
      },
      commit: async (writes: Parameters<Store['commit']>[0]) => {
        reach();
        const done = await store.commit(writes);
        if (mood === 'loses') {
          mood = 'well';
          throw new Error('connection lost');
        }
        return done;
      },
    },
    setMood: (next: typeof mood) => {
      mood = next;
    },
  };
}

ticketSystemContract('The inbox', async () => {
  const store = openMemoryStore();
  const tickets = new Tickets({ store, retentionMs: HOUR_MS, changed: () => undefined });
  const { store: seen, setMood } = brittle(store);
  return {
    system: openInbox(seen, HOUR_MS, undefined),
    keep: (ticket) => keep(store, ticket),
    textsOf: async (number) => {
      const rows = (await tickets.list()).filter((row) => row.number === number);
      const ticket = await tickets.get(number);
      if (rows.length === 0 || !ticket) return [];
      const { sentence, facts, exchanges, messages } = ticket;
      const whole = [sentence, ...facts.map(({ value }) => value), ...exchanges.map(({ text }) => text)].join(
        '\n',
      );
      return [whole, ...messages.map(({ text }) => text)];
    },
    loseNextAnswer: () => setMood('loses'),
    fail: async () => setMood('fails'),
    repair: async () => setMood('well'),
    close: () => store.close(),
  };
});

describe('The inbox', () => {
  test('lists a ticket as it is when its row is made, not as it was when it was handed over', async () => {
    const store = openMemoryStore();
    const tickets = new Tickets({ store, retentionMs: HOUR_MS, changed: () => undefined });
    const before = aTicket();
    await keep(store, before);
    await tickets.claim(before.number, AGENT);
    await openInbox(store, HOUR_MS, undefined).deliver({ ticket: before, triedBefore: false });
    expect(await tickets.list()).toMatchObject([{ number: before.number, state: 'taken', agent: AGENT }]);
  });

  test('makes a row that agrees with a change at the same moment', async () => {
    const store = openMemoryStore();
    const tickets = new Tickets({ store, retentionMs: HOUR_MS, changed: () => undefined });
    const ticket = aTicket();
    await keep(store, ticket);
    const inbox = openInbox(store, HOUR_MS, undefined);
    await Promise.all([
      inbox.deliver({ ticket, triedBefore: false }),
      tickets.claim(ticket.number, AGENT),
      inbox.deliver({ ticket, triedBefore: true }),
    ]);
    const kept = await tickets.get(ticket.number);
    expect(kept?.state).toBe('taken');
    expect((await store.get(LISTED + ticket.number))?.value).toEqual(kept && inboxRowOf(kept));
  });

  test('lists no ticket that is no longer kept', async () => {
    const store = openMemoryStore();
    const delivery = openInbox(store, HOUR_MS, undefined).deliver({ ticket: aTicket(), triedBefore: true });
    await expect(delivery).rejects.toMatchObject({ name: 'DeliveryError', isFinal: true });
    expect(await store.list('')).toEqual([]);
  });

  test('returns the page where a ticket is read', async () => {
    const store = openMemoryStore();
    await keep(store, aTicket());
    const inbox = openInbox(store, HOUR_MS, 'https://assistant.example.org');
    const place = await inbox.deliver({ ticket: aTicket(), triedBefore: false });
    expect(place).toEqual({
      id: 'KMR-FTZ',
      page: 'https://assistant.example.org/helpdesk/tickets/KMR-FTZ',
    });
  });
});
