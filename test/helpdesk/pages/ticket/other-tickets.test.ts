import { expect, test } from 'vitest';
import { deleteTicket } from '../../../../src/conversation/erasure/personal-rows.ts';
import { aTicket, openInbox, words } from '../support.ts';

const page = (number: string) => `/helpdesk/tickets/${number}`;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** The numbers of the other tickets on a page, in their order. */
function othersIn(html: string): string[] {
  const part = /<section class="others".*?<\/section>/s.exec(html)?.[0] ?? '';
  return [...part.matchAll(/class="number">([A-Z-]+)</g)].map(([, number = '']) => number);
}

test('A ticket leads to the others of its person: of the same conversation, or with the same address', async () => {
  const email = 'clinician@hospital.example';
  const ticket = aTicket({ talk: 'one', email });
  const before = aTicket({ talk: 'one', openedAt: hoursAgo(50), state: 'closed' });
  const elsewhere = aTicket({ talk: 'two', email: 'Clinician@Hospital.example', openedAt: hoursAgo(20) });
  const stranger = aTicket({ talk: 'three', email: 'other@hospital.example' });
  const { get } = await openInbox({ tickets: [ticket, before, elsewhere, stranger] });
  const { html } = await get(page(ticket.number));
  expect(othersIn(html)).toEqual([elsewhere.number, before.number]);
  expect(html).toContain(words.ticket.othersWhy);
  expect(othersIn((await get(page(stranger.number))).html)).toEqual([]);
  expect((await get(page(stranger.number))).html).not.toContain(words.ticket.othersWhy);
});

test('Two tickets without an address are not those of one person', async () => {
  const ticket = aTicket();
  const { get } = await openInbox({ tickets: [ticket, aTicket()] });
  expect(othersIn((await get(page(ticket.number))).html)).toEqual([]);
});

test('Of a ticket that is deleted nothing is left on the others, and no word of the person is ever there', async () => {
  const ticket = aTicket({ talk: 'one' });
  const { step: _, ...rest } = aTicket({ talk: 'one', sentence: 'Nobody else should read this.' });
  const { get, store } = await openInbox({ tickets: [ticket, rest] });
  const { html } = await get(page(ticket.number));
  expect(othersIn(html)).toEqual([rest.number]);
  expect(html).not.toContain('Nobody else should read this.');
  await deleteTicket(store, rest.number);
  expect(othersIn((await get(page(ticket.number))).html)).toEqual([]);
});
