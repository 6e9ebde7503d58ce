import { expect, test } from 'vitest';
import { ticketSchema } from '../../src/tickets/ticket.ts';
import { aTicket } from './a-ticket.ts';

const at = '2026-11-25T10:00:00.000Z';
const answer = { id: 'm-1', text: 'Use Chrome.', by: 'agent', agent: 'Kim', at };

test('An answer whose email came back says so, also in a row of an earlier version', () => {
  const row = { ...aTicket(), messages: [{ ...answer, email: { state: 'sent', at }, returned: '5.1.1' }] };
  expect(ticketSchema.parse(row).messages).toEqual([
    { ...answer, email: { state: 'returned', at, problem: '5.1.1' } },
  ]);
});
