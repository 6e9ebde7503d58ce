import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SEEN } from '../../../src/conversation/incoming-message.ts';
import { CONVERSATIONS, OUTBOX, TICKETS } from '../../../src/store/keys.ts';
import { ticketOfLink } from '../../../src/tickets/emails/chat-link.ts';
import { openMailer } from '../../../src/tickets/emails/mailer.ts';
import { personEmailHandler } from '../../../src/tickets/emails/person-handler.ts';
import { withReturnedAnswer } from '../../../src/tickets/mailbox/add-to-ticket.ts';
import { listUndelivered } from '../../../src/tickets/outbox/dead-letters.ts';
import { ticketsOfTokens } from '../../../src/tickets/reply-token.ts';
import { ticketMetrics } from '../../../src/tickets/ticket-metrics.ts';
import { Helpdesk } from '../../support/helpdesk.ts';
import { type ArrivedMail, MailServer } from '../systems/email/mail-server.ts';
import { HELPDESK, packWithDesk } from '../systems/email/pack-with-desk.ts';

const MINUTE = 60_000;
const AFTER_MS = 10 * MINUTE;
const FROM = 'assistant@example.org';
const SECRET = 's'.repeat(43);
const LINK_PAGE = 'https://assistant.example.org/ticket';

let server: MailServer;
let helpdesk: Helpdesk;
beforeEach(async () => {
  server = await new MailServer().open();
  helpdesk = openHelpdesk();
});
afterEach(() => server.close());

interface Setting {
  repliesAreRead?: boolean;
  returnPath?: string;
  content?: typeof packWithDesk;
}

function openHelpdesk(setting: Setting = {}): Helpdesk {
  const { repliesAreRead = false, returnPath, content = packWithDesk } = setting;
  const send = openMailer({ url: server.url(), from: FROM, returnPath });
  return new Helpdesk({
    emails: {
      afterMs: AFTER_MS,
      handler: (store) =>
        personEmailHandler({
          store,
          content: () => content,
          send,
          secret: async () => SECRET,
          linkPage: LINK_PAGE,
          repliesAreRead,
        }),
    },
  });
}

/** Hands over with an address, and has an agent take the ticket. */
async function handOver(email = 'ada@hospital.example'): Promise<void> {
  const { person } = helpdesk;
  await person.join();
  await person.say('human');
  await person.press('Send it', { email, sentence: 'The code never reaches my phone.' });
  await helpdesk.claim();
}

/** Lets so many minutes pass, after which the outbox delivers what is due. */
async function pass(minutes: number): Promise<void> {
  helpdesk.laterMs += minutes * MINUTE;
  await helpdesk.deliver();
}

function onlyMail(): ArrivedMail {
  const [mail, ...more] = server.mails;
  if (!mail || more.length > 0) throw new Error(`${server.mails.length} mails have arrived`);
  return mail;
}

async function emailStates(): Promise<(string | undefined)[]> {
  return (await helpdesk.ticket()).messages.map(({ email }) => email?.state);
}

function keyIn({ text = '' }: ArrivedMail): string {
  return /\/ticket\?lang=en&key=(\S+)/.exec(text)?.[1] ?? '';
}

test.each([
  [
    'with an address',
    'ada@hospital.example',
    /this chat\. If you are not here then, it goes to ada@hospital\.example/,
  ],
  ['without one', '', /this chat\. You can close it and come back later/],
])('Somebody who hands over %s reads where the answer will be', async (_, email, told) => {
  const { person } = helpdesk;
  await person.join();
  await person.say('human');
  const sent = await person.press('Send it', { email, sentence: 'The code never reaches my phone.' });
  expect(sent.text).toMatch(told);
});

