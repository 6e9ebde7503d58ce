import { expect, test } from 'vitest';
import type { TicketMessage } from '../../../../src/tickets/ticket.ts';
import { ANN, aTicket, fill, openInbox, words } from '../support.ts';

const at = new Date(Date.now() - 60_000).toISOString();
const escaped = (text: string) => text.replaceAll("'", '&#39;');

async function htmlOf(...messages: TicketMessage[]): Promise<string> {
  const ticket = aTicket({ state: 'taken', agent: ANN, messages });
  const { get } = await openInbox({ tickets: [ticket] });
  return (await get(`/helpdesk/tickets/${ticket.number}`)).html;
}

test('A reply by email says so, and names its files, whose names are never markup', async () => {
  const files = [{ name: '<b>screen</b>.png', bytes: 220_000 }];
  const html = await htmlOf({ id: '1', text: 'It is grey.', by: 'person', at, byEmail: { files } });
  expect(html).toContain('It is grey.');
  expect(html).toContain('By email');
  expect(html).toContain('A file came with it: &lt;b&gt;screen&lt;/b&gt;.png (220 kB)');
  expect(html).toContain('folder “Assistant”');
});

test('An email from another address is not shown as the person’s', async () => {
  const html = await htmlOf({ id: '1', text: 'Hi.', by: 'person', at, byEmail: { isFromOther: true } });
  expect(html).toContain(words.ticket.otherAddress);
  expect(html).toContain(escaped("not from the person's address"));
});

test('An email whose words are not here says why, and an answer that came back says so with the status', async () => {
  const html = await htmlOf(
    { id: '1', text: '', by: 'person', at, byEmail: { unread: 'tooLarge' } },
    {
      id: '2',
      text: 'Use Chrome.',
      by: 'agent',
      agent: 'Ann',
      at,
      email: { state: 'returned', at, problem: '5.1.1' },
    },
  );
  expect(html).toContain('too large to be shown here');
  expect(html).toContain(escaped(fill(words.ticket.byEmail.returned, { problem: '5.1.1' })));
  expect(html).not.toContain('<p class="text"></p>');
});
