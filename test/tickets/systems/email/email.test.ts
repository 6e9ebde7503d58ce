import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Content, textsOf } from '../../../../src/content/content.ts';
import { correlated } from '../../../../src/lib/correlation.ts';
import { openLog } from '../../../../src/lib/log.ts';
import { OUTBOX } from '../../../../src/store/keys.ts';
import { openMemoryStore } from '../../../../src/store/memory.ts';
import { Outbox } from '../../../../src/tickets/outbox/outbox.ts';
import { systemOutboxHandler } from '../../../../src/tickets/outbox/system-handler.ts';
import { replyToken } from '../../../../src/tickets/reply-token.ts';
import { copyHandler } from '../../../../src/tickets/systems/email/copy.ts';
import type { EmailOptions } from '../../../../src/tickets/systems/email/index.ts';
import { openEmail } from '../../../../src/tickets/systems/email/index.ts';
import { openTicketSystems } from '../../../../src/tickets/systems/open.ts';
import type { TicketSystem } from '../../../../src/tickets/systems/ticket-system.ts';
import type { Ticket } from '../../../../src/tickets/ticket.ts';
import { COPY, ticketWrites } from '../../../../src/tickets/ticket-rows.ts';
import { Tickets } from '../../../../src/tickets/tickets.ts';
import { aTicket, withMessage } from '../../a-ticket.ts';
import { type ArrivedMail, MailServer } from './mail-server.ts';
import { HELPDESK, HELPDESK_CONTACT, packWithDesk } from './pack-with-desk.ts';

const HOUR = 3_600_000;
const FROM = 'assistant@example.org';
const BASE = 'https://assistant.example.org';
const EU_LOGIN = packWithDesk.network.contacts['eu-login-support']?.email ?? '';

let server: MailServer;
beforeEach(async () => {
  server = await new MailServer().open();
});
afterEach(() => server.close());

function mailSystem(options: Partial<EmailOptions> = {}): TicketSystem {
  return openEmail(
    { url: server.url(), from: FROM },
    { content: () => packWithDesk, deskLanguage: 'en', base: BASE, ...options },
  );
}

async function mailOf(ticket: Ticket, options?: Partial<EmailOptions>): Promise<ArrivedMail> {
  await mailSystem(options).deliver({ ticket, triedBefore: false });
  return lastMail();
}

function lastMail(): ArrivedMail {
  const mail = server.mails.at(-1);
  if (!mail) throw new Error('no mail has arrived');
  return mail;
}

const forEuLogin = (parts: Partial<Ticket> = {}): Ticket =>
  aTicket({
    desk: 'eu-login-support',
    step: 'two-factor/sms-challenge-code',
    email: 'ada@hospital.example',
    sentence: 'No code arrives on my phone.',
    ...parts,
  });

describe('A mail to the network’s own helpdesk whose reply is read', () => {
  const replySecret = async () => 'a secret that is long enough for every test of mails';

  test('says so, and asks for the reply to the address that it comes from', async () => {
    const mail = await mailOf(aTicket(), { replySecret });
    expect(mail.text).toContain('reply to this email');
    expect(mail.text).not.toContain('do not reply');
    expect(mail.replyTo?.value[0]?.address).toBe(FROM);
  });

  test('is named by a proof in its subject and in its ids, which stay the same', async () => {
    const { ticket, message } = withMessage(aTicket(), 'm-1', 'It still fails.');
    const system = mailSystem({ replySecret });
    await system.deliver({ ticket, triedBefore: false });
    const first = lastMail();
    await system.deliver({ ticket, message, triedBefore: false });
    await system.deliver({ ticket, message, triedBefore: true });
    const [second, again] = server.mails.slice(-2);
    const token = replyToken(await replySecret(), ticket.number, 'desk');
    expect(first.subject).toMatch(/^\[KMR-FTZ\] /);
    expect(first.subject?.endsWith(` [${token}]`)).toBe(true);
    expect(first.messageId).toBe(`<${token}@example.org>`);
    expect(second?.messageId).toBe(`<m-1.${token}@example.org>`);
    expect(second?.references).toBe(first.messageId);
    expect(again?.messageId).toBe(second?.messageId);
  });

  test('leaves a mail to another desk as it is, since that answers the person', async () => {
    const { subject, messageId } = await mailOf(forEuLogin());
    const mail = await mailOf(forEuLogin(), { replySecret });
    expect(mail).toMatchObject({ subject, messageId });
    expect(messageId).toContain(forEuLogin().number);
    expect(mail.replyTo?.value[0]?.address).toBe('ada@hospital.example');
  });
});