describe('An answer of the helpdesk', () => {
  test('goes to the address of a person who has closed the tab, in full, once the time is over', async () => {
    await handOver();
    await helpdesk.reply('Ask for a new code.\nThen wait a minute.');
    await pass(9);
    expect(server.mails).toEqual([]);
    expect(await emailStates()).toEqual(['waiting']);
    await pass(1);
    const mail = onlyMail();
    const number = await helpdesk.number();
    expect(mail.recipients).toEqual(['ada@hospital.example']);
    expect(mail.from?.value[0]?.address).toBe(FROM);
    expect(mail.text).toMatch(new RegExp(`^The .+ has answered your ticket ${number}\\.`));
    expect(mail.text).toContain('Ask for a new code.\nThen wait a minute.');
    expect(mail.html).toContain('Ask for a new code.<br>\nThen wait a minute.');
    expect(await emailStates()).toEqual(['sent']);
    await pass(60);
    expect(server.mails).toHaveLength(1);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['writes something', () => helpdesk.person.say('Thank you!')],
    ['opens the chat again', () => helpdesk.person.join()],
    ['moves about on the open page', () => helpdesk.person.send({ type: 'event', name: SEEN })],
  ])('is not sent where the person %s after it came', async (_, act) => {
    await handOver();
    await helpdesk.reply('Ask for a new code.');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await act();
    await pass(10);
    expect(server.mails).toEqual([]);
    expect((await emailStates())[0]).toBe('unneeded');
  });

  test('is sent although the person was there before it came', async () => {
    await handOver();
    await helpdesk.person.say('Hello?');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await helpdesk.reply('Ask for a new code.');
    await pass(10);
    expect(server.mails).toHaveLength(1);
  });

  test('that came back is not said to be sent, though that is noted later', async () => {
    await handOver();
    await helpdesk.reply('Ask for a new code.');
    await helpdesk.act((tickets, number) =>
      tickets.change(number, (ticket) => withReturnedAnswer(ticket, ticket.messages[0]?.id, '5.1.1')),
    );
    await pass(10);
    expect(server.mails).toHaveLength(1);
    expect(await emailStates()).toEqual(['returned']);
  });

  test('is sent to nobody who gave no address', async () => {
    await handOver('');
    await helpdesk.reply('Ask for a new code.');
    await pass(10);
    expect(server.mails).toEqual([]);
    expect(await emailStates()).toEqual([undefined]);
    expect((await helpdesk.ticket()).linkKey).toBeUndefined();
  });

  test('says who wrote it, as far as that is known', async () => {
    await handOver();
    await helpdesk.reply('Ask for a new code.');
    await pass(10);
    expect(onlyMail().text).toContain('Robin writes');
    await helpdesk.act((tickets, number) =>
      tickets.change(number, (ticket) => ({
        ticket: {
          ...ticket,
          messages: [{ id: 'm-1', text: 'Hi', by: 'agent', at: new Date().toISOString() }],
        },
        outgoing: [{ target: 'chat', told: 'answered', message: 'm-1' }],
      })),
    );
    await pass(10);
    expect(server.mails.at(-1)?.text).toContain('The answer');
  });

  test('is sent by nobody a second time where another ticket system has mailed it', async () => {
    await handOver();
    await helpdesk.act((tickets, number) =>
      tickets.change(number, (ticket) => ({
        ticket: {
          ...ticket,
          messages: [{ id: 'm-1', text: 'Hi', by: 'agent', at: new Date().toISOString(), mailed: true }],
        },
        outgoing: [{ target: 'chat', told: 'answered', message: 'm-1' }],
      })),
    );
    await pass(10);
    expect(server.mails).toEqual([]);
  });

  test('is marked so that no program answers it, and bounces go to the return path', async () => {
    helpdesk = openHelpdesk({ returnPath: 'bounces@example.org' });
    await handOver();
    await helpdesk.reply('Ask for a new code.');
    await pass(10);
    const mail = onlyMail();
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('x-auto-response-suppress')).toBe('All');
    expect(mail.sentBy).toBe('bounces@example.org');
    expect(mail.from?.value[0]?.address).toBe(FROM);
  });

  test('carries the token of its ticket in the subject and the Message-ID, and stands in one thread', async () => {
    await handOver();
    await helpdesk.reply('Ask for a new code.');
    await pass(10);
    await helpdesk.reply('Has it come?');
    await pass(10);
    const [first, second] = server.mails;
    const number = await helpdesk.number();
    const [one, two] = (await helpdesk.ticket()).messages;
    for (const text of [first?.subject, first?.messageId, second?.messageId])
      expect(ticketsOfTokens(SECRET, text ?? '')).toEqual([number]);
    expect(first?.subject).toMatch(new RegExp(`^\\[${number}\\] \\S.* \\[${number}\\.[a-p]{32}\\]$`));
    expect(first?.messageId).toMatch(new RegExp(`^<${one?.id}\\.${number}\\.[a-p]{32}@example\\.org>$`));
    expect(second?.messageId).toMatch(new RegExp(`^<${two?.id}\\.`));
    expect(second?.subject).toBe(first?.subject);
    expect(second?.inReplyTo).toBe(first?.messageId);
    expect(second?.references).toBe(first?.messageId);
    expect(first?.inReplyTo).toBeUndefined();
  });

  test('arrives once by its Message-ID where the process died before it was noted', async () => {
    await handOver();
    await helpdesk.reply('Ask for a new code.');
    server.losesNextAnswer = true;
    await pass(10);
    expect(await emailStates()).toEqual(['late']);
    await pass(10);
    expect(server.mails).toHaveLength(2);
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await emailStates()).toEqual(['sent']);
  });
});

