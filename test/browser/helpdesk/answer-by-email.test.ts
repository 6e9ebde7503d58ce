import { expect, onTestFinished, test } from 'vitest';
import { words } from '../../helpdesk/pages/support.ts';
import { moveClockOn } from '../../support/clock.ts';
import { freePort } from '../../support/free-port.ts';
import { MailServer } from '../../tickets/systems/email/mail-server.ts';
import { startAssistant } from '../assistant.ts';
import { axe, openPage, screenshot } from '../browser.ts';
import { untilWebChat } from '../web-chat.ts';

/** More than people have for reading an answer in the chat. */
const LATER_MS = 11 * 60_000;
const EMAIL = 'clinician@hospital.example';
const SENTENCE = 'CPMS is not in the list of applications. I have searched for it twice.';
const ANSWER = 'Please choose "SAAS" in the list:\nCPMS is below it.';

test('A person who has closed the tab reads the answer in an email, and goes on with their own conversation on a phone', async () => {
  const server = await new MailServer().open();
  onTestFinished(() => server.close());
  const { url, helpdeskLink } = await startAssistant({
    PORT: `${await freePort()}`,
    SMTP_URL: server.url({ host: '127.0.0.1' }),
    MAIL_FROM: 'assistant@example.org',
    HELPDESK_NOTIFY: 'team@example.org',
  });

  const person = await openPage();
  await person.goto(`${url}chat`);
  await untilWebChat(person);
  const newest = () => person.locator('.ac-adaptiveCard').last();
  await person.getByRole('textbox').last().fill('human');
  await person.getByRole('textbox').last().press('Enter');
  await newest().getByRole('textbox', { name: 'What do you need help with?' }).fill(SENTENCE);
  await newest().getByRole('textbox', { name: 'Your email address' }).fill(EMAIL);
  await newest().getByRole('button', { name: 'Send it', exact: true }).click();
  const sent = await person.getByRole('heading', { name: /^Sent\. Your ticket is/ }).textContent();
  const number = /[A-Z]{3}-[A-Z]{3}/.exec(sent ?? '')?.[0] ?? '';
  await person.close();

  await expect.poll(() => server.mails.map(({ recipients }) => recipients)).toEqual([['team@example.org']]);
  expect(server.mails[0]?.text).toContain(number);

  const agent = await openPage();
  await agent.goto(helpdeskLink ?? '');
  await agent.getByRole('button', { name: 'Sign in' }).click();
  await agent.getByRole('link', { name: number }).click();
  await agent.getByRole('textbox', { name: words.reply.label }).fill(ANSWER);
  await screenshot(agent, 'answer-by-email-before');
  await agent.getByRole('button', { name: words.reply.button }).click();
  await agent.getByText(words.ticket.delivery.delivered).waitFor();
  moveClockOn(LATER_MS);
  await agent.locator('.delivery', { hasText: /^Sent by email/ }).waitFor();
  await screenshot(agent, 'answer-by-email-sent');
  expect(await axe(agent)).toEqual([]);

  const mail = server.mails.at(-1);
  expect(mail?.recipients).toEqual([EMAIL]);
  const reader = await openPage();
  await reader.setContent(String(mail?.html));
  await screenshot(reader, 'answer-by-email-mail');
  const link = /\bhttp\S+\/ticket\?lang=en&key=\S+/.exec(mail?.text ?? '')?.[0] ?? '';

  const phone = await openPage('phone');
  await phone.goto(link);
  await screenshot(phone, 'answer-by-email-link');
  expect(await axe(phone)).toEqual([]);
  await phone.getByRole('button', { name: 'Open my conversation' }).click();
  await untilWebChat(phone);
  await phone.getByText('CPMS is below it.').last().waitFor();
  await screenshot(phone, 'answer-by-email-opened');
  expect(new URL(phone.url()).pathname + new URL(phone.url()).search).toBe('/chat');
  // It is the browser's own conversation from now on.
  await phone.reload();
  await untilWebChat(phone);
  await phone.getByText('CPMS is below it.').last().waitFor();
  const box = phone.getByRole('textbox').last();
  await box.fill('Thank you, I have found it.');
  await box.press('Enter');
  await agent.getByText('Thank you, I have found it.').waitFor();

  // The phone is in somebody's hand: what comes now is read there.
  await agent.getByRole('textbox', { name: words.reply.label }).fill('Good. Can you sign in?');
  await agent.getByRole('button', { name: words.reply.button }).click();
  await phone.getByText('Good. Can you sign in?').last().waitFor();
  const told = phone.waitForResponse((response) => response.url().endsWith('/api/webchat/seen'));
  await phone.mouse.move(100, 200);
  await phone.mouse.move(120, 240);
  expect((await told).ok()).toBe(true);
  moveClockOn(LATER_MS);
  await agent.getByText(words.ticket.byEmail.unneeded).waitFor();
  expect(server.mails).toHaveLength(2);

  await agent.getByRole('button', { name: words.revokeLinks.button }).click();
  await agent.getByText(words.revokeLinks.done).waitFor();
  await reader.goto(link);
  await screenshot(reader, 'answer-by-email-useless');
  expect(await axe(reader)).toEqual([]);
  await reader.getByRole('heading', { name: /does not open anything/ }).waitFor();
});
