import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { watchMailbox } from '../../../src/tickets/mailbox/watch-mailbox.ts';
import { Outbox } from '../../../src/tickets/outbox/outbox.ts';
import { systemOutboxHandler } from '../../../src/tickets/outbox/system-handler.ts';
import { openEmail } from '../../../src/tickets/systems/email/index.ts';
import { type ArrivedMail, MailServer } from '../systems/email/mail-server.ts';
import { HELPDESK } from '../systems/email/pack-with-desk.ts';
import { ImapServer } from './imap-server.ts';
import { OURS, SECRET, someMail } from './some-mail.ts';
import { type Desk, openDesk, packWithAgent } from './support.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** Longer than a program takes to answer, and the assistant to read that. */
const A_WHILE_MS = 1_500;

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** The assistant with its mail servers, and a program at the desk's address that answers every email. */
async function assistantAgainst(
  answer: (mail: ArrivedMail) => string,
): Promise<{ desk: Desk; smtp: MailServer }> {
  const [imap, smtp] = [await new ImapServer().open(), await new MailServer().open()];
  const desk = await openDesk({}, { targets: ['inbox', 'email'] });
  const email = openEmail(
    { url: smtp.url(), from: OURS },
    { content: () => packWithAgent, deskLanguage: 'en', base: undefined, replySecret: async () => SECRET },
  );
  const { store, tickets } = desk;
  const handlers = new Map([['email', systemOutboxHandler(email)]]);
  const outbox = new Outbox({ store, tickets, handlers, log: SILENT, retentionMs: 3_600_000 });
  const stop = watchMailbox({
    mailbox: { url: imap.url() },
    store,
    handle: ({ source, bytes }) => desk.handle(Buffer.from(source).toString(), bytes),
    log: SILENT,
  });
  let answered = 0;
  const timer = setInterval(() => {
    outbox.wake();
    for (const mail of smtp.mails.slice(answered)) imap.deliver(answer(mail));
    answered = smtp.mails.length;
  }, 50);
  ends.push(
    () => imap.close(),
    () => smtp.close(),
    () => outbox.close(),
    stop,
    async () => clearInterval(timer),
  );
  imap.deliver(someMail({ body: 'The button is still grey.' }));
  return { desk, smtp };
}

test('A person’s email goes to the desk once, and what a program there answers ends it', async () => {
  const { desk, smtp } = await assistantAgainst((mail) =>
    someMail({
      from: HELPDESK,
      subject: `Automatic reply: ${mail.subject}`,
      headers: [`In-Reply-To: ${mail.messageId}`, 'Auto-Submitted: auto-replied'],
      body: 'We are away.',
    }),
  );
  await expect.poll(() => smtp.mails.length).toBe(1);
  await setTimeout(A_WHILE_MS);
  expect(smtp.mails).toHaveLength(1);
  expect((await desk.ticket()).messages).toHaveLength(1);
});

test('A program that hides that it is one, and answers every email, ends after its first answer', async () => {
  const { desk, smtp } = await assistantAgainst((mail) =>
    someMail({
      from: HELPDESK,
      subject: `Re: ${mail.subject}`,
      body: 'Dear colleague, the practice is closed between Christmas and New Year.',
    }),
  );
  await expect.poll(() => smtp.mails.length).toBe(2);
  await setTimeout(A_WHILE_MS);
  // The person's email, and the answer as a note of somebody unknown.
  expect(smtp.mails).toHaveLength(2);
  expect((await desk.ticket()).messages).toHaveLength(2);
});

test('Everything that is sent says that a program wrote it, so that no program answers', async () => {
  const { smtp } = await assistantAgainst(() => someMail({ subject: 'nothing' }));
  await expect.poll(() => smtp.mails.length).toBe(1);
  const [mail] = smtp.mails;
  expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
  expect(mail?.headers.get('x-auto-response-suppress')).toBe('All');
});