describe('A reply to the mail', () => {
  test.each<[string, Setting, { replyTo: string; says: RegExp }]>([
    [
      'joins the ticket where the assistant reads it',
      { repliesAreRead: true },
      { replyTo: FROM, says: /You can also reply to this email/ },
    ],
    [
      "goes to the helpdesk's own mailbox",
      {},
      { replyTo: HELPDESK, says: /your reply goes to the .+ by email/ },
    ],
    [
      'is not asked for where nobody would read it',
      { content: withoutDesk() },
      { replyTo: FROM, says: /Please do not reply to this email/ },
    ],
  ])('%s', async (_, setting, { replyTo, says }) => {
    helpdesk = openHelpdesk(setting);
    await handOver();
    await helpdesk.reply('Ask for a new code.');
    await pass(10);
    const mail = onlyMail();
    expect(mail.replyTo?.value[0]?.address).toBe(replyTo);
    expect(mail.text).toMatch(says);
  });
});

function withoutDesk(): typeof packWithDesk {
  const { network } = packWithDesk;
  const contact = network.contacts[network.helpdesk];
  if (!contact) throw new Error('the pack has no helpdesk');
  const contacts = { ...network.contacts, [network.helpdesk]: { ...contact, email: null } };
  return { ...packWithDesk, network: { ...network, contacts } };
}

describe('The way from the mail back to the chat', () => {
  async function mailTo(channelId: string): Promise<ArrivedMail> {
    await handOver();
    await helpdesk.act((tickets, number) =>
      tickets.change(number, (ticket) => ({ ticket: { ...ticket, address: { channelId } } })),
    );
    await helpdesk.reply('Ask for a new code.');
    await pass(10);
    return onlyMail();
  }

  test('is a link that opens the conversation of this ticket, until an agent stops it', async () => {
    const mail = await mailTo('webchat');
    expect(mail.text).toContain(`${LINK_PAGE}?lang=en&key=`);
    const opened = () => ticketOfLink(SECRET, keyIn(mail), (number) => helpdesk.tickets.get(number));
    expect((await opened())?.talk).toBe('talk-1');
    await helpdesk.act((tickets, number) => tickets.revokeLinks(number, helpdesk.agent));
    expect(await opened()).toBeUndefined();
    await helpdesk.reply('Has it come?');
    await pass(10);
    const newer = keyIn(server.mails.at(-1) ?? mail);
    expect(await ticketOfLink(SECRET, newer, (number) => helpdesk.tickets.get(number))).toBeDefined();
  });

  test('is Microsoft Teams for a person who wrote there', async () => {
    const { text } = await mailTo('msteams');
    expect(text).toContain('Microsoft Teams');
    expect(text).not.toContain('/ticket');
  });

  test('is a new conversation where theirs is gone', async () => {
    await handOver();
    const record = await helpdesk.person.store.get(`${CONVERSATIONS}talk-1`);
    await helpdesk.person.store.commit([
      {
        key: `${CONVERSATIONS}talk-1`,
        expected: record?.version ?? null,
        value: undefined,
        expiresAt: 0,
      },
    ]);
    await helpdesk.reply('Ask for a new code.');
    await pass(10);
    expect(onlyMail().text).toContain('no longer there');
    expect(onlyMail().text).not.toContain('/ticket');
  });
});

