import { expect, test } from 'vitest';
import type { NetworkFile } from '../../src/content/schema/structure.ts';
import { OUTBOX } from '../../src/store/keys.ts';
import { openMemoryStore } from '../../src/store/memory.ts';
import { askIfSolved } from '../../src/tickets/ask-if-solved.ts';
import { openInbox } from '../../src/tickets/systems/inbox.ts';
import type { Ticket } from '../../src/tickets/ticket.ts';
import { type OutboxItem, ticketWrites } from '../../src/tickets/ticket-rows.ts';
import { Tickets } from '../../src/tickets/tickets.ts';
import { pack } from '../support/clinician.ts';
import { aTicket } from './a-ticket.ts';

const HOUR = 3_600_000;
const OPENED = '2026-11-02T09:00:00.000Z';
const { network } = pack;
const BY_EMAIL = 'eu-login-support';
const contact = network.contacts[BY_EMAIL];
if (!contact) throw new Error('no such desk');
const { askAfterDays: _, ...silent } = contact;
const asking = {
  ...network,
  contacts: { ...network.contacts, [BY_EMAIL]: { ...silent, askAfterDays: 5 } },
};

/** Returns what the person is asked until these times about a ticket that was passed on. */
async function askedAbout(parts: Partial<Ticket>, now: string[], network: NetworkFile = asking) {
  const store = openMemoryStore();
  const ticket = aTicket({ openedAt: OPENED, desk: BY_EMAIL, ...parts });
  await store.commit(ticketWrites({ ticket, version: null, listed: null }, [], Date.now() + HOUR));
  await openInbox(store, HOUR, undefined).deliver({ ticket, triedBefore: false });
  const tickets = new Tickets({ store, retentionMs: HOUR, changed: () => undefined });
  for (const moment of now) await askIfSolved(tickets, network, new Date(moment));
  return (await store.list(OUTBOX)).map(({ value }) => (value as OutboxItem).told);
}

const AFTER = ['2026-11-07T09:00:00Z', '2026-11-08T09:00:00Z'];

test('A person whose ticket was passed on is asked once, after the days of the content, whether it is solved', async () => {
  expect(await askedAbout({}, ['2026-11-07T08:59:00Z'])).toEqual([]);
  expect(await askedAbout({}, AFTER)).toEqual(['solvedYet']);
});

test('The days count from when the person opened it again', async () => {
  expect(await askedAbout({ waitsSince: '2026-11-04T09:00:00.000Z' }, AFTER)).toEqual([]);
});

test.each<[string, Partial<Ticket>]>([
  ["to the network's own helpdesk", { desk: network.helpdesk }],
  ['that somebody of the own helpdesk has taken', { state: 'taken', agent: { id: 'ann', name: 'Ann' } }],
  ['that is closed', { state: 'closed' }],
])('Nobody is asked about a ticket %s', async (_what, parts) => {
  expect(await askedAbout(parts, AFTER)).toEqual([]);
});

test('Nobody is asked where the content names no number of days', async () => {
  const contacts = { ...network.contacts, [BY_EMAIL]: silent };
  expect(await askedAbout({}, AFTER, { ...network, contacts })).toEqual([]);
});
