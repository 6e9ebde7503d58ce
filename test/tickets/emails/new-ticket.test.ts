import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMailer } from '../../../src/tickets/emails/mailer.ts';
import { newTicketEmailHandler } from '../../../src/tickets/emails/new-ticket-handler.ts';
import type { Ticket } from '../../../src/tickets/ticket.ts';
import type { OutboxItem } from '../../../src/tickets/ticket-rows.ts';
import { aTicket } from '../a-ticket.ts';
import { MailServer } from '../systems/email/mail-server.ts';
import { packWithDesk } from '../systems/email/pack-with-desk.ts';

const BASE = 'https://assistant.example.org';
const item: OutboxItem = {
  target: 'new-ticket-email',
  ticket: 'KMR-FTZ',
  attempts: 1,
  due: 0,
  since: '2026-11-25T09:00:00.000Z',
  isDead: false,
};

let server: MailServer;
beforeEach(async () => {
  server = await new MailServer().open();
});
afterEach(() => server.close());

async function mailOf(ticket: Ticket, base: string | undefined) {
  const send = openMailer({ url: server.url(), from: 'assistant@example.org' });
  const handler = newTicketEmailHandler({
    to: 'team@example.org',
    content: () => packWithDesk,
    deskLanguage: 'en',
    send,
    base,
  });
  await handler(ticket, { key: 'k', item }, new AbortController().signal);
  const mail = server.mails.at(-1);
  if (!mail) throw new Error('no mail has arrived');
  return mail;
}

test('The helpdesk hears of a new ticket by its title and a link, and of nothing else that the person wrote', async () => {
  const ticket = aTicket({ email: 'ada@hospital.example' });
  const mail = await mailOf(ticket, BASE);
  expect(mail.recipients).toEqual(['team@example.org']);
  expect(mail.subject).toMatch(/^\[KMR-FTZ\] \S/);
  expect(mail.text).toContain(`${BASE}/helpdesk/tickets/KMR-FTZ`);
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  for (const words of [
    ticket.sentence,
    'ada@hospital.example',
    'my hospital is not on the list',
    'Netherlands',
  ])
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toContain(words);
});

test('The mail about a new ticket names the inbox where the assistant has no public address', async () => {
  const { text } = await mailOf(aTicket(), undefined);
  expect(text).toContain("open the assistant's helpdesk page");
});

test('The mail about a new ticket asks for no reply, which would reach nobody', async () => {
  const { text } = await mailOf(aTicket(), BASE);
  expect(text).toContain('do not reply to this email');
});

test('A mail about a new ticket that is sent twice has one Message-ID', async () => {
  const first = await mailOf(aTicket(), BASE);
  const second = await mailOf(aTicket(), BASE);
  expect(second.messageId).toBe(first.messageId);
});
