import { expect, test } from 'vitest';
import { TICKETS } from '../../src/store/keys.ts';
import { openMemoryStore } from '../../src/store/memory.ts';
import { nextAttempt } from '../../src/tickets/outbox/retry-policy.ts';
import { ticketSchema } from '../../src/tickets/ticket.ts';
import { outboxItemSchema } from '../../src/tickets/ticket-rows.ts';
import { Tickets } from '../../src/tickets/tickets.ts';
import { aTicket } from './a-ticket.ts';

const HOUR = 3_600_000;
const at = '2026-11-25T10:00:00.000Z';
const answer = { id: 'm-1', text: 'Use Chrome.', by: 'agent', agent: 'Kim', at };

test('An answer whose email came back says so, also in a row of an earlier version', () => {
  const row = { ...aTicket(), messages: [{ ...answer, email: { state: 'sent', at }, returned: '5.1.1' }] };
  expect(ticketSchema.parse(row).messages).toEqual([
    { ...answer, email: { state: 'returned', at, problem: '5.1.1' } },
  ]);
});

test('A ticket keeps what a later version has added to it and its parts, through a change by this one', async () => {
  const store = openMemoryStore();
  const tickets = new Tickets({ store, retentionMs: HOUR, changed: () => undefined });
  const later = { addedLater: { by: 'a later version' } };
  const email = { state: 'sent', at, ...later } as const;
  const ticket = {
    ...aTicket({ elsewhere: { zammad: { id: '7', seen: [] } } }),
    ...later,
    messages: [{ ...answer, email, ...later }],
    notes: [{ id: 'n-1', text: 'Known', agent: 'Kim', at, ...later }],
  };
  await store.commit([
    { key: TICKETS + ticket.number, expected: null, value: ticket, expiresAt: Date.now() + HOUR },
  ]);
  await tickets.claim(ticket.number, { id: 'kim', name: 'Kim' });
  const kept = (await store.get(TICKETS + ticket.number))?.value;
  expect(kept).toMatchObject({ ...later, state: 'taken', messages: [{ email, ...later }], notes: [later] });
});

test('Something to deliver keeps what a later version has added, through an attempt by this one', () => {
  const item = {
    target: 'chat',
    ticket: 'KMR-FTZ',
    attempts: 0,
    due: 0,
    since: at,
    isDead: false,
    addedLater: 1,
  };
  expect(nextAttempt(outboxItemSchema.parse(item), undefined, Date.now())).toMatchObject({ addedLater: 1 });
});