describe("A mail to the network's own helpdesk", () => {
  test('goes to its address, encrypted and logged in, with number and step in the subject', async () => {
    const mail = await mailOf(aTicket());
    expect(mail.recipients).toEqual([HELPDESK]);
    expect(mail).toMatchObject({ secure: true, user: FROM });
    expect(mail.from?.value[0]?.address).toBe(FROM);
    expect(mail.subject).toMatch(/^\[KMR-FTZ\] \S.*\S$/);
  });

  test('links to the ticket in the inbox, as text and as HTML', async () => {
    const mail = await mailOf(aTicket());
    const link = `${BASE}/helpdesk/tickets/KMR-FTZ`;
    expect(mail.text).toContain(`\n${link}\n`);
    expect(mail.html).toContain(`<a href="${link}">`);
  });

  test('names the inbox without a link where the assistant has no public address', async () => {
    const { text, html } = await mailOf(aTicket(), { base: undefined });
    expect(text).toContain("open the assistant's helpdesk page");
    expect(`${text}${html}`).not.toContain('/helpdesk/tickets/');
  });

  test('is marked so that no program answers it, and has no other reply address', async () => {
    const mail = await mailOf(aTicket({ email: 'ada@hospital.example' }));
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('x-auto-response-suppress')).toBe('All');
    expect(mail.replyTo).toBeUndefined();
    expect(mail.text).toContain('ada@hospital.example');
  });

  test('names the request that brought it about, by which it is found in the log', async () => {
    const mail = await correlated('request-1', () => mailOf(aTicket()));
    expect(mail.headers.get('x-correlation-id')).toBe('request-1');
    expect((await mailOf(aTicket())).headers.has('x-correlation-id')).toBe(false);
  });

  test('has a subject of its own where the person was at no step', async () => {
    const { step: _, ...bare } = aTicket();
    expect((await mailOf(bare)).subject).toBe('[KMR-FTZ] We joined the network last month.');
    const wordless = { ...bare, sentence: '', exchanges: [] };
    expect((await mailOf(wordless)).subject).toBe('[KMR-FTZ] Question to the helpdesk');
    const understood = { ...bare, topic: { question: 'sms-not-received' } };
    expect((await mailOf(understood)).subject).toBe(
      '[KMR-FTZ] The text message with the code does not arrive',
    );
  });

  test('is not sent while the helpdesk has no address, and the operator reads where to set it', async () => {
    const { network } = packWithDesk;
    const content = {
      ...packWithDesk,
      network: { ...network, contacts: { [network.helpdesk]: HELPDESK_CONTACT } },
    };
    const delivery = mailSystem({ content: () => content }).deliver({
      ticket: aTicket(),
      triedBefore: false,
    });
    await expect(delivery).rejects.toMatchObject({
      isFinal: true,
      message: expect.stringContaining('contacts in the network file of the content pack'),
    });
    expect(server.mails).toEqual([]);
  });
});

/** The pack with a second language, in which every email is from somebody else. */
function packInTwoLanguages(): Content {
  const english = textsOf(packWithDesk, 'en');
  const mail = {
    ...english.mail,
    sender: 'Assistent',
    copy: { ...english.mail.copy, subject: 'Kopie: {title}' },
  };
  const german = { ...english, language: 'de', mail };
  return { ...packWithDesk, languages: new Map([...packWithDesk.languages, ['de', german]]) };
}

test("A desk gets its mails in its own language, whatever the person's is", async () => {
  const ticket = aTicket({ language: 'de' });
  await mailOf(ticket, { content: packInTwoLanguages });
  expect(lastMail().from?.text).not.toContain('Assistent <');
  await mailOf(ticket, { content: packInTwoLanguages, deskLanguage: 'de' });
  expect(lastMail().from?.text).toContain('Assistent');
});

