import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { PackCopy } from '../../content/pack-copy.ts';
import { words } from '../../helpdesk/pages/support.ts';
import { moveClockOn } from '../../support/clock.ts';
import { freePort } from '../../support/free-port.ts';
import { openOidcServer } from '../../support/oidc-server.ts';
import { ImapServer } from '../../tickets/mailbox/imap-server.ts';
import { mailOfParts, someMail } from '../../tickets/mailbox/some-mail.ts';
import { type ArrivedMail, MailServer } from '../../tickets/systems/email/mail-server.ts';
import { startAssistant } from '../assistant.ts';
import { axe, openPage, screenshot } from '../browser.ts';
import { settled, untilWebChat } from '../web-chat.ts';

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;
/** More than the other tests get: it opens four browsers one after the other, and looks at each of twenty pages. */
const SLOWEST_DAY_MS = 6 * MINUTE_MS;
const PERSON = 'ada.berg@hospital.example';
const DESK = 'helpdesk@network.example.org';
const ROBIN = 'robin.vos@network.example.org';
const SENTENCE = 'CPMS is not in the list of applications. I have searched for it twice.';
const ANSWER = 'Please choose "SAAS" in the list:\nCPMS is below it.';
const REPLY = 'I see SAAS now, but the button below it stays grey.';
const SECOND_ANSWER = 'Your centre had not confirmed you yet. It has now: please try once more.';

/** The mail server of the assistant, with a mailbox in which replies arrive, and the settings for both. */
async function openMail() {
  const [smtp, imap] = [await new MailServer().open(), await new ImapServer().open()];
  onTestFinished(async () => {
    await Promise.all([smtp.close(), imap.close()]);
  });
  const pack = new PackCopy();
  pack.change(
    'network.yaml',
    /network-helpdesk:\n {4}email: null/,
    `network-helpdesk:\n    email: ${DESK}\n    agents: [{ name: "Robin Vos", email: ${ROBIN} }]`,
  );
  const env = {
    CONTENT_DIR: pack.folder,
    HELPDESK: 'email',
    SMTP_URL: smtp.url({ host: '127.0.0.1' }),
    MAIL_FROM: 'assistant@example.org',
    IMAP_URL: imap.url(),
  };
  const mailsTo = (address: string) => smtp.mails.filter(({ recipients }) => recipients.includes(address));
  /** Resolves with the newest of so many mails to an address, once all of them are there. */
  const newestTo = async (address: string, count: number): Promise<ArrivedMail> => {
    await expect.poll(() => mailsTo(address).length).toBe(count);
    const newest = mailsTo(address).at(-1);
    if (!newest) throw new Error(`no mail to ${address}`);
    return newest;
  };
  return { imap, env, mailsTo, newestTo };
}

const inBase64 = (type: string) => [
  `Content-Type: ${type}; charset=utf-8`,
  'Content-Transfer-Encoding: base64',
];
const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');
const headOf = ({ messageId = '', references = [] }: ArrivedMail) => [
  `In-Reply-To: ${messageId}`,
  `References: ${[references, messageId].flat().join(' ')}`,
];

/** What the person answers on an iPhone, as text and as HTML, above the mail that is answered. */
function fromPhone(mail: ArrivedMail, text: string): string {
  const said = `On 27 Nov 2026, at 10:14, ${mail.from?.text ?? ''} wrote:`;
  const quoted = `${said}\n\n\ufeff\n${mail.text}`.replace(/^/gm, '> ');
  const html = `<html><body dir="auto">${text}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Sent from my iPhone</div>
    <div dir="ltr"><br><blockquote type="cite">${said.replace('<', '&lt;')}<br><br></blockquote></div>
    <blockquote type="cite"><div dir="ltr">\ufeff${mail.html}</div></blockquote></body></html>`;
  return mailOfParts(
    [
      { headers: inBase64('text/plain'), body: base64(`${text}\n\nSent from my iPhone\n\n${quoted}\n`) },
      { headers: inBase64('text/html'), body: base64(html) },
    ],
    {
      from: `Ada Berg <${PERSON}>`,
      subject: `Re: ${mail.subject}`,
      headers: [...headOf(mail), 'X-Mailer: iPhone Mail (23B85)'],
      kind: 'alternative',
    },
  );
}