describe('The closing of a ticket', () => {
  test('goes to the address of a person who has not seen it', async () => {
    await handOver();
    await helpdesk.close();
    await pass(10);
    const mail = onlyMail();
    expect(mail.text).toMatch(/has closed your ticket/);
    expect(ticketsOfTokens(SECRET, mail.messageId ?? '')).toEqual([await helpdesk.number()]);
  });

  test('stands in the mail with the last answer, and in no mail of its own', async () => {
    await handOver();
    await helpdesk.reply('It works again.');
    await helpdesk.close();
    await pass(10);
    await pass(10);
    expect(onlyMail().text).toContain('It works again.');
    expect(onlyMail().text).toMatch(/has closed the ticket/);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['the person was there since', () => helpdesk.person.join()],
    [
      'the ticket is open again',
      () => helpdesk.act((tickets, number) => tickets.reopen(number, helpdesk.agent)),
    ],
  ])('is not mailed where %s', async (_, act) => {
    await handOver();
    await helpdesk.close();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await act();
    await pass(10);
    expect(server.mails).toEqual([]);
  });

  test('without a word to the person brings no mail either', async () => {
    await handOver();
    await helpdesk.act((tickets, number) => tickets.close(number, helpdesk.agent, { isSilent: true }));
    await pass(10);
    expect(server.mails).toEqual([]);
  });
});

describe('A mail that does not get through', () => {
  test('says on the ticket why, and is not tried again where the address is refused', async () => {
    await server.close();
    server = await new MailServer({
      onRcptTo: ({ address }, _session, done) =>
        done(Object.assign(new Error(address), { responseCode: 550 })),
    }).open();
    helpdesk = openHelpdesk();
    await handOver();
    await helpdesk.reply('Ask for a new code.');
    await pass(10);
    const [message] = (await helpdesk.ticket()).messages;
    expect(message?.email).toMatchObject({
      state: 'refused',
      problem: "the mail server refuses the person's email address (550)",
    });
    expect(await listUndelivered(helpdesk.person.store)).toEqual({ deadLetters: [], delayed: [] });
    expect(await helpdesk.person.store.list(OUTBOX)).toEqual([]);
  });

  test('is late on the ticket, and sent as soon as the server is back', async () => {
    await handOver();
    await helpdesk.reply('Ask for a new code.');
    await server.close();
    await pass(10);
    expect(await emailStates()).toEqual(['late']);
    await server.open();
    await pass(1);
    expect(await emailStates()).toEqual(['sent']);
    expect(server.mails).toHaveLength(1);
  });

  test('goes with the person’s data where these are deleted before it is due', async () => {
    await handOver();
    await helpdesk.close();
    await helpdesk.person.say('delete my data');
    await helpdesk.person.press('Yes, delete it all');
    expect(await helpdesk.person.store.list(TICKETS)).toEqual([]);
    expect(await helpdesk.person.store.list(OUTBOX)).toEqual([]);
    await pass(10);
    expect(server.mails).toEqual([]);
  });
});

test('A mail that is for later does not count as one that waits', async () => {
  await handOver();
  await helpdesk.reply('Ask for a new code.');
  const metrics = await ticketMetrics(helpdesk.person.store, ['person-email']);
  const waiting = metrics.find(({ name }) => name === 'helpdesk_outbox_waiting');
  expect(waiting?.samples).toContainEqual({ labels: { target: 'person-email' }, value: 0 });
});
