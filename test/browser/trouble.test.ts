import type { TurnContext } from 'botbuilder-core';
import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { axe, openPage, screenshot } from './browser.ts';
import { openSite, pagesOptions } from './site.ts';
import { untilWebChat } from './web-chat.ts';

const { chat } = pagesOptions().site;
const POST = '**/activities';

/** Counts what it was told, and begins with as many cards as asked for. */
function countingBot(first = 1) {
  let told = 0;
  const card = (text: string) => ({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'TextBlock', style: 'heading', text }],
      actions: [{ type: 'Action.Submit', title: 'Next', data: { next: true } }],
    },
  });
  const bot = async (context: TurnContext): Promise<void> => {
    if (context.activity.type !== 'conversationUpdate') {
      told += 1;
      await context.sendActivity({ attachments: [card(`Answer ${told}`)] });
    } else if (told === 0) {
      for (let at = 1; at <= first; at++) await context.sendActivity({ attachments: [card(`Card ${at}`)] });
      first = 0;
    }
  };
  return { bot, told: () => told };
}

/** More than any pause that the page makes. A test moves the page's clock on by it instead of waiting. */
const LONG = 30_000;
/** More than the pause before a second try, and not so long that the page would take its server for gone. */
const SHORT = 4_000;

/** Opens the chat; with a clock, the page's time runs by itself and can be moved on. */
async function visit(url: string, { clock = false } = {}): Promise<Page> {
  const page = await openPage();
  if (clock) await page.clock.install();
  await page.goto(`${url}/chat`);
  await heading(page, 'Card 1').waitFor();
  await untilWebChat(page);
  return page;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const button = (page: Page) => page.getByRole('button', { name: 'Next', exact: true }).last();
const notice = (page: Page) => page.getByRole('alert').getByText(chat.unsent);
const waiting = (page: Page) => page.getByRole('status').getByText(chat.away.waiting);

test('The page does not show a press that failed as done, and sends it once more by itself', async () => {
  const { bot, told } = countingBot();
  const { url } = await openSite({ bot });
  const page = await visit(url, { clock: true });
  for (const address of [POST, '**/api/webchat/token']) await page.route(address, (route) => route.abort());
  await button(page).click();
  await waiting(page).waitFor({ timeout: 10_000 });
  expect(await button(page).getAttribute('aria-pressed')).toBe('false');
  await screenshot(page, 'chat-unsent');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('textbox').first().fill('half a sentence');
  await page.unroute(POST);
  await page.unroute('**/api/webchat/token');
  await page.clock.runFor(LONG);
  await heading(page, 'Answer 1').waitFor();
  await waiting(page).waitFor({ state: 'detached' });
  expect(await page.getByRole('textbox').first().inputValue()).toBe('half a sentence');
  expect(told()).toBe(1);
});

test('A second press replaces the one that failed', async () => {
  const { bot, told } = countingBot();
  const { url } = await openSite({ bot });
  const page = await visit(url, { clock: true });
  await page.route(POST, (route) => route.abort(), { times: 1 });
  await button(page).click();
  await waiting(page).waitFor();
  await button(page).click();
  await heading(page, 'Answer 1').waitFor();
  await waiting(page).waitFor({ state: 'detached' });
  await page.clock.runFor(LONG);
  await button(page).click();
  await heading(page, 'Answer 2').waitFor();
  expect(told()).toBe(2);
});

test('The assistant handles a press once, even when its answer was lost', async () => {
  const { bot, told } = countingBot();
  const { url } = await openSite({ bot });
  const page = await visit(url, { clock: true });
  const lose = async (route: Route) => {
    await route.fetch();
    await route.abort();
  };
  await page.route(POST, lose, { times: 1 });
  await button(page).click();
  await waiting(page).waitFor();
  await page.clock.runFor(LONG);
  await waiting(page).waitFor({ state: 'detached' });
  await heading(page, 'Answer 1').waitFor();
  expect(told()).toBe(1);
});

test('A server that is there but fails twice is not tried again: a notice stays until a press gets through', async () => {
  const { bot, told } = countingBot();
  const { url } = await openSite({ bot });
  const page = await visit(url, { clock: true });
  let refused = 0;
  await page.route(POST, (route) => {
    refused += 1;
    return route.fulfill({ status: 502, body: '{}' });
  });
  await button(page).click();
  await waiting(page).waitFor();
  await page.clock.runFor(SHORT);
  await expect.poll(() => refused).toBe(2);
  await notice(page).waitFor();
  await page.clock.runFor(LONG);
  expect(refused).toBe(2);
  expect(await notice(page).isVisible()).toBe(true);
  await page.unroute(POST);
  await button(page).click();
  await heading(page, 'Answer 1').waitFor();
  await notice(page).waitFor({ state: 'detached' });
  expect([refused, told()]).toEqual([2, 1]);
});

test('The page renews a token that expires while it is open, and does not lose the press', async () => {
  const { bot, told } = countingBot();
  const { url } = await openSite({ bot });
  const page = await visit(url);
  await page.route(POST, (route) => route.fulfill({ status: 403, body: '{}' }), { times: 1 });
  const renewed = page.waitForResponse('**/api/webchat/token');
  await button(page).click();
  expect((await renewed).status()).toBe(200);
  await heading(page, 'Answer 1').waitFor();
  expect(told()).toBe(1);
});

test('Words that were typed while the server was gone are sent by themselves', async () => {
  const { bot, told } = countingBot();
  const { url } = await openSite({ bot });
  const page = await visit(url, { clock: true });
  await page.route(POST, (route) => route.abort(), { times: 1 });
  await page.getByRole('textbox').first().fill('help');
  await page.keyboard.press('Enter');
  await waiting(page).waitFor();
  await page.clock.runFor(LONG);
  await heading(page, 'Answer 1').waitFor();
  expect(told()).toBe(1);
});

test('The page offers to send words again that a server could not take', async () => {
  const { bot } = countingBot();
  const { url } = await openSite({ bot });
  const page = await visit(url, { clock: true });
  await page.route(POST, (route) => route.fulfill({ status: 502, body: '{}' }));
  await page.getByRole('textbox').first().fill('help');
  await page.keyboard.press('Enter');
  await waiting(page).waitFor();
  await page.clock.runFor(SHORT);
  const retry = page.getByRole('button', { name: 'Retry' });
  await retry.waitFor();
  await page.unroute(POST);
  await retry.click();
  await heading(page, 'Answer 1').waitFor();
});

test('Of a long earlier conversation the page shows the last card alone, and then its end', async () => {
  const { url } = await openSite({ bot: countingBot(80).bot });
  const page = await visit(url);
  await heading(page, 'Card 80').waitFor();
  await page.addInitScript(`
    self.seen = [];
    const look = () => {
      for (let y = 0; y < innerHeight; y += 20) {
        const places = document.elementsFromPoint(innerWidth / 3, y);
        const text = places.find((one) => one.closest('.ac-adaptiveCard'))?.closest('.ac-adaptiveCard').textContent;
        if (text && seen.at(-1) !== text) seen.push(text);
      }
      requestAnimationFrame(look);
    };
    look();`);
  await page.reload();
  await heading(page, 'Card 80').first().waitFor();
  await screenshot(page, 'chat-resuming');
  await untilWebChat(page);
  await screenshot(page, 'chat-resumed');
  expect(await heading(page, 'Card 80').isVisible()).toBe(true);
  await page.locator('#chat:not(.muted)').waitFor();
  const seen = await page.evaluate<string[]>('seen');
  expect(seen[0]).toBe('Card 80Next');
  expect(seen.filter((card) => !/^Card (7\d|80)/.test(card))).toEqual([]);
});

test('The page shows an earlier conversation also where WebSockets let nothing through', async () => {
  const { url } = await openSite({ bot: countingBot().bot });
  const page = await visit(url, { clock: true });
  await page.routeWebSocket(/stream/, () => {});
  await page.reload();
  await heading(page, 'Card 1').first().waitFor();
  await page.clock.runFor(5_500);
  await untilWebChat(page);
});

test('Web Chat takes over also where the assistant says nothing', async () => {
  const { url } = await openSite({ bot: async () => {} });
  const page = await openPage();
  await page.goto(`${url}/chat`);
  await untilWebChat(page);
});
