import { describe, expect, test } from 'vitest';
import { openLog } from '../../../src/lib/log.ts';
import { OUTBOX } from '../../../src/store/keys.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import { openInbox } from '../../../src/tickets/systems/inbox.ts';
import { NewsTroubles } from '../../../src/tickets/systems/news-troubles.ts';
import { pullUpdates } from '../../../src/tickets/systems/sync.ts';
import {
  DeliveryError,
  type TicketSystem,
  type TicketUpdates,
} from '../../../src/tickets/systems/ticket-system.ts';
import type { Ticket } from '../../../src/tickets/ticket.ts';
import { type OutboxItem, ticketWrites } from '../../../src/tickets/ticket-rows.ts';
import { Tickets } from '../../../src/tickets/tickets.ts';
import { aTicket } from '../a-ticket.ts';

const HOUR = 3_600_000;
const place = { id: '7', seen: [] };
const hello = { id: 'a1', text: 'Hello', agent: 'Kim' };

/** Pulls a ticket from another system, one round for each of the updates. */
async function rounds(changed: Partial<Ticket>, ...updates: (TicketUpdates | Error)[]) {
  const store = openMemoryStore();
  const tickets = new Tickets({ store, retentionMs: HOUR, changed: () => undefined });
  const ticket = aTicket({ elsewhere: { other: place }, changedAt: new Date().toISOString(), ...changed });
  await store.commit(ticketWrites({ ticket, version: null, listed: null }, [], Date.now() + HOUR));
  await openInbox(store, HOUR, undefined).deliver({ ticket, triedBefore: false });
  const troubles = new NewsTroubles();
  const announced: string[] = [];
  let asked = 0;
  const system: TicketSystem = {
    name: 'other',
    deliver: async () => place,
    fetchUpdates: async () => {
      const next = updates[asked++];
      if (next instanceof Error) throw next;
      return next;
    },
  };
  for (const _ of updates)
    await pullUpdates(
      system,
      tickets,
      { log: openLog('silent'), troubles, changed: (number) => announced.push(number) },
      new AbortController().signal,
    );
  const told = (await store.list(OUTBOX)).map(({ value }) => (value as OutboxItem).told);
  return { ticket: await tickets.get(ticket.number), told, asked, troubles: troubles.list(), announced };
}

describe('A ticket of which another system gives no news', () => {
  const refused = () => new DeliveryError('the user of ZAMMAD_TOKEN may not do this in Zammad (403)');
  const news = { state: 'open' as const, replies: [] };

  test('is shown after the second failure in a row, with the reason', async () => {
    expect((await rounds({}, refused())).troubles).toEqual([]);
    const { troubles, announced } = await rounds({}, refused(), refused(), refused());
    expect(troubles).toMatchObject([
      { ticket: 'KMR-FTZ', target: 'other', attempts: 3, problem: expect.stringContaining('ZAMMAD_TOKEN') },
    ]);
    expect(announced).toEqual(['KMR-FTZ']);
  });

  test('is no longer shown once there are news', async () => {
    const { troubles, announced } = await rounds({}, refused(), refused(), news, refused());
    expect(troubles).toEqual([]);
    expect(announced).toEqual(['KMR-FTZ', 'KMR-FTZ']);
  });

  test('is no longer shown where it was deleted there', async () => {
    const gone = new DeliveryError('the ticket is no longer in Zammad (404)', { isFinal: true });
    expect((await rounds({}, refused(), refused(), gone)).troubles).toEqual([]);
  });
});

