import type { Page, Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { textsOf } from '../../../src/content/content.ts';
import { deleteTicket } from '../../../src/conversation/erasure/personal-rows.ts';
import {
  ANN,
  ANSWERS,
  aTicket,
  BEN,
  fill,
  keep,
  keepDead,
  openInbox,
  words,
} from '../../helpdesk/pages/support.ts';
import { pack } from '../../support/clinician.ts';
import { axe, screenshot } from '../browser.ts';
import { visit } from './visit.ts';

const at = new Date(Date.now() - 60_000).toISOString();
const path = (number: string) => `/helpdesk/tickets/${number}`;
const focused = (page: Page) =>
  page.evaluate<string>(
    'document.activeElement === document.body ? "" : document.activeElement.textContent.trim() || document.activeElement.id',
  );
const isNarrow = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth');

const stepName = (step: string): string => {
  const [phase = '', name = ''] = step.split('/');
  return textsOf(pack, 'en').steps[phase]?.steps[name]?.title ?? '';
};

/** Presses Tab until something with these words, or this id, has the focus. */
async function tabTo(page: Page, what: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if ((await focused(page)).includes(what)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`"${what}" cannot be reached by keyboard`);
}

/** Tickets as a helpdesk has them in the middle of a day. */
function aDay() {
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  return [
    aTicket({ changedAt: minutesAgo(2), openedAt: minutesAgo(2) }),
    aTicket({
      changedAt: minutesAgo(9),
      step: 'cpms-access/choose-centre',
      openedAt: minutesAgo(600),
      state: 'taken',
      agent: BEN,
    }),
    aTicket({
      changedAt: minutesAgo(25),
      step: 'eu-login/confirm-mail',
      desk: 'eu-login-support',
      state: 'taken',
      agent: ANN,
      messages: [
        { id: 'm', text: 'Look into the spam folder.', by: 'agent', agent: 'Ann', at, delivery: 'delivered' },
      ],
    }),
    aTicket({
      changedAt: minutesAgo(70),
      openedAt: minutesAgo(190),
      step: 'first-login/await-approval',
      country: 'NL',
      centre: 'nl-nijmegen-radboudumc',
    }),
    aTicket({ changedAt: minutesAgo(90), state: 'closed', agent: ANN }),
  ];
}

/** A ticket in the middle of its talk. */
const aTalk = () =>
  aTicket({
    state: 'taken',
    agent: ANN,
    email: 'clinician@hospital.example',
    messages: [
      {
        id: '1',
        text: 'Which of the two phones do you have with you now?',
        by: 'agent',
        agent: 'Ann',
        at,
        delivery: 'delivered',
      },
      {
        id: '2',
        text: 'The one from the hospital. It has no camera, so the QR code is of no use.',
        by: 'person',
        at,
      },
      {
        id: '3',
        text: 'Then choose the app with a PIN.',
        by: 'agent',
        agent: 'Ann',
        at,
        delivery: 'waiting',
      },
      { id: '4', text: 'Are you still there?', by: 'agent', agent: 'Ann', at, delivery: 'unreachable' },
    ],
    log: [
      { who: 'Ann', what: 'claim', at },
      { who: 'Ann', what: 'reply', at },
      { who: '', what: 'left', at },
    ],
  });

describe.each(['desktop', 'phone'] as const)('On a %s', (size) => {
  test('the list of tickets and of what was not delivered passes axe and fits', async () => {
    const { url, store } = await openInbox({ tickets: aDay() });
    const { page, complaints } = await visit(url, '/helpdesk', { size });
    await screenshot(page, `inbox-list-${size}`);
    expect(await axe(page)).toEqual([]);
    await keepDead(store, 'KMR-FTZ');
    await keepDead(store, 'KMR-FTZ', { target: 'chat', problem: 'The chat does not answer (503).' });
    await page.reload();
    await screenshot(page, `inbox-undelivered-${size}`);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('link', { name: /^Mine/ }).click();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('link', { name: /^Closed/ }).click();
    expect(await axe(page)).toEqual([]);
    expect(await isNarrow(page)).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('the filters pass axe, fit, and are used by keyboard', async () => {
    const { url } = await openInbox({ tickets: aDay() });
    const { page, complaints } = await visit(url, '/helpdesk', { size });
    const unfold = async (count: number) => {
      if (size === 'desktop') return;
      await tabTo(page, fill(words.list.filters.folded, { count }));
      await page.keyboard.press('Enter');
    };
    await unfold(0);
    await tabTo(page, 'q');
    await page.keyboard.type('phones');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/helpdesk?q=phones**');
    await unfold(1);
    await tabTo(page, words.list.filters.more);
    await page.keyboard.press('Enter');
    await tabTo(page, words.list.filters.any.step);
    await page.keyboard.type(stepName('first-login/await-approval').slice(0, 12));
    await page.keyboard.press('Enter');
    await tabTo(page, words.list.filters.apply);
    await page.keyboard.press('Enter');
    await page.waitForURL('**step=first-login**');
    await screenshot(page, `inbox-filters-${size}`);
    expect(await page.locator('.tickets > li').count()).toBe(1);
    expect(await axe(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 256 });
    expect(await isNarrow(page)).toBe(true);
    await screenshot(page, `inbox-filters-${size}-320`);
    await page.goto(`${url}/helpdesk`);
    await screenshot(page, `inbox-list-${size}-320`);
    expect(await isNarrow(page)).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('a ticket in each state, and each refusal, passes axe and fits', async () => {
    const talk = aTalk();
    const others = aTicket({ state: 'taken', agent: BEN });
    const closed = aTicket({ state: 'closed', agent: ANN });
    const open = aTicket();
    const { url, tickets } = await openInbox({ tickets: [talk, others, closed, open] });
    const { page, complaints } = await visit(url, path(talk.number), { size });
    await screenshot(page, `inbox-ticket-${size}`);
    const tops = await page.evaluate<number[]>(
      `['messages', 'suggestions', 'reply'].map((id) => document.getElementById(id).getBoundingClientRect().top)`,
    );
    if (size === 'phone') expect(tops).toEqual([...tops].sort((a, b) => a - b));
    await page.locator('#reply').scrollIntoViewIfNeeded();
    await screenshot(page, `inbox-ticket-reply-${size}`);
    expect(await axe(page)).toEqual([]);
    for (const { number } of [others, closed, open]) {
      await page.goto(url + path(number));
      expect(await axe(page)).toEqual([]);
      expect(await isNarrow(page)).toBe(true);
    }
    await screenshot(page, `inbox-ticket-open-${size}`);
    await page.getByRole('textbox', { name: words.reply.label }).fill('too late');
    await tickets.claim(open.number, BEN);
    await page.getByRole('button', { name: words.reply.button }).click();
    await page.getByRole('alert').waitFor();
    await screenshot(page, `inbox-refused-${size}`);
    expect(await axe(page)).toEqual([]);
    await page.goto(`${url}${path('BBB-BBB')}`);
    await screenshot(page, `inbox-gone-${size}`);
    expect(await axe(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('the answers pass axe and fit', async () => {
    const { url } = await openInbox();
    const { page, complaints } = await visit(url, '/helpdesk/answers', { size });
    await page.getByRole('button', { name: words.answers.copyMail }).first().waitFor();
    await screenshot(page, `inbox-answers-${size}`);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('searchbox').fill('zzzzzz');
    await page.getByText(fill(words.answers.found, { count: 0, all: 3 })).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await isNarrow(page)).toBe(true);
    expect(complaints).toEqual([]);
  });
});

test('The inbox cuts nothing off at 320 pixels, however long a word is', async () => {
  const long = aTicket({
    sentence: 'W'.repeat(300),
    email: `${'w'.repeat(60)}@hospital.example`,
    facts: [{ name: 'F'.repeat(80), value: 'v'.repeat(200) }],
    exchanges: [{ by: 'person', text: 'x'.repeat(300) }],
    messages: [{ id: 'm', text: 'https://example.org/'.repeat(20), by: 'person', at }],
    state: 'taken',
    agent: { id: 'long', name: 'N'.repeat(120) },
  });
  const { url, store } = await openInbox({ tickets: [long, aTicket()] });
  await keepDead(store, long.number, { problem: 'p'.repeat(300) });
  const { page } = await visit(url, '/helpdesk');
  await page.setViewportSize({ width: 320, height: 640 });
  for (const each of ['/helpdesk', path(long.number), '/helpdesk/answers']) {
    await page.goto(url + each);
    expect([each, await isNarrow(page)]).toEqual([each, true]);
  }
});

test('The inbox passes axe in the dark as well', async () => {
  const talk = aTalk();
  const { url, store } = await openInbox({ tickets: [talk, ...aDay()] });
  await keepDead(store, talk.number);
  const { page } = await visit(url, '/helpdesk');
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const [name, each] of [
    ['list', '/helpdesk'],
    ['ticket', `${path(talk.number)}?done=reply`],
    ['answers', '/helpdesk/answers'],
  ] as const) {
    await page.goto(url + each);
    await screenshot(page, `inbox-dark-${name}`);
    expect(await axe(page)).toEqual([]);
  }
});

test('An agent opens a ticket from the list, takes it, answers and closes it by the keyboard alone', async () => {
  const ticket = aTicket();
  const { url, tickets } = await openInbox({ tickets: [ticket] });
  const { page, complaints } = await visit(url, '/helpdesk');
  await tabTo(page, ticket.number);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${path(ticket.number)}`);
  await tabTo(page, words.claim.button);
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText(words.claim.done).waitFor();
  expect(await focused(page)).toBe(words.claim.done);
  await tabTo(page, 'text');
  await page.keyboard.type('Please use the app instead.');
  await tabTo(page, words.reply.button);
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText(words.reply.done).waitFor();
  await tabTo(page, words.close.button);
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText(words.close.done).waitFor();
  expect(await tickets.get(ticket.number)).toMatchObject({
    state: 'closed',
    agent: ANN,
    messages: [{ text: 'Please use the app instead.', agent: 'Ann' }],
  });
  expect(page.url()).toBe(url + path(ticket.number));
  expect(complaints).toEqual([]);
});

describe('The inbox keeps itself up to date:', () => {
  test('a new ticket and a new message appear in open windows, are announced, and take neither text nor focus away', async () => {
    const ticket = aTicket({ state: 'taken', agent: ANN });
    const { url, store, changes, tickets } = await openInbox({ tickets: [ticket] });
    const { page: list } = await visit(url, '/helpdesk', { agent: 'ben' });
    const { page } = await visit(url, path(ticket.number));
    await list.getByRole('link', { name: ticket.number }).focus();
    await page.getByRole('textbox', { name: words.reply.label }).fill('I am just typ');

    const fresh = aTicket({ changedAt: new Date().toISOString() });
    await keep(store, fresh);
    changes.announce(fresh.number);
    await list.getByRole('link', { name: fresh.number }).waitFor();
    await list
      .getByRole('status')
      .getByText(fill(words.list.tally, { open: 2, waiting: 2 }))
      .waitFor();
    expect(await focused(list)).toContain(ticket.number);

    await tickets.change(ticket.number, (old) => ({
      ticket: {
        ...old,
        messages: [...old.messages, { id: 'n', text: 'and the QR code cannot be scanned', by: 'person', at }],
      },
    }));
    await page.getByText('and the QR code cannot be scanned').waitFor();
    await page
      .getByRole('status')
      .getByText(/One message since/)
      .waitFor();
    await page.getByRole('heading', { name: ANSWERS[2]?.question ?? '' }).waitFor();
    expect(await focused(page)).toBe('text');
    await page.keyboard.type('ing');
    expect(await page.getByRole('textbox', { name: words.reply.label }).inputValue()).toBe(
      'I am just typing',
    );
  });

  test('what is typed stays when somebody else closes the ticket, and so does the refusal of it', async () => {
    const ticket = aTicket();
    const { url, tickets } = await openInbox({ tickets: [ticket] });
    const { page } = await visit(url, path(ticket.number));
    await page.getByRole('textbox', { name: words.reply.label }).fill('My answer');
    await tickets.close(ticket.number, BEN);
    await page
      .getByText(fill(words.held.closedBy, { agent: 'Ben' }))
      .first()
      .waitFor();
    expect(await page.getByRole('textbox', { name: words.reply.label }).inputValue()).toBe('My answer');
    await page.getByRole('button', { name: words.reply.button }).click();
    await page.getByRole('alert').getByText(words.refused.closed).waitFor();
    await page.getByRole('button', { name: words.reopen.button }).waitFor();
    await tickets.reopen(ticket.number, ANN);
    await page.getByRole('button', { name: words.release.button }).waitFor();
    expect(await page.getByRole('textbox', { name: words.reply.label }).inputValue()).toBe('My answer');
  });

  test('nothing of a ticket stays on the screen once the person has deleted it, but what the agent has typed', async () => {
    const ticket = aTicket();
    const { url, store, changes } = await openInbox({ tickets: [ticket] });
    const { page } = await visit(url, path(ticket.number));
    await page.getByText(ticket.sentence).first().waitFor();
    await page.getByRole('textbox', { name: words.reply.label }).fill('My answer');
    await deleteTicket(store, ticket.number);
    changes.announce(ticket.number);
    await page.getByRole('heading', { name: words.gone.title }).waitFor();
    expect(await page.getByText(ticket.sentence).count()).toBe(0);
    expect(await page.getByRole('textbox', { name: words.reply.label }).inputValue()).toBe('My answer');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: words.reply.button }).click();
    await page.getByRole('alert').getByText(words.refused.gone).waitFor();
  });

  test('a notice that somebody else has made untrue disappears, and its focus goes to the page', async () => {
    const ticket = aTicket();
    const { url, tickets, changes } = await openInbox({ tickets: [ticket] });
    const { page } = await visit(url, path(ticket.number));
    await page.getByRole('button', { name: words.claim.button }).click();
    const notice = page.getByText(words.claim.done);
    await notice.waitFor();
    const looked = page.waitForResponse(url + path(ticket.number));
    changes.announce(ticket.number);
    await looked;
    expect(await focused(page)).toBe(words.claim.done);
    await tickets.takeOver(ticket.number, BEN);
    await page.getByText(fill(words.held.other, { agent: 'Ben' }), { exact: true }).waitFor();
    await notice.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  });

  test('two windows of one browser share one connection, and the second takes over when the first closes', async () => {
    const ticket = aTicket();
    const { url, tickets } = await openInbox({ tickets: [ticket] });
    const { page: first } = await visit(url, '/helpdesk');
    const asked: string[] = [];
    const second = await first.context().newPage();
    second.on('request', (request) => asked.push(request.url()));
    await second.goto(url + path(ticket.number));
    await tickets.claim(ticket.number, BEN);
    await second.getByText(fill(words.held.other, { agent: 'Ben' }), { exact: true }).waitFor();
    await first.getByText(fill(words.held.other, { agent: 'Ben' })).waitFor();
    expect(asked.filter((address) => address.endsWith('/events'))).toEqual([]);
    const takenOver = second.waitForResponse((response) => response.url().endsWith('/events'));
    await first.close();
    await takenOver;
    await tickets.release(ticket.number, BEN);
    await second.getByText(words.held.nobody, { exact: true }).waitFor();
  });

  test('it says when it cannot, and goes on by itself when it can again', async () => {
    const ticket = aTicket();
    const { url, close, store } = await openInbox({ tickets: [ticket] });
    const { page } = await visit(url, path(ticket.number));
    await close();
    const stale = page.getByText(words.live.stale);
    await stale.waitFor();
    expect(await axe(page)).toEqual([]);
    const { tickets } = await openInbox({ store, port: Number(new URL(url).port) });
    await tickets.claim(ticket.number, BEN);
    await page.getByText(fill(words.held.other, { agent: 'Ben' }), { exact: true }).waitFor();
    await stale.waitFor({ state: 'hidden' });
  });
});

test('Two agents take a ticket at once: one has it, the other reads who has it, and sees it', async () => {
  const ticket = aTicket();
  const { url } = await openInbox({ tickets: [ticket] });
  const { page: ann } = await visit(url, path(ticket.number));
  const { page: ben } = await visit(url, path(ticket.number), { agent: 'ben' });
  // Neither form leaves before both have been sent: else the other window may already show who has it.
  const sent: Route[] = [];
  for (const page of [ann, ben])
    await page.route('**/claim', async (route) => {
      sent.push(route);
      if (sent.length === 2) await Promise.all(sent.map((each) => each.continue()));
    });
  await Promise.all([ann, ben].map((page) => page.getByRole('button', { name: words.claim.button }).click()));
  const told = (page: Page) => page.locator('.notice[autofocus]').innerText();
  const notices = await Promise.all([told(ann), told(ben)]);
  const wins = notices.indexOf(words.claim.done);
  expect(wins).toBeGreaterThanOrEqual(0);
  expect(notices[1 - wins]).toBe(fill(words.refused.taken, { agent: ['Ann', 'Ben'][wins] ?? '' }));
  await (wins === 0 ? ben : ann)
    .getByText(fill(words.held.other, { agent: ['Ann', 'Ben'][wins] ?? '' }))
    .waitFor();
});

describe('A half-typed answer', () => {
  const box = (page: Page) => page.getByRole('textbox', { name: words.reply.label });

  test('outlasts taking, closing, reopening and reloading, and is gone once it was sent', async () => {
    const ticket = aTicket();
    const { url } = await openInbox({ tickets: [ticket] });
    const { page, complaints } = await visit(url, path(ticket.number));
    await box(page).fill('Half an ans');
    for (const action of ['claim', 'close', 'reopen'] as const) {
      await page.getByRole('button', { name: words[action].button }).click();
      await page.getByText(words[action].done).waitFor();
    }
    expect(await box(page).inputValue()).toBe('Half an ans');
    await page.reload();
    expect(await box(page).inputValue()).toBe('Half an ans');
    await page.getByRole('button', { name: words.reply.button }).click();
    await page.getByText(words.reply.done).waitFor();
    expect(await box(page).inputValue()).toBe('');
    await page.reload();
    expect(await box(page).inputValue()).toBe('');
    await box(page).fill('On second thought');
    await box(page).fill('');
    await page.reload();
    expect(await box(page).inputValue()).toBe('');
    expect(complaints).toEqual([]);
  });

  test('comes back when a live update brings the box back, and only to the agent who typed it', async () => {
    const ticket = aTicket({ state: 'taken', agent: ANN });
    const { url, tickets } = await openInbox({ tickets: [ticket, aTicket()] });
    const { page } = await visit(url, path(ticket.number));
    await box(page).fill('Half an ans');
    await tickets.takeOver(ticket.number, BEN);
    await page.getByText(fill(words.held.other, { agent: 'Ben' }), { exact: true }).waitFor();
    await page.reload();
    await box(page).waitFor({ state: 'detached' });
    await tickets.release(ticket.number, BEN);
    await box(page).waitFor();
    expect(await box(page).inputValue()).toBe('Half an ans');
    await page.context().addCookies([{ name: 'agent', value: 'ben', url }]);
    await page.reload();
    expect(await box(page).inputValue()).toBe('');
  });
});

describe('A suggested answer', () => {
  test('is one click from the reply, behind what is typed already', async () => {
    const ticket = aTicket({ state: 'taken', agent: ANN });
    const { url } = await openInbox({ tickets: [ticket] });
    const { page } = await visit(url, path(ticket.number));
    const box = page.getByRole('textbox', { name: words.reply.label });
    const use = page.getByRole('button', { name: words.suggestions.use }).first();
    await use.click();
    expect(await box.inputValue()).toBe(ANSWERS[0]?.answer.text);
    expect(await focused(page)).toContain('text');
    await box.fill('Good morning!');
    await use.click();
    expect(await box.inputValue()).toBe(`Good morning!\n\n${ANSWERS[0]?.answer.text}`);
    await page.getByRole('status').getByText(words.suggestions.used).waitFor();
  });
});

describe('The search over all answers', () => {
  test('finds answers while the agent types, says how many, and copies them as mail and as link', async () => {
    const { url } = await openInbox();
    const { page, complaints } = await visit(url, '/helpdesk/answers');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
    await page.getByRole('button', { name: words.answers.copyMail }).first().waitFor();
    await page.getByRole('searchbox').pressSequentially('messge code');
    await page.getByText(fill(words.answers.found, { count: 1, all: 3 })).waitFor();
    const items = page.getByRole('heading', { level: 2 });
    expect(await items.allInnerTexts()).toEqual([ANSWERS[0]?.question]);
    expect(page.url()).toContain('?q=messge');

    await page.getByRole('button', { name: words.answers.copyMail }).click();
    await page.getByRole('status').getByText(words.answers.mailCopied).waitFor();
    const copied = await page.evaluate<string[]>(`navigator.clipboard.read().then(([item]) => Promise.all(
      ['text/plain', 'text/html'].map((type) => item.getType(type).then((blob) => blob.text()))))`);
    expect(copied[0]).toBe(ANSWERS[0]?.answer.text);
    expect(copied[1]).toContain(ANSWERS[0]?.answer.html);
    const shown = page.locator('.told');
    expect(await shown.innerText()).toBe(words.answers.mailCopied);
    expect(await shown.getAttribute('aria-hidden')).toBe('true');
    await screenshot(page, 'inbox-answers-copied');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: words.answers.copyLink, exact: true }).click();
    await page.getByRole('status').getByText(words.answers.linkCopied).waitFor();
    expect(await shown.allInnerTexts()).toEqual([words.answers.linkCopied]);
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(ANSWERS[0]?.link);
    await page.getByRole('button', { name: words.answers.copyTeamsLink }).click();
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(ANSWERS[0]?.teamsLink);

    await page.getByRole('searchbox').fill('');
    await expect.poll(() => items.allInnerTexts()).toEqual(ANSWERS.map(({ question }) => question));
    expect(complaints).toEqual([]);
  });

  test('selects the text where the browser does not let a page copy', async () => {
    const { url } = await openInbox();
    const { page } = await visit(url, '/helpdesk/answers?q=password');
    await page.evaluate(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`);
    const selected = () => page.evaluate<string>('String(getSelection())');
    await page.getByRole('button', { name: words.answers.copyMail }).click();
    await page.getByRole('status').getByText(words.answers.selected).waitFor();
    expect(await selected()).toBe(ANSWERS[1]?.answer.text);
    await page.getByRole('button', { name: words.answers.copyLink }).click();
    await expect.poll(selected).toBe(ANSWERS[1]?.link);
  });
});
