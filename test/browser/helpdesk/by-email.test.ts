import { expect, test } from 'vitest';
import { ANN, aTicket, openInbox } from '../../helpdesk/pages/support.ts';
import { axe, screenshot } from '../browser.ts';
import { visit } from './visit.ts';

const at = new Date(Date.now() - 60_000).toISOString();

test.each(['desktop', 'phone'] as const)('Replies by email are read in the ticket, on a %s', async (size) => {
  const ticket = aTicket({
    state: 'taken',
    agent: ANN,
    email: 'ada@hospital.example',
    messages: [
      { id: '1', text: 'Please try another browser.', by: 'agent', agent: 'Ann', at, delivery: 'delivered' },
      {
        id: '2',
        text: 'The button is still grey, in Chrome and in Edge.',
        by: 'person',
        at,
        byEmail: { files: [{ name: 'screenshot.png', bytes: 220_000 }] },
      },
      { id: '3', text: 'I am the secretary of Dr. Berg.', by: 'person', at, byEmail: { isFromOther: true } },
      { id: '4', text: '', by: 'person', at, byEmail: { unread: 'tooLarge' } },
      {
        id: '5',
        text: 'Your access is there now.',
        by: 'agent',
        agent: 'Ann',
        at,
        delivery: 'delivered',
        email: { state: 'returned', at, problem: '5.1.1' },
      },
    ],
    log: [{ who: '', what: 'automatic', at }],
  });
  const { url } = await openInbox({ tickets: [ticket] });
  const { page, complaints } = await visit(url, `/helpdesk/tickets/${ticket.number}`, { size });
  await page.getByText('it came back').scrollIntoViewIfNeeded();
  await screenshot(page, `ticket-by-email-${size}`);
  expect(await axe(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
