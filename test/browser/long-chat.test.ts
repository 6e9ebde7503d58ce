import type { Activity, TurnContext } from 'botbuilder-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { History } from '../../src/channels/webchat/history.ts';
import { axe, openPage, type Size, screenshot } from './browser.ts';
import { openSite, pagesOptions } from './site.ts';
import { untilWebChat } from './web-chat.ts';

const { earlierMessages } = pagesOptions().site.chat;
/** The questions, each of which is answered. */
const TURNS = 300;
/** As much as a card brings besides what it shows, so that a page holds some twenty messages. */
const padding = { type: 'other', words: 'x'.repeat(4_500) };
const position = { type: 'guidePosition', phase: 'phase', step: 'step', done: 1, total: 4 };

function card(words: string) {
  const content = {
    type: 'AdaptiveCard',
    version: '1.5',
    speak: words,
    body: [{ type: 'TextBlock', text: words, style: 'heading', wrap: true }],
  };
  return { contentType: 'application/vnd.microsoft.card.adaptive', content };
}

async function bot(context: TurnContext): Promise<void> {
  const { type, text } = context.activity;
  if (type === 'message') await context.sendActivity({ attachments: [card(`answer to ${text}`)] });
}

interface Visit {
  size?: Size;
  turns?: number;
  /** Tells which answers say where the person is in the guide. */
  placeIn?: (turn: number) => boolean;
}

