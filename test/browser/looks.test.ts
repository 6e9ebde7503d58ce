import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { openAnalyticsPages, SOME } from '../helpdesk/pages/analytics/support.ts';
import { ANN, aTicket, keepDead, openInbox } from '../helpdesk/pages/support.ts';
import { pack } from '../support/clinician.ts';
import { assistantForAll } from './assistant.ts';
import { ARTEFACTS, axe, openPage, screenshot } from './browser.ts';
import { untilWebChat } from './web-chat.ts';

const { messages, site } = textsOf(pack, 'en');
const DESK = { width: 1280, height: 900 };
/** A window of 1280 by 1024 at 400 %. */
const ZOOMED = { width: 320, height: 256 };
/** How much of a message can be read at least, in pixels. */
const READABLE = 110;

const LOOKS = [
  { name: 'desk', size: DESK },
  { name: 'phone', size: { width: 390, height: 844 } },
  { name: 'zoomed', size: ZOOMED },
  { name: 'contrast', size: DESK, media: { forcedColors: 'active' } },
  { name: 'dark', size: DESK, media: { colorScheme: 'dark' } },
] as const;
type Look = (typeof LOOKS)[number];

const assistant = assistantForAll();

/** The chat at the first step. */
async function openChat(): Promise<Page> {
  const chat = await openPage();
  await chat.goto(`${assistant.url}chat`);
  await untilWebChat(chat);
  await press(chat.mainFrame(), messages.buttons.start);
  await newestCard(chat.mainFrame()).getByRole('button', { name: messages.buttons.next }).waitFor();
  return chat;
}

/** A page of somebody of the helpdesk who has signed in. */
async function openHelpdesk(url: string): Promise<Page> {
  const page = await openPage();
  await page.context().addCookies([{ name: 'agent', value: ANN.id, url }]);
  return page;
}

/** Looks at a page in that way. */
async function lookAt(target: Page, look: Look): Promise<void> {
  await target.setViewportSize(look.size);
  await target.emulateMedia({
    forcedColors: 'none',
    colorScheme: 'light',
    ...('media' in look && look.media),
  });
}

const newestCard = (frame: Frame) => frame.locator('.ac-adaptiveCard').last();

const press = (frame: Frame, name: string) =>
  newestCard(frame).getByRole('button', { name, exact: true }).click();

/** By how many pixels a page has to be moved sideways. */
const sideways = (frame: Page | Frame) =>
  frame.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** How many pixels of the newest card can be seen at once, after the conversation has scrolled to it. */
async function readable(frame: Frame): Promise<number> {
  const seen: number[] = [];
  await expect
    .poll(async () => {
      seen.push(
        await frame.evaluate<number>(`{
          const card = [...document.querySelectorAll('.ac-adaptiveCard')].at(-1).getBoundingClientRect();
          const box = document.querySelector('.webchat__basic-transcript__scrollable').getBoundingClientRect();
          Math.round(Math.min(card.bottom, box.bottom, innerHeight) - Math.max(card.top, box.top, 0));
        }`),
      );
      return seen.length > 4 && new Set(seen.slice(-4)).size === 1;
    })
    .toBe(true);
  return seen.at(-1) ?? 0;
}

describe('On a desk, on a phone, at 400 % zoom, in colours of their own and in the dark, people find', () => {
  test('a step in the chat that passes axe and fits', async () => {
    const chat = await openChat();
    for (const look of LOOKS) {
      await lookAt(chat, look);
      await screenshot(chat, `looks-chat-${look.name}`);
      expect([look.name, await sideways(chat), ...(await axe(chat))]).toEqual([look.name, 0]);
    }
  });

  test('public pages that pass axe and fit', async () => {
    const page = await openPage();
    for (const look of LOOKS) {
      await lookAt(page, look);
      for (const path of ['', 'guide', 'accessibility', 'privacy']) {
        await page.goto(assistant.url + path);
        await screenshot(page, `looks-${path || 'home'}-${look.name}`);
        expect([look.name, path, await sideways(page), ...(await axe(page))]).toEqual([look.name, path, 0]);
      }
    }
  });

  test('a page of numbers that passes axe and fits', async () => {
    const { url } = await openAnalyticsPages({ counted: SOME });
    const page = await openHelpdesk(url);
    for (const look of LOOKS) {
      await lookAt(page, look);
      await page.goto(`${url}/helpdesk/learning?weeks=4`);
      await screenshot(page, `looks-helpdesk-learning-${look.name}`);
      expect([look.name, await sideways(page), ...(await axe(page))]).toEqual([look.name, 0]);
    }
  });

  test("helpdesk's pages that pass axe and fit", async () => {
    const ticket = aTicket({ state: 'taken', agent: ANN });
    const { url, store } = await openInbox({ tickets: [ticket, aTicket()] });
    await keepDead(store, ticket.number);
    const page = await openHelpdesk(url);
    for (const look of LOOKS) {
      await lookAt(page, look);
      for (const [name, path] of [
        ['list', ''],
        ['ticket', `/tickets/${ticket.number}?done=reply`],
        ['answers', '/answers'],
      ] as const) {
        await page.goto(`${url}/helpdesk${path}`);
        await screenshot(page, `looks-helpdesk-${name}-${look.name}`);
        expect([look.name, name, await sideways(page), ...(await axe(page))]).toEqual([look.name, name, 0]);
      }
    }
  });
});