describe('The copy for the person of what was passed on', () => {
  const copyOf = async (ticket: Ticket, message?: string, at = server): Promise<void> => {
    const send = copyHandler({ url: at.url(), from: FROM }, { content: packInTwoLanguages });
    const item = { target: 'copy', ticket: ticket.number, attempts: 1, due: 0, since: ticket.openedAt };
    await send(
      ticket,
      { key: 'k', item: { ...item, isDead: false, ...(message && { message }) } },
      new AbortController().signal,
    );
  };

  test('goes to them alone, with what the desk got, and no program answers it', async () => {
    await copyOf(forEuLogin());
    const mail = lastMail();
    expect(mail.recipients).toEqual(['ada@hospital.example']);
    expect(mail.subject).toMatch(/^Copy: \[KMR-FTZ\] /);
    expect(mail.text).toContain('No code arrives on my phone.');
    expect(mail.text).toContain('EU Login support will answer you by email');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('x-auto-response-suppress')).toBe('All');
    expect(mail.replyTo).toBeUndefined();
    expect(mail.text).not.toContain('/helpdesk');
  });

  test("is in the person's language", async () => {
    await copyOf(forEuLogin({ language: 'de' }));
    expect(lastMail().subject).toMatch(/^Kopie: \[KMR-FTZ\] /);
  });

  test('has the same id however often it is sent, and another one than the mail to the desk', async () => {
    await copyOf(forEuLogin());
    const first = lastMail().messageId;
    await copyOf(forEuLogin());
    expect(lastMail().messageId).toBe(first);
    expect((await mailOf(forEuLogin())).messageId).not.toBe(first);
  });

  test('of what they add later belongs to the same thread', async () => {
    await copyOf(forEuLogin());
    const first = lastMail().messageId;
    await copyOf(withMessage(forEuLogin(), 'm1', 'It is an old phone.').ticket, 'm1');
    expect(lastMail()).toMatchObject({
      inReplyTo: first,
      text: expect.stringContaining('It is an old phone.'),
    });
    expect(lastMail().text).not.toContain('No code arrives');
  });

  test('is not sent where they gave no address', async () => {
    await copyOf(forEuLogin({ email: undefined }));
    expect(server.mails).toEqual([]);
  });

  test('goes out beside the mail to the desk, and the ticket names no further place', async () => {
    const store = openMemoryStore();
    const expiresAt = Date.now() + HOUR;
    const { systems, copy, targetsFor } = openTicketSystems(
      {
        system: 'inbox',
        mail: { url: server.url(), from: FROM },
        mailbox: undefined,
        zammad: undefined,
        language: 'en',
      },
      { store, content: () => packWithDesk, retentionMs: HOUR, base: BASE, secret: async () => 'a secret' },
    );
    const ticket = forEuLogin();
    const outgoing = targetsFor(ticket.desk).map((target) => ({ target }));
    await store.commit(ticketWrites({ ticket, version: null, listed: null }, outgoing, expiresAt));
    const tickets = new Tickets({ store, retentionMs: HOUR, changed: () => undefined });
    const handlers = new Map([...systems].map(([name, system]) => [name, systemOutboxHandler(system)]));
    if (copy) handlers.set(COPY, copy);
    await new Outbox({ store, tickets, handlers, log: openLog('silent'), retentionMs: HOUR }).run();
    expect(server.mails.map(({ recipients }) => recipients).sort()).toEqual([
      [EU_LOGIN],
      ['ada@hospital.example'],
    ]);
    expect(Object.keys((await tickets.get(ticket.number))?.elsewhere ?? {})).toEqual(['email']);
    expect(await store.list(OUTBOX)).toEqual([]);
  });

  test('is given up where nobody has their address, and the helpdesk reads why', async () => {
    const refusal = Object.assign(new Error('no such user'), { responseCode: 550 });
    const refusing = await new MailServer({ onRcptTo: (_to, _session, done) => done(refusal) }).open();
    onTestFinished(() => refusing.close());
    await expect(copyOf(forEuLogin(), undefined, refusing)).rejects.toMatchObject({
      isFinal: true,
      message: expect.stringContaining('the address that the person gave'),
    });
  });
});

