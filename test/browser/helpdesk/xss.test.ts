import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ANN, ANSWERS, aTicket, openInbox } from '../../helpdesk/pages/support.ts';
import { visit } from './visit.ts';
import { XSS_PAYLOADS } from './xss-payloads.ts';

/** Elements and attributes that none of our pages has. */
const FOREIGN = [
  'main script, main style, main link, main meta, base, iframe, object, embed, svg, math, img, image, video, audio',
  'marquee, details:not(#find, .filters > details, .hand-on, .canned > details, .note-box), template, noscript, select:not(.filters select, .hand-on select), x, [onerror], [onload], [onfocus], [onclick], [onmouseover], [ontoggle]',
  '[href^="java" i], [action^="java" i], [href^="data:" i], [srcdoc]',
].join(', ');

/** What is injected is on the page as soon as it has been read. */
const QUICK = { waitUntil: 'domcontentloaded' } as const;

/** Watches a page for everything that an attack could do. */
async function guard(page: Page): Promise<{ seen: string[]; look: (where: string) => Promise<void> }> {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).hostname !== '127.0.0.1') seen.push(`request: ${request.url()}`);
  });
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) seen.push(`policy: ${message.text()}`);
  });
  await page.context().addInitScript('window.alert = () => { window.attacked = 1; }');
  const look = async (where: string): Promise<void> => {
    const found = await page.evaluate<string[]>(
      `[...document.querySelectorAll(${JSON.stringify(FOREIGN)})].map((element) => element.outerHTML.slice(0, 200))
        .concat('attacked' in window ? ['a script ran'] : [])`,
    );
    seen.push(...found.map((what) => `${where}: ${what}`));
  };
  return { seen, look };
}

test(`${XSS_PAYLOADS.length} attacks in everything that people write stand there as text and do nothing`, async () => {
  const at = new Date().toISOString();
  const tickets = XSS_PAYLOADS.map((payload, place) =>
    aTicket({
      sentence: payload,
      email: payload,
      desk: payload,
      step: place % 2 === 0 ? payload : `${payload}/${payload}`,
      facts: [{ name: payload, value: payload }],
      exchanges: [
        { by: 'person', text: payload },
        { by: 'assistant', text: payload },
      ],
      messages: [
        { id: payload, text: payload, by: 'person', at },
        { id: 'm', text: payload, by: 'agent', agent: payload, at, delivery: 'unreachable' },
      ],
      elsewhere: { [payload]: { id: payload, page: payload, seen: [] } },
      log: [{ who: payload, what: payload, at }],
      state: 'taken',
      agent: place % 2 === 0 ? ANN : { id: 'x', name: payload },
    }),
  );
  const attacked = { ...ANN, name: XSS_PAYLOADS.join(' ') };
  const suggest = (text: string) => [
    { ...(ANSWERS[0] ?? { intent: '' }), question: text, answer: { text, html: text, body: text } },
  ];
  const { url, store } = await openInbox({
    tickets,
    agents: [attacked],
    suggest: ({ text = '' }) => ({
      suggestions: suggest(text).map((each) => ({ ...each, intent: 'x', confidence: 1, link: '/' })),
      open: [...XSS_PAYLOADS],
      language: 'en',
    }),
  });
  const { page } = await visit(url, '/helpdesk/answers');
  const { seen, look } = await guard(page);
  const expiresAt = Date.now() + 60_000;
  await store.commit(
    XSS_PAYLOADS.slice(0, 5).map((payload, place) => ({
      key: `outbox/x/${payload}/${place}`,
      expected: null,
      value: {
        target: payload,
        ticket: payload,
        attempts: 1,
        due: 0,
        since: at,
        problem: payload,
        isDead: true,
      },
      expiresAt,
    })),
  );

  const shown: string[] = [];
  for (const list of ['/helpdesk', '/helpdesk?page=2']) {
    await page.goto(url + list, QUICK);
    await look(list);
    shown.push(...(await page.locator('.about').allTextContents()));
  }
  for (const payload of XSS_PAYLOADS)
    expect(shown).toContain(payload.replaceAll('\u0000', '').replace(/\s+/g, ' ').trim().slice(0, 120));
  for (const [place, { number }] of tickets.entries()) {
    await page.goto(`${url}/helpdesk/tickets/${number}`, QUICK);
    await look(`ticket with ${XSS_PAYLOADS[place]}`);
    const shown = await page.locator('blockquote').textContent();
    // Between tags a browser leaves the character NUL out.
    expect(shown).toBe(XSS_PAYLOADS[place]?.replaceAll('\u0000', ''));
  }
  expect(seen).toEqual([]);
});

test('The same attacks do nothing in addresses, searches, and a reply that comes back', async () => {
  const closed = aTicket({ state: 'closed', agent: ANN });
  const { url } = await openInbox({ tickets: [closed] });
  const { page } = await visit(url, '/helpdesk/answers');
  const { seen, look } = await guard(page);
  for (const payload of XSS_PAYLOADS) {
    const address = encodeURIComponent(payload);
    for (const path of [
      `/helpdesk?show=${address}&page=${address}&done=${address}`,
      `/helpdesk/tickets/${address}`,
      `/helpdesk/answers?q=${address}`,
    ]) {
      await page.goto(url + path, QUICK);
      await look(path);
    }
    await page.evaluate(`{
      const form = document.createElement('form');
      form.method = 'post';
      form.action = '/helpdesk/tickets/${closed.number}/reply';
      for (const [name, value] of Object.entries({ csrf: 'csrf-of-ann', text: ${JSON.stringify(payload)} })) {
        const field = document.createElement('textarea');
        field.name = name;
        field.value = value;
        form.append(field);
      }
      document.body.append(form);
      form.submit();
    }`);
    await page.getByRole('alert').waitFor();
    await look(`reply ${payload}`);
    expect(await page.locator('#text').inputValue()).toBe(payload.replaceAll('\u0000', '\ufffd'));
  }
  expect(seen).toEqual([]);
});