/** A site with a long conversation, and a page that comes back to it. */
async function comeBack({ size = 'desktop', turns = TURNS, placeIn = () => true }: Visit = {}) {
  const chat = await openSite({ bot });
  const conversation = await chat.openConversation();
  const { conversationId, userId, token } = conversation;
  const history = new History(chat.store, 24 * 3_600_000);
  for (let n = 1; n <= turns; n++) {
    const incoming = {
      type: 'message',
      text: `question ${n}`,
      timestamp: new Date(),
      channelId: 'webchat',
      conversation: { id: conversationId },
      from: { id: userId, name: '', role: 'user' },
    } as Activity;
    const entities = placeIn(n) ? [padding, position] : [padding];
    const replies = [{ type: 'message', attachments: [card(`answer ${n}`)], entities }];
    const { writes } = await history.rowsOf(incoming, { incoming, replies }, { keepsIncoming: true });
    await chat.store.commit(writes);
  }
  const page = await openPage(size);
  await page.addInitScript((kept) => localStorage.setItem('assistant-token', kept), token);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${chat.url}/chat`);
  await untilWebChat(page);
  return { chat, conversation, page, asked };
}

const transcript = (page: Page) => page.locator('.webchat__basic-transcript__scrollable');
const earlier = (page: Page) => page.getByRole('button', { name: earlierMessages.button });

/** What the page shows, in its order, such as "question 7". */
async function shown(page: Page): Promise<string[]> {
  const words = await page.locator('.webchat__basic-transcript__activity').allTextContents();
  return words.map((text) => /(?:question|answer)(?: to \w+)? ?\d*/.exec(text)?.[0]?.trim() ?? text);
}

/** The questions and answers from one to another. */
function from(first: number, last = TURNS): string[] {
  const numbers = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  return numbers.flatMap((n) => [`question ${n}`, `answer ${n}`]);
}

async function firstShown(page: Page): Promise<number> {
  return Number((await shown(page))[0]?.slice('question '.length));
}

async function place(page: Page, words: string): Promise<number> {
  return (await transcript(page).getByText(words, { exact: true }).boundingBox())?.y ?? Number.NaN;
}

describe('A long conversation', () => {
  test.each(['desktop', 'phone'] as const)(
    'begins with its end, and goes back as one scrolls up (%s)',
    async (size) => {
      const { page, asked } = await comeBack({ size });
      await transcript(page).getByText(`answer ${TURNS}`, { exact: true }).waitFor();
      const first = await firstShown(page);
      expect(first).toBeGreaterThan(TURNS - 20);
      expect(await shown(page)).toEqual(from(first));
      expect(asked.filter((url) => url.includes('until='))).toEqual([]);
      await screenshot(page, `long-chat-${size}`);
      expect(await axe(page)).toEqual([]);

      let begin = first;
      for (let n = 0; n < 3; n++) {
        await transcript(page).hover();
        while ((await firstShown(page)) === begin) await page.mouse.wheel(0, -200);
        begin = await firstShown(page);
        await expect.poll(async () => await shown(page)).toEqual(from(await firstShown(page)));
      }
      expect(begin).toBeLessThan(first - 30);
      const pages = asked.filter((url) => url.includes('until='));
      expect(new Set(pages).size).toBe(pages.length);
      await screenshot(page, `long-chat-scrolled-${size}`);
    },
  );

  test('stays where it is while earlier messages come', async () => {
    const { page } = await comeBack();
    const first = await firstShown(page);
    const goUp = () =>
      transcript(page).evaluate(async (view) => {
        view.scrollTo(0, 0);
        await new Promise((settled) => setTimeout(settled, 200));
        return view.scrollTop;
      });
    // Web Chat stays where it took over for a moment, unless somebody scrolls by hand.
    await expect.poll(goUp).toBe(0);
    const before = await place(page, `question ${first}`);
    await earlier(page).click();
    await expect.poll(() => firstShown(page)).toBeLessThan(first);
    await page.getByText(earlierMessages.shown).waitFor({ state: 'attached' });
    expect(Math.abs((await place(page, `question ${first}`)) - before)).toBeLessThan(2);
  });

  test('is read with the keyboard alone: the focus stays on the button, and then on what says that there is no more', async () => {
    const { page } = await comeBack({ turns: 30 });
    const isFocused = () => earlier(page).evaluate((button) => button.matches(':focus'));
    for (let tabs = 0; tabs < 60 && !(await isFocused()); tabs++) await page.keyboard.press('Tab');
    expect(await isFocused()).toBe(true);
    await screenshot(page, 'long-chat-button');
    expect(await axe(page)).toEqual([]);
    for (let first = await firstShown(page); first > 1; first = await firstShown(page)) {
      await page.keyboard.press('Enter');
      await expect.poll(() => firstShown(page)).toBeLessThan(first);
      if ((await firstShown(page)) > 1) expect(await isFocused()).toBe(true);
    }
    expect(await shown(page)).toEqual(from(1, 30));
    await expect.poll(() => page.locator(':focus').textContent()).toBe(earlierMessages.none);
    await earlier(page).waitFor({ state: 'detached' });
  });

  test('goes on with new messages in view, once each, after earlier ones came', async () => {
    const { page } = await comeBack();
    const first = await firstShown(page);
    await transcript(page).evaluate((view) => view.scrollTo(0, 0));
    await earlier(page).click();
    await expect.poll(() => firstShown(page)).toBeLessThan(first);
    const begin = await firstShown(page);
    for (const words of ['new1', 'new2', 'new3']) {
      await page.getByRole('textbox').fill(words);
      await page.keyboard.press('Enter');
      const answer = transcript(page).getByText(`answer to ${words}`, { exact: true });
      await answer.waitFor();
      await expect
        .poll(() =>
          answer.evaluate((element) => {
            const { top, bottom } = element.getBoundingClientRect();
            const view = element.closest('.webchat__basic-transcript__scrollable')?.getBoundingClientRect();
            return view !== undefined && top >= view.top && bottom <= view.bottom;
          }),
        )
        .toBe(true);
    }
    const all = await shown(page);
    expect(all.slice(0, -6)).toEqual(from(begin));
    expect(all.slice(-1)).toEqual(['answer to new3']);
  });

  test('says so where earlier messages do not come, and tries again when asked', async () => {
    const { page } = await comeBack();
    const first = await firstShown(page);
    await page.route('**/activities?until=*', (route) => route.abort());
    await earlier(page).click();
    await page.getByText(earlierMessages.failed).waitFor();
    await page.unroute('**/activities?until=*');
    await earlier(page).click();
    await expect.poll(() => firstShown(page)).toBeLessThan(first);
    await page.getByText(earlierMessages.failed).waitFor({ state: 'detached' });
  });

  test('goes back by itself to where the person is in the guide, if that is not far', async () => {
    const { page, asked } = await comeBack({ placeIn: (turn) => turn === TURNS - 20 });
    await page.locator('#progress progress').waitFor();
    expect(asked.filter((url) => url.includes('until='))).toHaveLength(1);
    expect(await shown(page)).toEqual(from(await firstShown(page)));
  });

  test('comes without WebSockets as well', async () => {
    const { chat, conversation, page } = await comeBack();
    await page.routeWebSocket(/stream/, (socket) => void socket.close());
    await page.reload();
    await untilWebChat(page);
    await chat.say(conversation, 'elsewhere');
    await transcript(page).getByText('answer to elsewhere', { exact: true }).waitFor();
    const all = await shown(page);
    expect(new Set(all).size).toBe(all.length);
    expect(all.at(-1)).toBe('answer to elsewhere');
    expect(all.length).toBeLessThan(50);
  });
});

test('A short conversation has no earlier messages', async () => {
  const { url } = await openSite({ bot });
  const page = await openPage();
  await page.goto(`${url}/chat`);
  await page.getByRole('textbox').fill('hello');
  await page.keyboard.press('Enter');
  await untilWebChat(page);
  await transcript(page).getByText('answer to hello', { exact: true }).waitFor();
  expect(await page.locator('.earlier-messages').count()).toBe(0);
});