/** What the person's mail server answers by itself while they are away. */
function awayNote(mail: ArrivedMail): string {
  return someMail({
    from: `Ada Berg <${PERSON}>`,
    subject: `Automatic reply: ${mail.subject}`,
    headers: [...headOf(mail), 'Auto-Submitted: auto-replied', ...inBase64('text/plain')],
    body: base64('I am in theatre until Monday. In urgent cases, please call the ward.'),
  });
}

/** What an agent answers in Outlook. */
function fromOutlook(mail: ArrivedMail, text: string): string {
  const below = `From: ${mail.from?.text}\nSent: Friday, 27 November 2026 10:31\nTo: Helpdesk\nSubject: ${mail.subject}\n\n${mail.text}`;
  return someMail({
    from: `Robin Vos <${ROBIN}>`,
    subject: `RE: ${mail.subject}`,
    headers: [...headOf(mail), ...inBase64('text/plain')],
    body: base64(`${text}\n\nKind regards,\nRobin Vos\n\n________________________________\n${below}`),
  });
}

/** Signs somebody of the helpdesk in at the organisation's own service; who is signed in there still only returns. */
async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}helpdesk`);
  await page.getByPlaceholder('Enter any login').fill('ben');
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByText('Signed in as Ben Backup').waitFor();
}

const newestCard = (page: Page) => page.locator('.ac-adaptiveCard').last();
/** Presses a button of the newest card by the keyboard, which finds it also while the chat scrolls. */
const press = (page: Page, name: string) =>
  newestCard(page).getByRole('button', { name, exact: true }).press('Enter');

async function say(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('textbox').last();
  await composer.fill(text);
  await composer.press('Enter');
}

test('A day: handed over in the chat, answered and replied to by email, closed in the chat on a phone, and opened again a week later', {
  timeout: SLOWEST_DAY_MS,
}, async () => {
  const { imap, env, mailsTo, newestTo } = await openMail();
  const port = await freePort();
  const issuer = await openOidcServer(`http://localhost:${port}`);
  const { url } = await startAssistant({ PORT: `${port}`, ...issuer.env, ...env });
  const look = async (page: Page, name: string): Promise<void> => {
    await screenshot(page, `a-day-${name}`);
    expect([name, await axe(page)]).toEqual([name, []]);
  };
  const reader = await openPage();
  const lookAtMail = async (name: string, mail: ArrivedMail): Promise<void> => {
    await reader.setContent(String(mail.html));
    await screenshot(reader, `a-day-${name}`);
  };

  // The person hands over, and closes the tab.
  const person = await openPage();
  await person.goto(`${url}chat`);
  await untilWebChat(person);
  await say(person, 'human');
  await newestCard(person).getByRole('textbox', { name: 'What do you need help with?' }).fill(SENTENCE);
  await newestCard(person).getByRole('textbox', { name: 'Your email address' }).fill(PERSON);
  await press(person, 'Send it');
  const sent = await person.getByRole('heading', { name: /^Sent\. Your ticket is/ }).textContent();
  const number = /[A-Z]{3}-[A-Z]{3}/.exec(sent ?? '')?.[0] ?? '';
  await person.getByText(`it goes to ${PERSON} as well`).waitFor();
  await settled(person);
  await look(person, '01-handed-over');
  await person.close();
  await lookAtMail('02-mail-to-the-desk', await newestTo(DESK, 1));

  // An agent answers in the inbox; the mail goes out once the person has had time to read it in the chat.
  const agent = await openPage('desktop', { viewport: { width: 1280, height: 1700 } });
  // The issuer's own pages ask for a typeface of the network, which is not there.
  await agent.route(/googleapis/, (route) => route.abort());
  await signIn(agent, url);
  await look(agent, '03-list');
  await agent.getByRole('link', { name: number }).click();
  await agent.getByRole('textbox', { name: words.reply.label }).fill(ANSWER);
  await look(agent, '04-answer');
  await agent.getByRole('button', { name: words.reply.button }).click();
  await agent.getByText(words.ticket.byEmail.waiting).waitFor();
  await agent.getByText(words.ticket.delivery.delivered).waitFor();
  await look(agent, '05-answered');
  expect(mailsTo(PERSON)).toEqual([]);
  moveClockOn(11 * MINUTE_MS);
  await agent.locator('.delivery', { hasText: /^Sent by email/ }).waitFor();
  const answer = await newestTo(PERSON, 1);
  await lookAtMail('06-mail-to-the-person', answer);

  // The person's mail server says that they are away, which changes nothing; then they reply from their phone.
  imap.deliver(awayNote(answer));
  await agent.getByText(words.ticket.did.automatic).first().waitFor();
  await look(agent, '07-away');
  imap.deliver(fromPhone(answer, REPLY));
  await agent.getByText(REPLY, { exact: true }).first().waitFor();
  await look(agent, '08-replied');
  const toDesk = await newestTo(DESK, 2);
  await lookAtMail('09-reply-to-the-desk', toDesk);

  // Another agent, who is on the desk's list, answers that mail.
  imap.deliver(fromOutlook(toDesk, SECOND_ANSWER));
  await agent.getByText(SECOND_ANSWER, { exact: true }).first().waitFor();
  await agent.getByText(words.ticket.delivery.delivered).nth(1).waitFor();
  await look(agent, '10-answered-by-mail');
  moveClockOn(11 * MINUTE_MS);
  await agent
    .locator('.delivery', { hasText: /^Sent by email/ })
    .nth(1)
    .waitFor();
  const second = await newestTo(PERSON, 2);
  expect(second.text).toContain('Robin Vos writes');
  await lookAtMail('11-second-mail', second);
  expect(second.inReplyTo).toBe(answer.messageId);

  // The person opens the link on a phone, which has never been here, and says that it is solved.
  const phone = await openPage('phone');
  const lookAtBoth = async (name: string): Promise<void> => {
    await settled(phone);
    await look(phone, `${name}-person`);
    await look(agent, `${name}-agent`);
  };
  await phone.goto(/\bhttp\S+\/ticket\?lang=en&key=\S+/.exec(second.text ?? '')?.[0] ?? '');
  await look(phone, '12-link');
  await phone.getByRole('button', { name: 'Open my conversation' }).click();
  await untilWebChat(phone);
  await newestCard(phone).getByText(SECOND_ANSWER).waitFor();
  await settled(phone);
  await look(phone, '13-opened');
  await say(phone, 'solved, thank you!');
  await newestCard(phone).getByText('Close your ticket').waitFor();
  await lookAtBoth('14-solved');
  await press(phone, 'Yes, close it');
  await newestCard(phone).getByText('is closed.').waitFor();
  await agent.getByText(words.held.closedByPerson).first().waitFor();
  await lookAtBoth('15-closed');

  // A week later.
  moveClockOn(WEEK_MS);
  await phone.reload();
  await untilWebChat(phone);
  await settled(phone);
  await look(phone, '16-back');
  await say(phone, 'I need the helpdesk again');
  await newestCard(phone).getByText('again?').waitFor();
  await settled(phone);
  await look(phone, '17-again');
  await press(phone, 'Yes, open it again');
  await newestCard(phone).getByText('is open again').waitFor();
  await signIn(agent, url);
  await agent.getByText(words.held.reopenedByPerson).waitFor();
  await lookAtBoth('18-open-again');
  await agent.getByRole('link', { name: number }).click();
  await agent.getByRole('heading', { name: words.ticket.log }).waitFor();
  await look(agent, '19-ticket');

  // The ticket, the reply, that it is solved, the closing, and that it is open again: none because of the absence note.
  await newestTo(DESK, 5);
  expect(mailsTo(PERSON)).toHaveLength(2);
  expect(imap.subjectsIn('INBOX')).toEqual([]);
});
