import { describe, expect, test } from 'vitest';
import { ANN, aTicket, BEN, fill, openInbox, words } from '../support.ts';

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const hrefs = (html: string) =>
  [...html.matchAll(/href="\/helpdesk\/tickets\/([A-Z-]+)[?"]/g)].map(([, n]) => n);
const optionsOf = (html: string, name: string) =>
  [...(html.split(`name="${name}">`)[1]?.split('</select>')[0] ?? '').matchAll(/>([^<]+)<\/option>/g)].map(
    ([, option]) => option,
  );

const nijmegen = aTicket({
  openedAt: ago(10),
  step: 'eu-login/confirm-mail',
  country: 'NL',
  centre: 'nl-nijmegen-radboudumc',
  facts: [{ name: 'Centre', value: 'Netherlands, Radboudumc' }],
  email: 'j.jansen@hospital.example',
  sentence: 'The mail from EU Login never came.',
});
const lost = aTicket({
  openedAt: ago(20),
  state: 'taken',
  agent: BEN,
  country: 'DE',
  centre: 'other',
  sentence: 'Ich komme aus Köln',
  messages: [{ id: '1', text: 'Look into the spam folder.', by: 'agent', agent: 'Ben', at: ago(5) }],
});
const elsewhere = aTicket({
  openedAt: ago(30),
  changedAt: ago(1),
  state: 'closed',
  agent: ANN,
  desk: 'eu-login-support',
});
const early = aTicket({ openedAt: ago(40), step: undefined, exchanges: [], sentence: 'Hello' });
const tickets = [nijmegen, lost, elsewhere, early];

async function listed(search: string): Promise<(string | undefined)[]> {
  const { get } = await openInbox({ tickets });
  return hrefs((await get(`/helpdesk?${search}`)).html);
}

describe('The list is filtered', () => {
  test.each([
    ['', [early, nijmegen, lost]],
    ['show=free', [early, nijmegen]],
    ['show=all', [early, nijmegen, elsewhere, lost]],
    ['step=eu-login/confirm-mail', [nijmegen]],
    ['step=-', [early]],
    ['centre=NL/nl-nijmegen-radboudumc', [nijmegen]],
    ['centre=DE/other', [lost]],
    ['centre=-&show=all', [early, elsewhere]],
    ['desk=eu-login-support&show=closed', [elsewhere]],
    ['desk=eu-login-support', []],
    ['step=nothing', []],
    ['show=all&sort=newest', [nijmegen, lost, elsewhere, early]],
    ['show=all&sort=oldest', [early, elsewhere, lost, nijmegen]],
    ['show=all&sort=changed', [elsewhere, nijmegen, lost, early]],
  ])('by "%s"', async (search, wanted) => {
    const found = await listed(search);
    if (search.includes('sort=changed')) expect(found[0]).toBe(elsewhere.number);
    else expect(found).toEqual(wanted.map(({ number }) => number));
  });

  test.each([
    [nijmegen.number, [nijmegen]],
    [nijmegen.number.toLowerCase().replace('-', ''), [nijmegen]],
    ['jansen@hospital', [nijmegen]],
    ['radboud', [nijmegen]],
    ['MAIL never', [nijmegen]],
    ['koln', [lost]],
    ['spam folder', [lost]],
    ['jansen spam', []],
    ['100%_', []],
  ])('by the words "%s"', async (q, wanted) => {
    expect(await listed(new URLSearchParams({ q }).toString())).toEqual(wanted.map(({ number }) => number));
  });

  test('by words that a ticket has got since the last search', async () => {
    const { get, tickets: changing } = await openInbox({ tickets });
    expect(hrefs((await get('/helpdesk?q=webcam')).html)).toEqual([]);
    await changing.reply(early.number, ANN, 'Do you have a webcam?');
    expect(hrefs((await get('/helpdesk?q=webcam')).html)).toEqual([early.number]);
  });
});

describe('The filters', () => {
  test('offer what the tickets have, by name', async () => {
    const { get } = await openInbox({ tickets });
    const { html } = await get('/helpdesk');
    const { filters } = words.list;
    expect(optionsOf(html, 'centre')).toEqual([
      filters.any.centre,
      'Germany, My centre is not listed',
      expect.stringMatching(/^Netherlands, Radboudumc/),
      filters.without.centre,
    ]);
    expect(optionsOf(html, 'desk')).toEqual([filters.any.desk, 'EU Login support', 'eUROGEN helpdesk']);
    expect(optionsOf(html, 'step').at(-1)).toBe(filters.without.step);
    expect(html).not.toContain(filters.clear);
  });

  test('stay in every link, and in the way back from a ticket', async () => {
    const many = Array.from({ length: 60 }, (_, at) => aTicket({ openedAt: ago(at) }));
    const { get, post } = await openInbox({ tickets: many });
    const { html } = await get('/helpdesk?q=phones&step=two-factor/sms-challenge-code&sort=oldest&x=y');
    const search = 'q=phones&amp;step=two-factor%2Fsms-challenge-code&amp;sort=oldest';
    expect(html).toContain(`href="/helpdesk?show=closed&amp;${search}"`);
    expect(html).toContain(`rel="next" href="/helpdesk?${search}&amp;page=2"`);
    expect(html).toContain('value="phones"');
    expect(html).toContain('<option value="two-factor/sms-challenge-code" selected>');
    expect(html).toContain('<a href="/helpdesk?sort=oldest">');
    expect(html).toContain(fill(words.list.open, { count: 60 }));

    const address = /href="(\/helpdesk\/tickets\/[^"]+)"/.exec(html)?.[1] ?? '';
    const ticket = (await get(address)).html;
    expect(ticket).toContain(`<p class="back"><a href="/helpdesk?${search}">`);
    const claim = /action="([^"]+claim[^"]*)"/.exec(ticket)?.[1] ?? '';
    const { location } = await post(claim);
    expect((await get(location ?? '')).html).toContain(`<p class="back"><a href="/helpdesk?${search}">`);
  });

  test('let no address lead out of the list', async () => {
    const ticket = aTicket();
    const { get } = await openInbox({ tickets: [ticket] });
    const list = encodeURIComponent('x=//evil.example&q="><script>&show=nothing');
    const { html } = await get(`/helpdesk/tickets/${ticket.number}?list=${list}`);
    expect(html).toContain('<p class="back"><a href="/helpdesk?q=%22%3E%3Cscript%3E">');
    expect(html).not.toContain('evil.example');
  });

  test('say what to do where nothing matches', async () => {
    const { get } = await openInbox({ tickets });
    const { html } = await get('/helpdesk?q=zebra&show=mine');
    expect(html).toContain(words.list.none.filtered);
    expect(html).toContain(`<a href="/helpdesk?show=mine">${words.list.filters.clear}</a>`);
  });
});
