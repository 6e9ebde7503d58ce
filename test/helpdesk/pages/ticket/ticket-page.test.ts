import { describe, expect, test } from 'vitest';
import { DEFAULT_LANGUAGE, textsForDesk } from '../../../../src/content/content.ts';
import { sayFor } from '../../../../src/content/format-message.ts';
import { refusedText } from '../../../../src/helpdesk/pages/ticket/ticket-actions.ts';
import { allAnswersOf } from '../../../../src/helpdesk/suggest/suggest.ts';
import type { Suggest } from '../../../../src/helpdesk/suggestion.ts';
import { sensitiveFinder } from '../../../../src/redaction/find-sensitive.ts';
import { pack } from '../../../support/clinician.ts';
import { ANN, ANSWERS, aTicket, BEN, fill, openInbox, suggested, words } from '../support.ts';

const at = new Date(Date.now() - 60_000).toISOString();
const texts = textsForDesk(pack, DEFAULT_LANGUAGE);
const page = (number: string) => `/helpdesk/tickets/${number}`;

describe('A ticket', () => {
  test('shows everything that the person should not be asked again', async () => {
    const ticket = aTicket({
      email: 'clinician@hospital.example',
      elsewhere: {
        inbox: { id: 'KMR-FTZ', page: '/helpdesk/tickets/KMR-FTZ', seen: [] },
        zammad: { id: '7', page: 'https://zammad.example.org/#ticket/zoom/7', seen: [] },
      },
    });
    const { get } = await openInbox({ tickets: [ticket] });
    const { html, status } = await get(page(ticket.number));
    expect(status).toBe(200);
    for (const { name, value } of ticket.facts) expect(html).toContain(`<dt>${name}</dt><dd>${value}</dd>`);
    for (const { text } of ticket.exchanges) expect(html).toContain(text);
    expect(html).toContain(ticket.sentence);
    expect(html).toContain('href="mailto:clinician@hospital.example"');
    expect(html).toContain('href="https://zammad.example.org/#ticket/zoom/7"');
    expect(html.split(`<dt>${words.ticket.elsewhere}</dt>`)).toHaveLength(2);
  });

  test('marks the words of a person who speaks another language than the desk, and what is suggested for them', async () => {
    const ticket = aTicket({
      language: 'de',
      sentence: 'Ich bekomme keine Mail.',
      messages: [
        { id: 'm1', text: 'Immer noch nicht.', by: 'person', at },
        { id: 'm2', text: 'Please look once more.', by: 'agent', agent: 'Ben', at },
      ],
    });
    const { get } = await openInbox({
      tickets: [ticket],
      suggest: () => suggested(ANSWERS, { language: 'de' }),
    });
    const { html } = await get(page(ticket.number));
    expect(html).toContain('<blockquote class="text" lang="de">Ich bekomme keine Mail.');
    expect(html).toContain('<p class="text" id="message-m1" lang="de">Immer noch nicht.');
    expect(html).toContain('<p class="text" id="message-m2">Please look once more.');
    expect(html).toMatch(/id="answer-[a-z-]+" lang="de"/);
  });

  test('says that another system did not take the address', async () => {
    const zammad = { id: '7', page: 'https://zammad.example.org/#ticket/zoom/7', seen: [] };
    const htmlOf = async (isWithoutPerson: boolean) => {
      const { get } = await openInbox({
        tickets: [aTicket({ number: 'KMR-FTZ', elsewhere: { zammad: { ...zammad, isWithoutPerson } } })],
      });
      return (await get(page('KMR-FTZ'))).html;
    };
    expect(await htmlOf(true)).toContain('It has no customer there');
    expect(await htmlOf(false)).not.toContain('It has no customer there');
  });

  test('shows each message since with who wrote it and whether it has arrived', async () => {
    const message = (delivery: 'waiting' | 'delivered' | 'unreachable') => ({
      id: delivery,
      text: `the ${delivery} answer`,
      by: 'agent' as const,
      agent: 'Ben',
      at,
      delivery,
    });
    const ticket = aTicket({
      state: 'taken',
      agent: BEN,
      messages: [
        message('delivered'),
        { id: 'p', text: 'thank you, but no', by: 'person', at },
        message('waiting'),
        message('unreachable'),
      ],
      log: [
        { who: 'Ben', what: 'claim', at },
        { who: 'Zammad', what: 'imported', at },
      ],
    });
    const { get } = await openInbox({ tickets: [ticket] });
    const { html } = await get(page(ticket.number));
    for (const state of ['waiting', 'delivered', 'unreachable'] as const)
      expect(html).toContain(words.ticket.delivery[state].replaceAll("'", '&#39;'));
    expect(html).toContain('thank you, but no');
    expect(html).toContain(`Ben: ${words.ticket.did.claim}`);
    expect(html).toContain('Zammad: imported');
  });

  test('shows between the messages and in the log when the person left and returned', async () => {
    const now = Date.now();
    const minute = (n: number) => new Date(now - (60 - n) * 60_000).toISOString();
    const ticket = aTicket({
      state: 'taken',
      agent: BEN,
      messages: [
        { id: '1', text: 'the first words', by: 'person', at: minute(1) },
        { id: '2', text: 'the second words', by: 'person', at: minute(4) },
      ],
      log: [
        { who: 'Ben', what: 'claim', at: minute(0) },
        { who: '', what: 'left', at: minute(2) },
        { who: '', what: 'returned', at: minute(4) },
        { who: '', what: 'left', at: minute(5) },
      ],
    });
    const { get } = await openInbox({ tickets: [ticket] });
    const { html } = await get(page(ticket.number));
    const { left, returned } = words.ticket.did;
    const [, talk = '', log = ''] = /(<section id="messages".*)(<section id="log".*)/s.exec(html) ?? [];
    const said = new RegExp(`${left}|${returned}|the \\w+ words`, 'g');
    expect(talk.match(said)).toEqual(['the first words', left, returned, 'the second words', left]);
    expect([...log.matchAll(/<li>(.*?) </g)].map(([, line]) => line)).toEqual([
      `Ben: ${words.ticket.did.claim}`,
      `The person: ${left}`,
      `The person: ${returned}`,
      `The person: ${left}`,
    ]);
  });

  test('says after which time an answer is sent by mail, too', async () => {
    const email = 'clinician@hospital.example';
    const ticket = aTicket({ email });
    const { get } = await openInbox({ tickets: [ticket], emailAfterMs: 10 * 60_000 });
    expect((await get(page(ticket.number))).html).toContain(
      fill(words.reply.mailToo, { email, minutes: 10 }),
    );
  });

  test('says of each answer what became of the email with it, and why one was refused', async () => {
    const message = (state: 'waiting' | 'late' | 'sent' | 'unneeded' | 'refused') => ({
      id: state,
      text: `the ${state} answer`,
      by: 'agent' as const,
      agent: 'Ben',
      at,
      delivery: 'delivered' as const,
      email: { state, at, ...(state === 'refused' && { problem: 'the server refuses <it> (550)' }) },
    });
    const states = ['waiting', 'late', 'sent', 'unneeded', 'refused'] as const;
    const ticket = aTicket({ state: 'taken', agent: BEN, messages: states.map(message) });
    const { get } = await openInbox({ tickets: [ticket] });
    const { html } = await get(page(ticket.number));
    for (const state of states)
      expect(html).toContain(
        fill(words.ticket.byEmail[state], { problem: 'the server refuses &lt;it&gt; (550)' }),
      );
  });

  test('offers to stop the links in emails once there are any, and logs who did', async () => {
    const ticket = aTicket({ linkKey: 'first' });
    const { get, post, tickets } = await openInbox({ tickets: [ticket, aTicket({ number: 'ZZZ-ZZZ' })] });
    expect((await get(page(ticket.number))).html).toContain(words.revokeLinks.button);
    expect((await get(page('ZZZ-ZZZ'))).html).not.toContain(words.revokeLinks.button);
    await post(`${page(ticket.number)}/revokeLinks`);
    const changed = await tickets.get(ticket.number);
    expect(changed?.linkKey).not.toBe('first');
    expect(changed?.log).toMatchObject([{ who: 'Ann', what: 'revokeLinks' }]);
  });

  test('says that nothing is sent by mail where the person gave an address and no mail can be sent', async () => {
    const ticket = aTicket({ email: 'clinician@hospital.example' });
    const without = aTicket();
    const { get } = await openInbox({ tickets: [ticket, without] });
    const hint = fill(words.reply.mail, { email: 'clinician@hospital.example' });
    expect((await get(page(ticket.number))).html).toContain(hint);
    expect((await get(page(without.number))).html).not.toContain(hint.slice(0, 20));
  });

  test.each([
    { state: 'open' as const, buttons: ['claim', 'close', 'reply'] },
    { state: 'taken' as const, agent: ANN, buttons: ['close', 'handOn', 'release', 'reply'] },
    { state: 'taken' as const, agent: BEN, buttons: ['note', 'takeOver'] },
    { state: 'closed' as const, agent: BEN, buttons: ['note', 'reopen'] },
  ])('$state by $agent.name offers $buttons', async ({ buttons, ...over }) => {
    const ticket = aTicket(over);
    const { get } = await openInbox({ tickets: [ticket] });
    const { html } = await get(page(ticket.number));
    const forms = [...html.matchAll(/action="\/helpdesk\/tickets\/[A-Z-]+\/(\w+)"/g)].map(([, name]) => name);
    expect(forms.sort()).toEqual(buttons);
  });

  test('can be taken over from a colleague who is away, which is logged', async () => {
    const ticket = aTicket({ state: 'taken', agent: BEN });
    const { post, tickets, get } = await openInbox({ tickets: [ticket] });
    expect((await post(`${page(ticket.number)}/takeOver`)).location).toContain('?done=takeOver');
    expect(await tickets.get(ticket.number)).toMatchObject({ state: 'taken', agent: ANN });
    const { html } = await get(page(ticket.number));
    expect(html).toContain(`Ann: ${words.ticket.did.takeOver}`);
    expect((await post(`${page(ticket.number)}/takeOver`)).status).toBe(303);
    expect((await tickets.get(ticket.number))?.log).toHaveLength(1);
  });

  test.each([
    ['the sign-in has ended meanwhile', 'nobody', 'csrf-of-ann', 401],
    ['there was another sign-in meanwhile', 'ann', 'csrf-of-before', 403],
  ])('returns the typed answer where %s', async (_when, agent, csrf, status) => {
    const ticket = aTicket();
    const { post, tickets } = await openInbox({ tickets: [ticket] });
    const answer = await post(
      `${page(ticket.number)}/reply`,
      { text: 'A long & careful answer' },
      agent,
      csrf,
    );
    expect(answer.status).toBe(status);
    expect(answer.html).toContain('A long &amp; careful answer');
    expect(answer.html).toContain(words.gone.kept);
    expect((await tickets.get(ticket.number))?.messages).toEqual([]);
  });

  test.each(['ABC-DEF', 'kmr-ftz', 'x', '%00', '..%2F..%2Fetc', '<script>', 'A'.repeat(90), '%F0%9F%98%80'])(
    'does not exist for %s, and the page has a link back',
    async (number) => {
      const { get } = await openInbox({ tickets: [aTicket()] });
      const { status, html } = await get(page(number));
      expect(status).toBe(404);
      expect(html).toContain(words.gone.title);
      expect(html).toContain('href="/helpdesk"');
      expect(html).toContain('<input id="number" name="number"');
    },
  );
});