describe('A ticket in another system', () => {
  test('brings back that it was taken, answered and closed, and the person is told each once', async () => {
    const { ticket, told } = await rounds(
      {},
      { state: 'taken', replies: [] },
      { state: 'taken', replies: [hello] },
      { state: 'taken', replies: [hello] },
      { state: 'closed', replies: [hello, { ...hello, id: 'a2', text: 'Bye' }] },
    );
    expect(told).toEqual(['taken', 'answered', 'answered', 'closed']);
    expect(ticket).toMatchObject({
      state: 'closed',
      messages: [{ text: 'Hello', agent: 'Kim' }, { text: 'Bye' }],
    });
  });

  test('is taken by the person who answers it there, and they have the conversation from then on', async () => {
    const { ticket, told } = await rounds(
      {},
      { state: 'open', replies: [hello] },
      { state: 'open', replies: [hello] },
      { state: 'taken', replies: [hello] },
    );
    expect(told).toEqual(['answered']);
    expect(ticket).toMatchObject({ state: 'taken', agent: { name: 'Kim' }, messages: [{ text: 'Hello' }] });
  });

  test('is silently followed into the one that it was merged into, until that one is closed', async () => {
    const movedTo = { id: '8', page: 'https://tickets.example.org/8' };
    const merged = { state: 'taken' as const, replies: [], movedTo, passedOver: ['a0'] };
    const { ticket, told } = await rounds({}, merged);
    expect(told).toEqual([]);
    expect(ticket).toMatchObject({
      state: 'open',
      elsewhere: { other: { ...movedTo, state: 'taken', seen: ['a0'] } },
    });
    const answered = await rounds({}, merged, { state: 'taken', replies: [hello] });
    expect(answered.told).toEqual(['answered']);
    expect(answered.ticket).toMatchObject({ state: 'taken', messages: [{ text: 'Hello' }] });
    expect((await rounds({}, { ...merged, state: 'closed' })).told).toEqual(['closed']);
  });

  test('says of an answer that it was mailed there', async () => {
    const { ticket } = await rounds(
      {},
      { state: 'taken', replies: [hello, { ...hello, id: 'a2', isMailed: true }] },
    );
    expect(ticket?.messages.map(({ mailed }) => mailed)).toEqual([undefined, true]);
  });

  test('undoes nothing in the inbox where nothing has happened there', async () => {
    const agent = { id: 'robin', name: 'Robin' };
    const taken = await rounds({ state: 'taken', agent }, { state: 'open', replies: [] });
    expect([taken.told, taken.ticket?.state]).toEqual([[], 'taken']);
    const closed = await rounds({ state: 'closed', agent }, { state: 'open', replies: [] });
    expect([closed.told, closed.ticket?.state]).toEqual([[], 'closed']);
  });

  test('brings back that it was reopened or given back', async () => {
    const closed = await rounds({ state: 'closed' }, { state: 'taken', replies: [] });
    expect(closed.told).toEqual(['reopened']);
    const taken = await rounds({}, { state: 'taken', replies: [] }, { state: 'open', replies: [] });
    expect(taken.told).toEqual(['taken', 'released']);
    expect(taken.ticket?.agent).toBeUndefined();
  });

  test('undoes nothing in the inbox that the other system does not know of', async () => {
    const agent = { id: 'kim', name: 'Kim' };
    const taken = await rounds(
      { state: 'taken', agent },
      { state: 'open', replies: [] },
      { state: 'open', replies: [hello] },
    );
    expect(taken.told).toEqual(['answered']);
    expect(taken.ticket).toMatchObject({ state: 'taken', agent });
    const closed = await rounds({ state: 'closed', agent }, { state: 'open', replies: [] });
    expect(closed.told).toEqual([]);
    expect(closed.ticket).toMatchObject({ state: 'closed', agent });
  });

  test('keeps what was done here while the other system was asked, and was brought there meanwhile', async () => {
    const store = openMemoryStore();
    const tickets = new Tickets({ store, retentionMs: HOUR, changed: () => undefined });
    const ticket = aTicket({ elsewhere: { other: place }, changedAt: new Date().toISOString() });
    await store.commit(ticketWrites({ ticket, version: null, listed: null }, [], Date.now() + HOUR));
    await openInbox(store, HOUR, undefined).deliver({ ticket, triedBefore: false });
    const system: TicketSystem = {
      name: 'other',
      deliver: async () => place,
      fetchUpdates: async ({ number }) => {
        await tickets.change(number, (current) => ({
          ticket: { ...current, state: 'closed', elsewhere: { other: { ...place, state: 'closed' } } },
        }));
        return { state: 'taken', replies: [hello] };
      },
    };
    await pullUpdates(
      system,
      tickets,
      { log: openLog('silent'), troubles: new NewsTroubles(), changed: () => undefined },
      new AbortController().signal,
    );
    expect(await tickets.get(ticket.number)).toMatchObject({
      state: 'closed',
      messages: [{ text: 'Hello' }],
      elsewhere: { other: { state: 'closed' } },
    });
  });

  test('stays as it is where the system cannot be reached', async () => {
    const { ticket, told, asked } = await rounds({}, new DeliveryError('down'), {
      state: 'taken',
      replies: [],
    });
    expect(told).toEqual(['taken']);
    expect(asked).toBe(2);
    expect(ticket?.state).toBe('taken');
  });

  test('is no longer asked for once it was deleted there, and stays in the inbox', async () => {
    const deleted = new DeliveryError('deleted', { isFinal: true });
    const { ticket, asked } = await rounds({}, deleted, { state: 'closed', replies: [] });
    expect(asked).toBe(1);
    expect(ticket).toMatchObject({ state: 'open', elsewhere: {}, deletedIn: ['other'] });
  });

  test('gets its updates although another one is no longer shown there', async () => {
    const store = openMemoryStore();
    const tickets = new Tickets({ store, retentionMs: HOUR, changed: () => undefined });
    const asked: string[] = [];
    const stopping = new AbortController();
    const system = (fails: (number: string) => boolean): TicketSystem => ({
      name: 'other',
      deliver: async () => place,
      fetchUpdates: async ({ number }) => {
        asked.push(number);
        if (fails(number)) throw new DeliveryError('not allowed');
        return { state: 'taken', replies: [] };
      },
    });
    for (const last of 'BCDFG') {
      const changedAt = new Date().toISOString();
      const ticket = aTicket({ number: `KMR-FT${last}`, elsewhere: { other: place }, changedAt });
      await store.commit(ticketWrites({ ticket, version: null, listed: null }, [], Date.now() + HOUR));
      await openInbox(store, HOUR, undefined).deliver({ ticket, triedBefore: false });
    }
    const [newest = ''] = (await tickets.list()).map(({ number }) => number);
    const look = (fails: (number: string) => boolean) =>
      pullUpdates(
        system(fails),
        tickets,
        { log: openLog('silent'), troubles: new NewsTroubles(), changed: () => undefined },
        stopping.signal,
      );
    await look((number) => number === newest);
    const states = (await tickets.list()).map(({ state }) => state);
    expect(states.filter((state) => state === 'taken')).toHaveLength(4);
    asked.length = 0;
    await look(() => true);
    expect(asked).toHaveLength(3);
    asked.length = 0;
    stopping.abort();
    await look(() => false);
    expect(asked).toEqual([]);
  });
});