describe("A mail to EU Login's support", () => {
  test('goes there, and its reply goes straight to the person', async () => {
    const mail = await mailOf(forEuLogin());
    expect(mail.recipients).toEqual([EU_LOGIN]);
    expect(mail.replyTo?.value).toEqual([{ name: '', address: 'ada@hospital.example' }]);
    expect(mail.headers.has('auto-submitted')).toBe(false);
  });

  test('holds everything that the support asks for', async () => {
    const facts = [
      { name: 'Application', value: `CPMS, ${packWithDesk.guide.links['cpms-2']}` },
      { name: 'Where the link came from', value: 'the access guide' },
    ];
    const { text } = await mailOf({ ...forEuLogin(), facts });
    expect(text).toMatch(/Username or email address: ada@hospital\.example/);
    for (const { name, value } of facts) expect(text).toContain(`${name}: ${value}`);
    expect(text).toMatch(/Description of the problem\n-+\nNo code arrives on my phone\.\n/);
    expect(text).toMatch(/Screenshots: None so far/);
  });

  test('does not link to the inbox, where the support cannot sign in', async () => {
    const { text, html } = await mailOf(forEuLogin());
    expect(`${text}${html}`).not.toContain('/helpdesk');
  });

  test.each([
    undefined,
    '',
    'ada',
    'ada@hospital.example\r\nBcc: all@hospital.example',
    'a@b.example, c@d.example',
    'a@b.example;c@d.example',
    'Ada <ada@hospital.example>',
    'ada@hospital.example\n',
    'ada@hospital.example%0d%0aBcc: all@hospital.example',
    'ada@hospital.example\u2028Bcc: all@hospital.example',
  ])('is not sent where the support could not answer the person: %j', async (email) => {
    const { email: _, ...ticket } = forEuLogin();
    const delivery = mailSystem().deliver({
      ticket: email === undefined ? ticket : { ...ticket, email },
      triedBefore: false,
    });
    await expect(delivery).rejects.toMatchObject({
      isFinal: true,
      message: expect.stringContaining('no usable email address'),
    });
    expect(server.mails).toEqual([]);
  });

  test('is followed by a mail with what the person adds', async () => {
    await mailOf(forEuLogin());
    const { ticket, message } = withMessage(forEuLogin(), 'm-1', 'A code has come now.');
    await mailSystem().deliver({ ticket, message, triedBefore: false });
    const mail = lastMail();
    expect(mail.recipients).toEqual([EU_LOGIN]);
    expect(mail.replyTo?.value[0]?.address).toBe('ada@hospital.example');
    expect(mail.text).toContain('A code has come now.');
    expect(mail.text).not.toContain('No code arrives');
  });
});

describe('Mails about one ticket', () => {
  test('form one thread', async () => {
    const system = mailSystem();
    const place = await system.deliver({ ticket: aTicket(), triedBefore: false });
    const first = lastMail();
    expect(first.messageId).toBe('<KMR-FTZ@example.org>');
    const kept = aTicket({ elsewhere: { email: { ...place, seen: [] } } });
    const { ticket, message } = withMessage(kept, 'm-1', 'Hello?');
    await system.deliver({ ticket, message, triedBefore: false });
    const second = lastMail();
    expect(second.messageId).toBe('<KMR-FTZ.m-1@example.org>');
    expect(second.inReplyTo).toBe(first.messageId);
    expect(second.references).toEqual(first.messageId);
    expect(second.subject).toBe(first.subject);
  });

  test('are stopped at once while a server hangs, also in the middle of a session', async () => {
    server.isSilent = true;
    const stopping = new AbortController();
    const delivery = mailSystem().deliver({ ticket: aTicket(), triedBefore: false }, stopping.signal);
    const outcome = delivery.catch((error: unknown) => error);
    await expect.poll(() => server.mails).toHaveLength(1);
    stopping.abort();
    expect(await outcome).toMatchObject({ name: 'DeliveryError', isFinal: false });
    // A server whose connection is still open would not close.
    await server.close();
  });

  test('bring no updates back', async () => {
    expect(await mailSystem().fetchUpdates(aTicket())).toBeUndefined();
  });
});

describe("A person's text", () => {
  const HOSTILE = `</p><script>alert(1)</script><img src=x onerror="alert(1)">\n"><a href='javascript:alert(1)'>x</a>`;

  test('is text and never markup in the HTML of a mail', async () => {
    const mail = await mailOf(
      aTicket({
        sentence: HOSTILE,
        facts: [{ name: HOSTILE, value: HOSTILE }],
        exchanges: [{ by: 'person', text: HOSTILE }],
        email: 'ada@hospital.example',
      }),
    );
    expect(mail.html).not.toMatch(/<script|<img|javascript:alert\(1\)'>x<\/a>/);
    expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(mail.html).toContain('onerror=&quot;alert(1)&quot;&gt;<br>');
  });

  test('cannot become a header, not even as the number of a ticket', async () => {
    const injected = 'KMR-FTZ]\r\nBcc: all@hospital.example\r\nX-Evil: 1';
    const mail = await mailOf(aTicket({ number: injected, email: injected, sentence: injected }));
    expect(mail.recipients).toEqual([HELPDESK]);
    expect(mail.headers.has('bcc')).toBe(false);
    expect(mail.headers.has('x-evil')).toBe(false);
  });
});