describe('At 400 % zoom', () => {
  test('enough of the newest card can be read in the chat, before a press and after it', async () => {
    const chat = await openChat();
    await lookAt(chat, { name: 'zoomed', size: ZOOMED });
    expect(await readable(chat.mainFrame())).toBeGreaterThanOrEqual(READABLE);
    const cards = chat.locator('.ac-adaptiveCard');
    const before = await cards.count();
    await press(chat.mainFrame(), messages.buttons.next);
    await expect.poll(() => cards.count()).toBeGreaterThan(before);
    expect(await readable(chat.mainFrame())).toBeGreaterThanOrEqual(READABLE);
  });

  test.each([ZOOMED, { width: 640, height: 450 }, { width: 1280, height: 540 }, DESK])(
    "enough of it can be read in the launcher's panel, whose close button covers nothing, at $width × $height",
    async (size) => {
      const page = await openPage();
      await lookAt(page, { name: 'zoomed', size });
      await page.goto(assistant.url);
      await page.getByRole('button', { name: site.widget.open }).click();
      const frame = await (await page.locator('iframe').elementHandle())?.contentFrame();
      if (!frame) throw new Error('the panel has no frame');
      await newestCard(frame).waitFor();
      expect(await readable(frame)).toBeGreaterThanOrEqual(READABLE);
      expect(await sideways(frame)).toBe(0);
      expect(await coveredBy(page, site.widget.close, frame)).toEqual([]);
    },
  );

  test('enough of a message can be read in the inbox', async () => {
    const ticket = aTicket();
    const { url } = await openInbox({ tickets: [ticket] });
    const page = await openHelpdesk(url);
    await lookAt(page, { name: 'zoomed', size: ZOOMED });
    for (const [path, part] of [
      ['', '.tickets li'],
      [`/tickets/${ticket.number}`, '.talk li'],
    ] as const) {
      await page.goto(`${url}/helpdesk${path}`);
      const seen = await page.evaluate<{ missing: number }>(`{
        const part = document.querySelector('${part}');
        part.scrollIntoView({ block: 'start' });
        const { top, bottom, height } = part.getBoundingClientRect();
        const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
        ({ missing: Math.max(0, Math.min(${READABLE}, height) - seen) });
      }`);
      expect([path, seen]).toEqual([path, { missing: 0 }]);
    }
  });
});

/** The buttons, links and fields of a frame that fills its panel over which a button of the page around it lies. */
async function coveredBy(around: Page, name: string, frame: Frame): Promise<string[]> {
  const cover = await around.getByRole('button', { name }).boundingBox();
  const covered: string[] = [];
  for (const control of await frame
    .locator('.top button, progress, textarea, .webchat__basic-transcript, .webchat__send-button')
    .all()) {
    const box = (await control.isVisible()) ? await control.boundingBox() : null;
    if (!box || !cover) continue;
    const isApart =
      box.x >= cover.x + cover.width ||
      box.x + box.width <= cover.x ||
      box.y >= cover.y + cover.height ||
      box.y + box.height <= cover.y;
    if (!isApart) covered.push((await control.textContent()) || String(await control.getAttribute('class')));
  }
  return covered;
}

test.each([ZOOMED, { width: 390, height: 844 }])(
  'At $width × $height somebody who comes, comes back or follows a link reads the newest message from its top',
  async (size) => {
    const chat = await openPage();
    await chat.setViewportSize(size);
    const fromTop = () =>
      chat.evaluate<number>(`{
        const message = [...document.querySelectorAll('article')].at(-1).getBoundingClientRect();
        Math.round(message.top - document.querySelector('.webchat__basic-transcript__scrollable').getBoundingClientRect().top);
      }`);
    for (const path of ['chat', 'chat', 'chat?start=two-factor/sms-add-number']) {
      await chat.goto(assistant.url + path);
      await untilWebChat(chat);
      await expect.poll(fromTop, { message: path }).toBe(0);
    }
  },
);