describe('An action', () => {
  test('from taking to closing and reopening is done, confirmed, told to the person and logged without a text', async () => {
    const ticket = aTicket();
    const { number } = ticket;
    const { get, post, tickets, logged, store } = await openInbox({ tickets: [ticket] });
    for (const action of ['claim', 'reply', 'release', 'close', 'reopen'] as const) {
      const { status, location } = await post(`${page(number)}/${action}`, { text: 'Try the app.' });
      expect({ status, location }).toEqual({ status: 303, location: `${page(number)}?done=${action}` });
      expect((await get(location ?? '')).html).toContain(words[action].done.replaceAll("'", '&#39;'));
    }
    const kept = await tickets.get(number);
    expect(kept).toMatchObject({ state: 'taken', agent: ANN, messages: [{ text: 'Try the app.' }] });
    expect(kept?.log.map(({ who, what }) => `${who} ${what}`)).toEqual([
      'Ann claim',
      'Ann reply',
      'Ann release',
      'Ann close',
      'Ann reopen',
    ]);
    expect(logged).toEqual(
      ['claim', 'reply', 'release', 'close', 'reopen'].map((action) => ({
        agent: 'ann',
        action,
        ticket: number,
      })),
    );
    expect(await store.list('outbox/')).toHaveLength(5);
  });

  test('gives the ticket to one of two agents who take it at once, and the other is told who has it', async () => {
    const ticket = aTicket();
    const { post, tickets } = await openInbox({ tickets: [ticket] });
    const both = await Promise.all([
      post(`${page(ticket.number)}/claim`),
      post(`${page(ticket.number)}/claim`, {}, 'ben'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    const winner = (await tickets.get(ticket.number))?.agent?.name ?? '';
    expect(both.find(({ status }) => status === 409)?.html).toContain(
      fill(words.refused.taken, { agent: winner }),
    );
  });

  test('keeps the text of a reply to a ticket that somebody else has or has closed', async () => {
    const taken = aTicket({ state: 'taken', agent: BEN });
    const closed = aTicket({ state: 'closed', agent: BEN });
    const { post, logged } = await openInbox({ tickets: [taken, closed] });
    const reply = await post(`${page(taken.number)}/reply`, { text: 'My long <b>answer</b>' });
    expect(reply.status).toBe(409);
    expect(reply.html).toContain(fill(words.refused.taken, { agent: 'Ben' }));
    expect(reply.html).toContain('\nMy long &lt;b&gt;answer&lt;/b&gt;</textarea>');
    const late = await post(`${page(closed.number)}/reply`, { text: 'My late answer' });
    expect(late.status).toBe(409);
    expect(late.html).toContain(words.refused.closed);
    expect(late.html).toContain('\nMy late answer</textarea>');
    expect(JSON.stringify(logged)).not.toMatch(/answer/);
  });

  test('sends a reply once where its button is pressed twice; the same words can be written again', async () => {
    const ticket = aTicket();
    const { post, get, tickets } = await openInbox({ tickets: [ticket] });
    const path = page(ticket.number);
    const after = async () => /name="after" value="(\d+)"/.exec((await get(path)).html)?.[1] ?? '';
    const reply = async (seen: string) =>
      (await post(`${path}/reply`, { text: 'Are you\r\nthere?', after: seen })).status;
    const seen = await after();
    expect(await Promise.all([reply(seen), reply(seen)])).toEqual([303, 303]);
    expect((await tickets.get(ticket.number))?.messages).toHaveLength(1);
    expect(await reply(await after())).toBe(303);
    expect(await reply('nonsense')).toBe(303);
    expect((await tickets.get(ticket.number))?.messages).toHaveLength(3);
  });

  test('returns a reply to a ticket whose person has deleted their data', async () => {
    const { post } = await openInbox();
    const { status, html } = await post(`${page('KMR-FTZ')}/reply`, { text: 'Too late' });
    expect(status).toBe(404);
    expect(html).toContain(words.refused.gone);
    expect(html).toContain('\nToo late</textarea>');
  });

  test('refuses an empty or too long reply and keeps its text; line breaks count once', async () => {
    const ticket = aTicket();
    const { post, tickets } = await openInbox({ tickets: [ticket] });
    const reply = (text: string) => post(`${page(ticket.number)}/reply`, { text });
    expect(await reply(' \n ')).toMatchObject({
      status: 400,
      html: expect.stringContaining(words.refused.empty),
    });
    const long = await reply('y'.repeat(4001));
    expect(long.status).toBe(400);
    expect(long.html).toContain(fill(words.refused.tooLong, { limit: 4000, length: 4001 }));
    expect(long.html).toContain('y'.repeat(4001));
    expect((await tickets.get(ticket.number))?.messages).toEqual([]);
    expect((await reply('z\r\n'.repeat(2000))).status).toBe(303);
    expect((await tickets.get(ticket.number))?.messages[0]?.text).toBe('z\n'.repeat(2000));
  });

  test.each([
    ['a password', 'Use the password Summer-2026 for now.', 'password'],
    ['a date of birth', 'Was she born on 3 May 1961?', 'birthDate'],
    ['the number of a person', 'Her patient number is 4471 9920.', 'identifier'],
    ['the name of a patient', 'Please invite me for the patient John Smithers.', 'patientName'],
  ] as const)('a reply that seems to hold %s is not sent, unless one insists', async (_what, text, kind) => {
    const ticket = aTicket();
    const { post, tickets, logged } = await openInbox({ tickets: [ticket] });
    const path = `${page(ticket.number)}/reply`;
    const { status, html } = await post(path, { text });
    expect(status).toBe(400);
    expect(html).toContain(fill(words.refused.sensitive, { what: texts.messages.removed[kind].name }));
    expect(html).toContain(`\n${text}</textarea>`);
    expect(html).toContain(words.reply.anyway);
    expect((await tickets.get(ticket.number))?.messages).toEqual([]);
    expect((await post(path, { text, anyway: 'yes' })).location).toContain('?done=reply');
    expect((await tickets.get(ticket.number))?.messages).toMatchObject([{ text }]);
    const entry = { agent: 'ann', action: 'reply', ticket: ticket.number };
    expect(logged).toEqual([
      { ...entry, reason: 'sensitive' },
      { ...entry, anyway: true },
    ]);
  });

  test.each([
    'Call us on +31 24 361 11 11.',
    'If it says error code 4471, press it again.',
    'Dear Dr Jansen, choose "Lost your password?" on the page.',
  ])('sends a reply that a helpdesk may give: %s', async (text) => {
    const ticket = aTicket();
    const { post } = await openInbox({ tickets: [ticket] });
    expect((await post(`${page(ticket.number)}/reply`, { text })).status).toBe(303);
  });

  test('refuses none of the suggested answers', () => {
    const context = {
      pack: texts,
      texts: texts.helpdesk,
      language: 'en',
      say: sayFor(texts.network, 'en'),
      assets: '',
      contentProblems: [],
    };
    const find = sensitiveFinder(pack);
    const refused = allAnswersOf(pack, { base: 'https://assistant.example.org' })('en')
      .filter(({ answer: { body } }) =>
        refusedText(context, texts, find, {
          text: body,
          isInsisted: false,
          isNote: false,
        }),
      )
      .map(({ intent }) => intent);
    expect(refused).toEqual([]);
  });

  test("changes nothing from another site's form", async () => {
    const ticket = aTicket();
    const { post, tickets, logged } = await openInbox({ tickets: [ticket] });
    for (const action of ['claim', 'release', 'reply', 'close', 'reopen', 'revokeLinks'])
      expect((await post(`${page(ticket.number)}/${action}`, { text: 'x' }, 'ann', 'forged')).status).toBe(
        403,
      );
    expect((await post('/helpdesk/retry', {}, 'ann', 'forged')).status).toBe(403);
    expect(await tickets.get(ticket.number)).toEqual(ticket);
    expect(logged).toEqual([]);
  });

  test('does not exist under an unknown name, and the address of its form leads to the ticket', async () => {
    const ticket = aTicket();
    const { get, post } = await openInbox({ tickets: [ticket] });
    expect((await post(`${page(ticket.number)}/delete`)).status).toBe(404);
    expect((await post(`${page('x')}/claim`)).status).toBe(404);
    expect((await get(`${page(ticket.number)}/claim`)).location).toBe(page(ticket.number));
  });

  test('reports a failing store as a fault of ours, without what was written', async () => {
    const ticket = aTicket();
    const { post, store, errors } = await openInbox({ tickets: [ticket] });
    store.commit = async () => {
      throw new Error('the disk is full: My secret answer');
    };
    const { status, html } = await post(`${page(ticket.number)}/reply`, { text: 'My secret answer' });
    expect(status).toBe(500);
    expect(html).toContain(words.failed.title);
    expect(JSON.stringify(errors)).not.toContain('secret');
  });
});

describe('Suggested answers', () => {
  test('answer what the person wrote last', async () => {
    const asked: string[] = [];
    const suggest: Suggest = ({ text = '' }) => {
      asked.push(text);
      return suggested(ANSWERS.slice(0, 1));
    };
    const added = aTicket();
    const later = aTicket({ messages: [{ id: 'm', text: 'and now the QR code', by: 'person', at }] });
    const silent = aTicket({ sentence: '' });
    const { get } = await openInbox({ tickets: [added, later, silent], suggest });
    for (const { number } of [added, later, silent]) await get(page(number));
    expect(asked).toEqual([added.sentence, 'and now the QR code', 'no, I asked three times']);
  });

  test('go into the box at one click without scripts, after what was typed', async () => {
    const ticket = aTicket();
    const { get, post } = await openInbox({ tickets: [ticket] });
    const path = `${page(ticket.number)}/suggestion`;
    expect((await get(page(ticket.number))).html).toContain('name="suggestion" value="sms-not-received"');
    const choose = async (text: string, suggestion: string) => {
      const { html, status } = await post(path, { text, suggestion });
      expect(status).toBe(200);
      return /<textarea id="text"[^>]*>\n(.*?)<\/textarea>/s.exec(html)?.[1];
    };
    expect(await choose('', 'sms-not-received')).toBe(ANSWERS[0]?.answer.text);
    expect(await choose('Good\r\nmorning\r\n', 'sms-not-received')).toBe(
      `Good\nmorning\n\n${ANSWERS[0]?.answer.text}`,
    );
    expect(await choose('Hello', '__proto__')).toBe('Hello');
    expect((await get(path)).location).toBe(page(ticket.number));
  });

  test('are not needed for a ticket that is closed without a word to the person', async () => {
    const ticket = aTicket();
    const { get, post, store, tickets } = await openInbox({ tickets: [ticket] });
    expect((await get(page(ticket.number))).html).toContain('name="silently"');
    const { location } = await post(`${page(ticket.number)}/close`, { silently: 'yes' });
    expect(location).toBe(`${page(ticket.number)}?done=closeSilently`);
    const { html } = await get(location ?? '');
    expect(html).toContain(words.close.doneSilently);
    expect(html).toContain(words.ticket.did.closeSilently);
    expect((await tickets.get(ticket.number))?.state).toBe('closed');
    expect(await store.list('outbox/')).toEqual([]);
    await post(`${page(ticket.number)}/reopen`);
    await post(`${page(ticket.number)}/close`);
    expect((await store.list('outbox/')).map(({ value }) => value)).toMatchObject([
      { told: 'reopened' },
      { told: 'closed' },
    ]);
  });

  test('can only be read where somebody else answers', async () => {
    const ticket = aTicket({ state: 'taken', agent: BEN });
    const { get } = await openInbox({ tickets: [ticket] });
    const { html } = await get(page(ticket.number));
    expect(html).toContain(ANSWERS[0]?.question);
    expect(html).not.toContain('name="suggestion"');
  });

  test('are not offered again once sent, until the person writes something else', async () => {
    const sent = `Hello!\n${ANSWERS[0]?.answer.body}\nKind regards`;
    const ticket = aTicket({
      messages: [{ id: 'm', text: sent, by: 'agent', agent: 'Ann', at, delivery: 'delivered' }],
    });
    const { get, tickets } = await openInbox({ tickets: [ticket] });
    const { html } = await get(page(ticket.number));
    expect(html).toContain(words.suggestions.sent);
    expect(html).not.toContain('name="suggestion"');
    await tickets.change(ticket.number, (old) => ({
      ticket: {
        ...old,
        messages: [...old.messages, { id: 'n', text: 'the QR code cannot be scanned', by: 'person', at }],
      },
    }));
    const later = (await get(page(ticket.number))).html;
    expect([...later.matchAll(/name="suggestion" value="([\w-]+)"/g)].map(([, intent]) => intent)).toEqual([
      'qr-not-scanning',
    ]);
  });

  test.each(['not-sure', 'declined', 'language', 'automatic'] as const)(
    'say why nothing fits: %s',
    async (reason) => {
      const ticket = aTicket();
      const { get } = await openInbox({ tickets: [ticket], suggest: () => suggested([], { reason }) });
      expect((await get(page(ticket.number))).html).toContain(words.suggestions.none[reason]);
    },
  );

  test('come after, and folded, where the assistant has shown them already, and are never wholly sure', async () => {
    const exchanges = [
      { by: 'person' as const, text: 'the message never arrives' },
      { by: 'assistant' as const, text: 'Not reliable.', about: [{ question: 'sms-not-received' }] },
    ];
    const ticket = aTicket({ exchanges, topic: { question: 'sms-not-received' } });
    const sure = ANSWERS.slice(0, 2).map((each) => ({ ...each, confidence: 0.999 }));
    const { get } = await openInbox({ tickets: [ticket], suggest: () => suggested(sure) });
    const { html } = await get(page(ticket.number));
    const order = [...html.matchAll(/<p class="text" id="answer-([\w-]+)">/g)].map(([, intent]) => intent);
    expect(order).toEqual(['password-forgotten', 'sms-not-received']);
    expect(html.split('id="suggestions"')[1]?.split('<details>')[1]).toContain('answer-sms-not-received');
    expect(html).toContain(`<summary>${fill(words.suggestions.shown, { count: 1 })}</summary>`);
    expect(html).toContain(fill(words.suggestions.sure, { percent: 99 }));
    expect(html).not.toContain(fill(words.suggestions.sure, { percent: 100 }));

    const only = await openInbox({ tickets: [ticket], suggest: () => suggested(sure.slice(0, 1)) });
    expect((await only.get(page(ticket.number))).html).toContain(words.suggestions.allShown);
  });

  test('name the questions that they leave open', async () => {
    const ticket = aTicket();
    const open = ['And when is the meeting?'];
    const { get } = await openInbox({ tickets: [ticket], suggest: () => suggested(ANSWERS, { open }) });
    expect((await get(page(ticket.number))).html).toContain(
      words.suggestions.open.replace('{question}', 'And when is the meeting?'),
    );
  });
});
