import { describe, expect, test } from 'vitest';
import type { NetworkFile, OpeningHours } from '../../src/content/schema/structure.ts';
import { countsOfChange } from '../../src/helpdesk/counts-of-change.ts';
import type { Ticket, TicketMessage } from '../../src/tickets/ticket.ts';
import { pack } from '../support/clinician.ts';
import { aTicket } from '../tickets/a-ticket.ts';

const { network } = pack;
const { helpdesk } = network;
const hours: OpeningHours = {
  timeZone: 'Europe/Amsterdam',
  open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
  holidays: [],
};
const withHours: NetworkFile = {
  ...network,
  contacts: Object.fromEntries(
    Object.entries(network.contacts).map(([desk, contact]) => [desk, { ...contact, hours }]),
  ),
};
const answer = (at: string): TicketMessage => ({ id: 'm', text: 'Hello', by: 'agent', agent: 'Ann', at });

/** A ticket of a Friday at half past four in Amsterdam, and what becomes of it. */
function counted(before: Partial<Ticket>, after: Partial<Ticket>, inNetwork = withHours): string[] {
  const ticket = aTicket({ desk: helpdesk, openedAt: '2026-11-27T15:30:00.000Z', ...before });
  return countsOfChange(ticket, { ...ticket, ...after }, inNetwork).map(({ what, of }) => `${what} ${of}`);
}

describe('A change of a ticket counts', () => {
  test('its first answer after the time in which the desk was open', () => {
    const messages = [answer('2026-11-30T08:15:00.000Z')];
    expect(counted({}, { messages })).toEqual([`first-answer ${helpdesk}/45`]);
  });

  test('its first answer by the clock where the desk has no opening hours', () => {
    const messages = [answer('2026-11-27T17:30:00.000Z')];
    expect(counted({}, { messages }, { ...withHours, contacts: network.contacts })).toEqual([
      `first-answer ${helpdesk}/120`,
    ]);
  });

  test('nothing where somebody has only taken it, where the person writes, or where it is answered again', () => {
    const messages = [answer('2026-11-30T08:15:00.000Z')];
    expect(counted({}, { state: 'taken', agent: { id: 'ann', name: 'Ann' } })).toEqual([]);
    expect(counted({}, { messages: messages.map((each) => ({ ...each, by: 'person' as const })) })).toEqual(
      [],
    );
    expect(counted({ messages }, { messages: [...messages, ...messages] })).toEqual([]);
  });

  test('that it is open again', () => {
    expect(counted({ state: 'closed' }, { state: 'taken' })).toEqual([`ticket-reopened ${helpdesk}`]);
    expect(counted({ state: 'open' }, { state: 'taken' })).toEqual([]);
  });
});
