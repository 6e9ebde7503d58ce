import { describe, expect, test } from 'vitest';
import { OUTBOX } from '../../src/store/keys.ts';
import { openMemoryStore } from '../../src/store/memory.ts';
import { notifyWaiting } from '../../src/tickets/notify-waiting.ts';
import { openInbox } from '../../src/tickets/systems/inbox.ts';
import { type OutboxItem, ticketWrites } from '../../src/tickets/ticket-rows.ts';
import { Tickets } from '../../src/tickets/tickets.ts';
import { pack } from '../support/clinician.ts';
import { aTicket } from './a-ticket.ts';

const HOUR = 3_600_000;
const { network } = pack;
const hours = {
  timeZone: 'Europe/Amsterdam',
  open: [{ days: ['mon' as const, 'tue' as const, 'wed' as const], from: '09:00', to: '17:00' }],
  holidays: [],
};

/** Returns the notifications until these times for a ticket opened at this time. */
async function notificationsOf(
  openedAt: string,
  now: string[],
  desk = network.helpdesk,
  withHours = true,
  waitsSince?: string,
) {
  const store = openMemoryStore();
  const ticket = aTicket({ openedAt, desk, ...(waitsSince && { waitsSince }) });
  await store.commit(ticketWrites({ ticket, version: null, listed: null }, [], Date.now() + HOUR));
  await openInbox(store, HOUR, undefined).deliver({ ticket, triedBefore: false });
  const tickets = new Tickets({ store, retentionMs: HOUR, changed: () => undefined });
  const contacts = {
    ...network.contacts,
    [desk]: {
      email: null,
      page: null,
      hours: withHours ? hours : null,
      sayWaitingAfter: 45,
      waitsLongAfter: 120,
      waitsTooLongAfter: 480,
      agents: [],
    },
  };
  for (const moment of now) await notifyWaiting(tickets, { ...network, contacts }, new Date(moment));
  return (await store.list(OUTBOX)).map(({ value }) => (value as OutboxItem).told);
}

describe('A person who waits', () => {
  test.each([
    ['2026-11-25T09:00:00Z', '2026-11-25T09:44:00Z', 0, 'not before the time'],
    ['2026-11-25T09:00:00Z', '2026-11-25T09:45:00Z', 1, 'after it'],
    ['2026-11-24T20:00:00Z', '2026-11-25T08:30:00Z', 0, 'not for the night, when nobody is there'],
    ['2026-11-24T20:00:00Z', '2026-11-25T08:45:00Z', 1, 'but after as long in the morning'],
  ])('since %s is told at %s: %i times (%s)', async (openedAt, now, times) => {
    expect(await notificationsOf(openedAt, [now])).toHaveLength(times);
  });

  test('is told once', async () => {
    const later = ['2026-11-25T10:00:00Z', '2026-11-25T11:00:00Z', '2026-11-26T11:00:00Z'];
    expect(await notificationsOf('2026-11-25T09:00:00Z', later)).toEqual(['waiting']);
  });

  test('is told at any hour where the desk has no opening hours', async () => {
    expect(
      await notificationsOf('2026-11-28T22:00:00Z', ['2026-11-28T22:50:00Z'], network.helpdesk, false),
    ).toEqual(['waiting']);
  });

  test('is told after a time that counts from when the ticket was given back', async () => {
    const times = (now: string) =>
      notificationsOf('2026-11-25T09:00:00Z', [now], network.helpdesk, true, '2026-11-25T12:00:00.000Z');
    expect(await times('2026-11-25T12:44:00Z')).toEqual([]);
    expect(await times('2026-11-25T12:45:00Z')).toEqual(['waiting']);
  });

  test('is not told where their desk answers elsewhere', async () => {
    expect(
      await notificationsOf('2026-11-25T09:00:00Z', ['2026-11-26T12:00:00Z'], 'eu-login-support'),
    ).toEqual([]);
  });
});