test('The part of a card that a button opens leaves the focus around the button whole', async () => {
  const chat = await openChat();
  const more = newestCard(chat.mainFrame()).getByRole('button', { name: messages.step.more });
  await more.focus();
  await chat.keyboard.press('Enter');
  const below = async () => {
    const { x = 0, y = 0, width = 0, height = 0 } = (await more.boundingBox()) ?? {};
    // The last row of the ring.
    return chat.screenshot({ clip: { x, y: Math.round(y + height) + 4, width, height: 1 } });
  };
  const focused = await below();
  await more.blur();
  expect((await below()).equals(focused)).toBe(false);
});

describe("In the reader's own colours", () => {
  const contrast = { name: 'contrast', size: DESK, media: { forcedColors: 'active' } } as const;

  test('the chat still shows how far somebody is', async () => {
    const chat = await openChat();
    await press(chat.mainFrame(), messages.buttons.next);
    await lookAt(chat, contrast);
    const bar = chat.locator('aside progress');
    await expect.poll(() => bar.getAttribute('value')).toBe('1');
    const shown = await bar.screenshot();
    await bar.evaluate('document.querySelector("aside progress").value = 0');
    expect((await bar.screenshot()).equals(shown)).toBe(false);
  });

  test('the inbox still shows which list is open', async () => {
    const { url } = await openInbox({ tickets: [aTicket()] });
    const page = await openHelpdesk(url);
    await lookAt(page, contrast);
    await page.goto(`${url}/helpdesk`);
    const lines = await page.evaluate<Record<string, string[]>>(`({
      others: [...document.querySelectorAll('nav a:not([aria-current])')].map(lineOf),
      current: [...document.querySelectorAll('nav a[aria-current]')].map(lineOf),
      paper: [getComputedStyle(document.body).backgroundColor],
    });
    function lineOf(link) { return getComputedStyle(link).borderBottomColor; }`);
    expect(new Set(lines.others)).toEqual(new Set(lines.paper));
    expect(lines.current).not.toContain(lines.paper?.[0]);
  });
});

test('The conversation prints whole, without what one presses or types into', async () => {
  const chat = await openChat();
  await press(chat.mainFrame(), messages.buttons.next);
  await chat.locator('.earlier-step').waitFor();
  await chat.setViewportSize({ width: 700, height: 500 });
  await chat.emulateMedia({ media: 'print' });
  const cut = await chat.evaluate<string[]>(`
    [...document.querySelectorAll('body, main, #chat, .web-chat *')]
      .filter((part) => part.querySelector('.ac-adaptiveCard') && !part.closest('.ac-adaptiveCard'))
      .filter((part) => getComputedStyle(part).overflowY !== 'visible' && part.scrollHeight > part.clientHeight)
      .map(({ className }) => className)`);
  expect(cut).toEqual([]);
  await chat.screenshot({ path: join(ARTEFACTS, 'looks-print.png'), fullPage: true });
  expect(await chat.getByRole('textbox').last().isVisible()).toBe(false);
  expect(await chat.locator('.top').isVisible()).toBe(false);
  expect(await chat.locator('.earlier-step').isVisible()).toBe(false);
  for (const part of await chat.locator('[id^="more-"]').all()) expect(await part.isVisible()).toBe(true);
  const height = await chat.evaluate<number>('document.documentElement.scrollHeight');
  const cards = await chat.locator('.ac-adaptiveCard').all();
  for (const card of cards) {
    const box = await card.boundingBox();
    expect(box?.height).toBeGreaterThan(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
  }
});

describe.each([
  {
    locale: 'de-DE',
    chat: /^\d{1,2}\. [A-Z][a-zä]+\.?( \d{4})?, \d\d:\d\d$/,
    inbox: /^\d{1,2} [A-Z][a-z]+( \d{4})?, \d\d:\d\d$/,
  },
  {
    locale: 'en-US',
    chat: /^[A-Z][a-z]+ \d{1,2}(, \d{4})?, \d{1,2}:\d\d\s[AP]M$/,
    inbox: /^[A-Z][a-z]+ \d{1,2}(, \d{4})?, \d{1,2}:\d\d\s[AP]M$/,
  },
])('Somebody with a browser in $locale reads times in their own form', ({ locale, chat, inbox }) => {
  test('in the chat', async () => {
    const page = await openPage('desktop', { locale });
    await page.goto(`${assistant.url}chat`);
    await expect.poll(() => page.locator('.message-time').last().textContent()).toMatch(chat);
  });

  test('in the inbox', async () => {
    const { url } = await openInbox({ tickets: [aTicket()] });
    const page = await openPage('desktop', { locale });
    await page.context().addCookies([{ name: 'agent', value: ANN.id, url }]);
    await page.goto(`${url}/helpdesk`);
    await expect.poll(() => page.locator('time').first().textContent()).toMatch(inbox);
  });
});
