import { expect, test } from 'vitest';
import type { Ticket } from '../../src/tickets/ticket.ts';
import { inboxRowOf } from '../../src/tickets/ticket-rows.ts';
import { waitOf as countWait } from '../../src/tickets/wait.ts';
import { pack } from '../support/clinician.ts';
import { aTicket } from './a-ticket.ts';

const { network } = pack;
const own = network.contacts[network.helpdesk];
const hours = {
  timeZone: 'Europe/Amsterdam',
  open: [{ days: ['mon' as const, 'tue' as const, 'wed' as const], from: '09:00', to: '17:00' }],
  holidays: [],
};
const OPENED = '2026-11-24T14:00:00.000Z';
const NOON = new Date('2026-11-25T11:00:00.000Z');
const message = (by: 'agent' | 'person', at: string) => ({ id: at, text: 'Hello', by, at });

function waitOf(parts: Partial<Ticket>, now = NOON, withHours = true) {
  const contacts = own
    ? { ...network.contacts, [network.helpdesk]: { ...own, hours: withHours ? hours : null } }
    : {};
  const row = inboxRowOf(aTicket({ openedAt: OPENED, ...parts }));
  return countWait(row, { ...network, contacts }, now);
}

test('A wait counts while the desk is open, and around the clock where its hours are not known', () => {
  expect(waitOf({})).toEqual({ since: OPENED, minutes: 300, level: 'long' });
  expect(waitOf({}, NOON, false)).toEqual({ since: OPENED, minutes: 1260, level: 'tooLong' });
});

test.each([
  ['2026-11-25T09:01:00.000Z', 'short'],
  ['2026-11-25T09:00:00.000Z', 'long'],
  ['2026-11-24T11:00:00.000Z', 'tooLong'],
])('A wait since %s is %s', (openedAt, level) => {
  expect(waitOf({ openedAt })?.level).toBe(level);
});

test('A wait begins with the first words that nobody has answered', () => {
  const answered = message('agent', '2026-11-25T08:30:00.000Z');
  const back = message('person', '2026-11-25T09:00:00.000Z');
  const again = message('person', '2026-11-25T10:00:00.000Z');
  expect(waitOf({ messages: [again] })?.since).toBe(OPENED);
  expect(waitOf({ messages: [back, answered] })).toBeUndefined();
  expect(waitOf({ messages: [answered, back, again] })).toMatchObject({ since: back.at, minutes: 120 });
});

test('A wait begins again with a reopening, goes on while a ticket is given back, and ends with it', () => {
  const at = '2026-11-25T10:30:00.000Z';
  expect(waitOf({ log: [{ who: 'Ann', what: 'reopen', at }] })?.since).toBe(at);
  expect(waitOf({ log: [{ who: 'Ann', what: 'release', at }], waitsSince: at })?.since).toBe(OPENED);
  expect(waitOf({ state: 'closed' })).toBeUndefined();
});

test('Nobody waits in the inbox for a desk that answers by email, until somebody takes the ticket', () => {
  expect(waitOf({ desk: 'eu-login-support' })).toBeUndefined();
  expect(waitOf({ desk: 'eu-login-support', state: 'taken' })).toMatchObject({ minutes: 1260 });
  expect(waitOf({ desk: 'old-desk' })).toMatchObject({ minutes: 300 });
});

test('A row of an earlier version waits since the ticket was opened or given back', () => {
  const row = inboxRowOf(aTicket({ openedAt: OPENED }));
  const { unansweredSince: _, ...older } = row;
  const count = (one: typeof row) => countWait(one, network, NOON)?.since;
  expect(count(older)).toBe(OPENED);
  expect(count({ ...older, waitsSince: '2026-11-25T10:00:00.000Z' })).toBe('2026-11-25T10:00:00.000Z');
});
