import { describe, expect, test } from 'vitest';
import { LISTED } from '../../../../src/store/keys.ts';
import { inboxRowOf } from '../../../../src/tickets/ticket-rows.ts';
import { pack } from '../../../support/clinician.ts';
import { ANN, aTicket, BEN, fill, keep, keepDead, numberOf, openInbox, words } from '../support.ts';

const hrefs = (html: string) =>
  [...html.matchAll(/href="\/helpdesk\/tickets\/([A-Z-]+)[?"]/g)].map(([, n]) => n);
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('The list', () => {
  test('shows open tickets, the longest wait first, with step, desk, who has it and how long they wait', async () => {
    const old = aTicket({ openedAt: ago(15), changedAt: ago(60), state: 'taken', agent: BEN });
    const fresh = aTicket({ openedAt: ago(185), changedAt: ago(1) });
    const closed = aTicket({ state: 'closed', agent: ANN });
    const { get } = await openInbox({ tickets: [old, fresh, closed] });
    const { html, status, headers } = await get('/helpdesk');
    expect(status).toBe(200);
    expect(hrefs(html)).toEqual([fresh.number, old.number]);
    expect(html).toContain(fill(words.held.other, { agent: 'Ben' }));
    expect(html).toContain(words.held.nobody);
    expect(html).toContain('eUROGEN helpdesk');
    expect(html).toContain('<p class="badge long">Waits 3 h: long</p>');
    expect(html).toContain('<p class="badge short">Waits 15 min</p>');
    expect(html).toContain(`datetime="${fresh.openedAt}"`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  });

  test('shows who has waited longest on the first page, and who does not wait after them', async () => {
    const waiting = Array.from({ length: 60 }, (_, at) =>
      aTicket({ openedAt: ago(60 + at), changedAt: ago(60 + at) }),
    );
    const answered = aTicket({
      changedAt: ago(1),
      messages: [{ id: '1', text: 'Hello', by: 'agent', agent: 'Ann', at: ago(1) }],
    });
    const { get } = await openInbox({ tickets: [answered, ...waiting] });
    const first = (await get('/helpdesk')).html;
    const oldest = waiting.toReversed().map(({ number }) => number);
    expect(hrefs(first)).toEqual(oldest.slice(0, 50));
    expect(first).toMatch(/<title>[^<]*\(60\)/);
    const second = (await get('/helpdesk?page=2')).html;
    expect(hrefs(second)).toEqual([...oldest.slice(50), answered.number]);
  });

  test('has a place of its own for tickets that were passed on, where nobody waits for this helpdesk', async () => {
    const elsewhere = aTicket({ desk: 'eu-login-support', openedAt: ago(2) });
    const taken = aTicket({ desk: 'eu-login-support', state: 'taken', agent: BEN });
    const { get } = await openInbox({ tickets: [elsewhere, taken] });
    const open = (await get('/helpdesk')).html;
    expect(hrefs(open)).toEqual([taken.number]);
    expect(open).toMatch(/<title>[^<]*\(1\)/);
    expect(open).toContain(fill(words.list.passedOn, { count: 1 }));
    expect(hrefs((await get('/helpdesk?show=free')).html)).toEqual([]);
    const passedOn = (await get('/helpdesk?show=passedOn')).html;
    expect(hrefs(passedOn)).toEqual([elsewhere.number]);
    expect(passedOn).toContain(fill(words.held.passedOn, { desk: 'EU Login support' }));
    expect(passedOn).toContain('EU Login support answers by email');
    expect(passedOn).not.toContain(words.held.nobody);
  });

  test('says which tickets their person has closed or opened again', async () => {
    const at = ago(5);
    const log = (what: string) => [{ who: '', what, at }];
    const closed = aTicket({ state: 'closed', agent: BEN, log: log('close') });
    const reopened = aTicket({ log: log('reopen') });
    const { get } = await openInbox({ tickets: [closed, reopened] });
    expect((await get('/helpdesk?show=closed')).html).toContain(words.held.closedByPerson);
    expect((await get('/helpdesk')).html).toContain(words.held.reopenedByPerson);
    const page = (await get(`/helpdesk/tickets/${closed.number}`)).html;
    expect(page).toContain(words.held.closedByPerson);
    expect(page).toContain(
      fill(words.ticket.logLine, { who: words.ticket.person, what: words.ticket.did.close }),
    );
  });

  test('shows which of the three lists is open, and how many tickets each has', async () => {
    const mine = aTicket({ state: 'taken', agent: ANN });
    const closed = aTicket({ state: 'closed', agent: BEN });
    const { get } = await openInbox({ tickets: [mine, closed, aTicket()] });
    const { html } = await get('/helpdesk?show=mine');
    expect(hrefs(html)).toEqual([mine.number]);
    expect(html).toContain(
      `<a href="/helpdesk?show=mine" aria-current="page">${fill(words.list.mine, { count: 1 })}</a>`,
    );
    expect(html).toContain(`<a href="/helpdesk">${fill(words.list.open, { count: 2 })}</a>`);
    expect(hrefs((await get('/helpdesk?show=closed')).html)).toEqual([closed.number]);
  });

  test('shows the beginning of what the person typed, in one line, as text', async () => {
    const long = aTicket({ sentence: `My <b>phone</b>\n\nis ${'very '.repeat(40)}old.` });
    const silent = aTicket({ sentence: '' });
    const wordless = aTicket({ sentence: '', exchanges: [{ by: 'assistant', text: 'Hello' }] });
    const { get, store } = await openInbox({ tickets: [long, silent, wordless] });
    const { html } = await get('/helpdesk');
    const shown = [...html.matchAll(/<p class="about">(.*?)<\/p>/g)].map(([, text]) => text);
    expect(shown).toHaveLength(2);
    expect(shown).toContain('no, I asked three times');
    const cut = shown.find((text) => text?.endsWith('…')) ?? '';
    expect(cut).toMatch(/^My &lt;b&gt;phone&lt;\/b&gt; is very .* very…$/);
    expect(cut.replaceAll(/&[a-z]+;/g, '<').length).toBeLessThanOrEqual(120);

    const key = LISTED + silent.number;
    const row = await store.get(key);
    const { about: _, ...older } = inboxRowOf(silent);
    const expiresAt = Date.now() + 60_000;
    await store.commit([{ key, expected: row?.version ?? null, value: older, expiresAt }]);
    expect(hrefs((await get('/helpdesk')).html)).toContain(silent.number);
  });

  test('has pages of fifty', async () => {
    const tickets = Array.from({ length: 120 }, (_, at) => aTicket({ changedAt: ago(at) }));
    const { get } = await openInbox({ tickets });
    const numbers = tickets.map(({ number }) => number);
    const first = (await get('/helpdesk')).html;
    expect(hrefs(first)).toEqual(numbers.slice(0, 50));
    expect(first).toContain('rel="next" href="/helpdesk?page=2"');
    expect(first).not.toContain('rel="prev"');
    expect(hrefs((await get('/helpdesk?page=3')).html)).toEqual(numbers.slice(100));
  });

  test('has no longer pages with five thousand tickets than with fifty', async () => {
    const tickets = Array.from({ length: 5000 }, (_, at) => aTicket({ changedAt: ago(at) }));
    const { get } = await openInbox({ tickets });
    const { html } = await get('/helpdesk?page=100');
    expect(hrefs(html)).toEqual(tickets.slice(-50).map(({ number }) => number));
    expect(html).toContain(fill(words.list.open, { count: 5000 }));
    expect(html.length).toBeLessThan(50_000);
  });

  test.each(['page=0', 'page=-1', 'page=x', 'page=1e99', 'show=everything', 'page=99999'])(
    'shows the open tickets for an address that makes no sense (%s)',
    async (search) => {
      const { get } = await openInbox({ tickets: [aTicket()] });
      const { status, html } = await get(`/helpdesk?${search}`);
      expect(status).toBe(200);
      expect(hrefs(html)).toHaveLength(1);
    },
  );

  test('says what an empty list means', async () => {
    const { get } = await openInbox();
    expect((await get('/helpdesk')).html).toContain(words.list.none.open);
    expect((await get('/helpdesk?show=mine')).html).toContain(words.list.none.mine);
  });

  test('opens a ticket by its number, however it is typed', async () => {
    const { get } = await openInbox();
    const { status, location } = await get('/helpdesk/tickets?number=%20kmr-ftz');
    expect({ status, location }).toEqual({ status: 303, location: '/helpdesk/tickets/KMR-FTZ' });
    expect((await get('/helpdesk/tickets?number=../../x')).location).toBe('/helpdesk/tickets/..%2F..%2FX');
  });

  test.each([
    '/helpdesk/nothing',
    '/helpdesk/tickets/KMR-FTZ/claim/x',
    '/helpdesk/answers/x',
    '/helpdesk/retry',
    '/helpdesk/<script>',
  ])('is linked from an address that does not exist: %s', async (path) => {
    const { get } = await openInbox();
    const { status, html, headers } = await get(path);
    expect({ status, type: headers.get('content-type') }).toEqual({
      status: 404,
      type: 'text/html; charset=utf-8',
    });
    expect(html).toContain(words.unknown.title);
    expect(html).toContain('href="/helpdesk"');
    expect((await get(path, 'nobody')).status).toBe(303);
  });

  test('is only for agents who have signed in', async () => {
    const { get, post } = await openInbox({ tickets: [aTicket()] });
    expect(await get('/helpdesk', 'nobody')).toMatchObject({ status: 303, location: '/helpdesk/sign-in' });
    expect((await get('/helpdesk/answers', 'nobody')).status).toBe(303);
    expect((await get('/helpdesk/events', 'nobody')).status).toBe(401);
    expect((await post('/helpdesk/retry', {}, 'nobody')).status).toBe(401);
  });

  test('names a step and a desk that the content no longer has by their ids', async () => {
    const { get } = await openInbox({ tickets: [aTicket({ step: 'old-phase/old-step', desk: 'old-desk' })] });
    const { html } = await get('/helpdesk');
    expect(html).toContain('old-phase/old-step');
    expect(html).toContain('old-desk');
  });
});

test('The list says of each desk how much waits because it gets only so much in a minute', async () => {
  const heldBack = new Map([[pack.network.helpdesk, 37]]);
  const { html } = await (await openInbox({ heldBack })).get('/helpdesk');
  const said = /<div id="held-back" data-live><p class="notice" role="status">([^<]*)<\/p><\/div>/.exec(
    html,
  )?.[1];
  expect(said).toMatch(/^37 messages to eUROGEN helpdesk are waiting, .*Nothing is lost/);
  expect((await (await openInbox()).get('/helpdesk')).html).toContain('<div id="held-back" data-live></div>');
});

describe('An undelivered item', () => {
  test('is listed on top with what is wrong, and is retried at a press', async () => {
    const ticket = aTicket();
    const { get, post, store, logged } = await openInbox({ tickets: [ticket] });
    const key = await keepDead(store, ticket.number);
    const { html } = await get('/helpdesk');
    expect(html).toContain('role="alert"');
    expect(html).toContain('SMTP_URL: mail.example.org refuses the connection');

    const { status, location } = await post('/helpdesk/retry', { key });
    expect({ status, location }).toEqual({ status: 303, location: '/helpdesk?done=retry' });
    expect((await store.get(key))?.value).toMatchObject({ isDead: false, due: 0 });
    expect((await store.get(key))?.value).not.toHaveProperty('problem');
    expect((await get('/helpdesk?done=retry')).html).toContain(words.undelivered.retried);
    expect(logged).toEqual([{ agent: 'ann', action: 'retry', ticket: ticket.number }]);
  });

  test('is retried for one of two agents who press at once, and the other is told', async () => {
    const ticket = aTicket();
    const { post, store, get } = await openInbox({ tickets: [ticket] });
    const key = await keepDead(store, ticket.number);
    const both = await Promise.all([
      post('/helpdesk/retry', { key }),
      post('/helpdesk/retry', { key }, 'ben'),
    ]);
    expect(both.map(({ location }) => location).sort()).toEqual([
      '/helpdesk?done=notRetried',
      '/helpdesk?done=retry',
    ]);
    expect((await get('/helpdesk?done=notRetried')).html).toContain(words.refused.retried);
  });

  test('is retried together with all others at one press after an outage, and only some are listed', async () => {
    const { get, post, store } = await openInbox();
    const keys = await Promise.all(
      Array.from({ length: 40 }, (_, at) => keepDead(store, numberOf(900 + at))),
    );
    const { html } = await get('/helpdesk');
    expect(html.match(/name="key"/g)).toHaveLength(5);
    expect(html).toContain(fill(words.undelivered.more, { count: 35 }));
    await post('/helpdesk/retry');
    for (const key of keys) expect((await store.get(key))?.value).toMatchObject({ isDead: false });
  });

  test('is retried only where it was given up', async () => {
    const ticket = aTicket();
    const { post, store, tickets } = await openInbox({ tickets: [ticket] });
    for (const key of [`ticket/${ticket.number}`, 'outbox/none', '', '../x'])
      expect((await post('/helpdesk/retry', { key })).location).toBe('/helpdesk?done=notRetried');
    await tickets.claim(ticket.number, ANN);
    const [waiting] = await store.list('outbox/');
    expect((await post('/helpdesk/retry', { key: waiting?.key ?? '' })).location).toContain('notRetried');
    expect(await store.get(waiting?.key ?? '')).toEqual(waiting);
  });
});

describe('What is tried again and again', () => {
  const problem = 'the token needs the permission ticket.agent (403)';

  test('is listed from its second failure on, with what to look at, on the list and on its ticket', async () => {
    const ticket = aTicket();
    const { get, store } = await openInbox({ tickets: [ticket] });
    const address = `/helpdesk/tickets/${ticket.number}`;
    const tried = { isDead: false, target: 'zammad', problem };
    const key = await keepDead(store, ticket.number, { ...tried, attempts: 1, failures: 1 });
    for (const path of ['/helpdesk', address]) expect((await get(path)).html).not.toContain(problem);

    const entry = await store.get(key);
    const value = { ...(entry?.value as object), attempts: 2, failures: 2 };
    const expiresAt = Date.now() + 60_000;
    await store.commit([{ key, expected: entry?.version ?? null, value, expiresAt }]);
    for (const path of ['/helpdesk', address]) {
      const { html } = await get(path);
      expect(html).toContain(problem);
      expect(html).toContain('One thing has not arrived yet');
      expect(html).toContain('Tried 2 times');
      expect(html).not.toContain('action="/helpdesk/retry"');
    }
  });

  test('includes tickets of which another system gives no news', async () => {
    const ticket = aTicket();
    const trouble = {
      ticket: ticket.number,
      target: 'zammad',
      problem,
      attempts: 2,
      since: ago(3),
      isNews: true,
    };
    const { get } = await openInbox({ tickets: [ticket, aTicket()], newsTroubles: [trouble] });
    const said = `Ticket ${ticket.number}: answers given in zammad do not come back`;
    for (const path of ['/helpdesk', `/helpdesk/tickets/${ticket.number}`])
      expect((await get(path)).html).toContain(said);
  });

  test('is listed on its own ticket alone', async () => {
    const [one, other] = [aTicket(), aTicket()];
    const { get, store } = await openInbox({ tickets: [one, other] });
    await keepDead(store, one.number);
    expect((await get(`/helpdesk/tickets/${one.number}`)).html).toContain('action="/helpdesk/retry"');
    expect((await get(`/helpdesk/tickets/${other.number}`)).html).not.toContain('action="/helpdesk/retry"');
  });
});

test('The list shows tickets of other processes as well', async () => {
  const { get, store } = await openInbox();
  const ticket = aTicket();
  await keep(store, ticket);
  expect(hrefs((await get('/helpdesk')).html)).toEqual([ticket.number]);
});
