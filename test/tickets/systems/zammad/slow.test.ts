import { setTimeout as pause } from 'node:timers/promises';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openZammad } from '../../../../src/tickets/systems/zammad/index.ts';
import type { Ticket } from '../../../../src/tickets/ticket.ts';
import { pack } from '../../../support/clinician.ts';
import { aTicket, withMessage } from '../../a-ticket.ts';
import { GROUP, LittleZammad, TOKEN, ZAMMAD } from './little-zammad.ts';

let zammad: LittleZammad;
beforeEach(() => {
  zammad = new LittleZammad();
});
afterEach(() => nock.cleanAll());

const GIVES_UP_MS = 100;

/** Opens a Zammad whose attempts are over after that time. */
function openFor(settledMs: number, writeMs = GIVES_UP_MS) {
  const timing = { writeMs, settledMs, lookMs: 5 };
  return openZammad(
    { url: ZAMMAD, token: TOKEN, group: GROUP },
    { content: () => pack, deskLanguage: 'en', timing },
  );
}

/** Lets Zammad make the next thing only when it is told to. */
function holdNext(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  zammad.delays.push(promise);
  return resolve;
}

const placed = (ticket: Ticket, place: object): Ticket => ({
  ...ticket,
  elsewhere: { zammad: { id: '', seen: [], ...place } },
});

describe('A Zammad that makes something only after we have given up', () => {
  test('has a ticket once: we look until it has made it', async () => {
    const system = openFor(1_000);
    const make = holdNext();
    const lastTriedAt = Date.now();
    const ticket = aTicket();
    await expect(system.deliver({ ticket, triedBefore: false })).rejects.toMatchObject({
      mayHaveArrived: true,
    });
    const second = openFor(1_000, 60_000).deliver({ ticket, triedBefore: true, lastTriedAt });
    setTimeout(make, 150);
    const { id } = await second;
    await pause(200);
    expect([...zammad.tickets.keys()]).toEqual([Number(id)]);
    expect(zammad.textsOf('KMR-FTZ')).toHaveLength(2);
  });

  test('has a ticket once though it makes the first one while the second is on its way: the newer is merged', async () => {
    const system = openFor(0);
    const makeFirst = holdNext();
    const ticket = aTicket();
    await expect(system.deliver({ ticket, triedBefore: false })).rejects.toThrow();
    const makeSecond = holdNext();
    const patient = openFor(0, 60_000);
    const second = patient.deliver({ ticket, triedBefore: true, lastTriedAt: 0 });
    await expect.poll(() => zammad.delays).toHaveLength(0);
    makeFirst();
    await expect.poll(() => zammad.tickets.size).toBe(1);
    makeSecond();
    const [older = 0] = zammad.tickets.keys();
    expect((await second).id).toBe(String(older));
    expect([...zammad.tickets.values()].map(({ state }) => state)).toEqual(['new', 'merged']);
    expect([...zammad.parents.values()]).toEqual([older]);
  });

  test('has a ticket once though it makes the first one last: the look for news merges the newer', async () => {
    const system = openFor(0);
    const make = holdNext();
    const ticket = aTicket();
    await expect(system.deliver({ ticket, triedBefore: false })).rejects.toThrow();
    const place = await system.deliver({ ticket, triedBefore: true, lastTriedAt: 0 });
    make();
    await expect.poll(() => zammad.tickets.size).toBe(2);
    const [kept, spare] = [...zammad.tickets.keys()].toSorted((a, b) => a - b);
    zammad.agentWrites(kept ?? 0, 'Hello');
    zammad.agentWrites(spare ?? 0, 'Hello again');
    const updates = await system.fetchUpdates(placed(ticket, place));
    expect(updates?.replies.map(({ text }) => text)).toEqual(['Hello', 'Hello again']);
    expect(zammad.tickets.get(kept ?? 0)).toMatchObject({ state: 'new' });
    expect(zammad.tickets.get(spare ?? 0)).toMatchObject({ state: 'merged' });
    if (place.id === String(kept)) expect(updates?.movedTo).toBeUndefined();
    else expect(updates?.movedTo).toMatchObject({ id: String(kept) });
  });

  test('is looked through for a second ticket only where there may be one', async () => {
    const system = openFor(0);
    const ticket = aTicket();
    const sure = await system.deliver({ ticket, triedBefore: false });
    expect(sure).not.toHaveProperty('mayHaveSpareUntil');
    const found = await system.deliver({ ticket, triedBefore: true });
    const { mayHaveSpareUntil = '' } = found;
    expect(Date.parse(mayHaveSpareUntil)).toBeGreaterThan(Date.now());
    zammad.tickets.set(999, { ...zammad.ticketOf('KMR-FTZ'), id: 999, number: '8999' });
    const statesAfter = async (place: object) => {
      await system.fetchUpdates(placed(ticket, place));
      return [...zammad.tickets.values()].map(({ state }) => state);
    };
    expect(await statesAfter(sure)).toEqual(['new', 'new']);
    expect(await statesAfter({ ...found, mayHaveSpareUntil: new Date(0).toISOString() })).toEqual([
      'new',
      'new',
    ]);
    expect(await statesAfter(found)).toEqual(['new', 'merged']);
  });

  test('has a message once', async () => {
    const system = openFor(1_000);
    const place = await system.deliver({ ticket: aTicket(), triedBefore: false });
    const { ticket, message } = withMessage(placed(aTicket(), place), 'm-1', 'Hello?');
    const make = holdNext();
    const lastTriedAt = Date.now();
    await expect(system.deliver({ ticket, message, triedBefore: false })).rejects.toThrow();
    const second = openFor(1_000, 60_000).deliver({ ticket, message, triedBefore: true, lastTriedAt });
    setTimeout(make, 150);
    await second;
    await pause(200);
    expect(zammad.textsOf('KMR-FTZ').slice(2)).toEqual(['Hello?']);
  });

  test('is no longer waited for once its attempt must be over', async () => {
    const system = openFor(60);
    const ticket = aTicket();
    holdNext();
    const lastTriedAt = Date.now();
    await expect(system.deliver({ ticket, triedBefore: false })).rejects.toThrow();
    await system.deliver({ ticket, triedBefore: true, lastTriedAt });
    expect(Date.now() - lastTriedAt).toBeGreaterThanOrEqual(60);
    expect(zammad.tickets.size).toBe(1);
  });

  test('is waited for no longer when the delivery is stopped', async () => {
    const stopping = new AbortController();
    const tried = { triedBefore: true, lastTriedAt: Date.now() };
    const waiting = openFor(60_000).deliver({ ticket: aTicket(), ...tried }, stopping.signal);
    setTimeout(() => stopping.abort(), 20);
    await expect(waiting).rejects.toThrow();
    expect(zammad.tickets.size).toBe(0);
  });
});
