import { TurnContext } from 'botbuilder-core';
import type { Page, Route, WebSocketRoute } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { echo } from '../channels/webchat/support.ts';
import { axe, openPage, type Size, screenshot } from './browser.ts';
import { openForeignSite, openSite, pagesOptions } from './site.ts';

const { widget, chat } = pagesOptions().site;
const ONE = `${widget.open} – 1 new message`;
const TWO = `${widget.open} – 2 new messages`;

/** A chat that greets once, and in which something can be said that nobody asked for, as the helpdesk does. */
async function openTalkingSite(origins: string[] = []) {
  let address: Record<string, unknown> | undefined;
  let turns = 0;
  const site = await openSite({
    origins,
    async bot(context) {
      const isBegun = address !== undefined;
      address = { ...TurnContext.getConversationReference(context.activity) };
      if (!isBegun || context.activity.type === 'message') await echo(context);
    },
  });
  const say = (text: string) =>
    site.webChat.sendProactive(address ?? {}, { id: `told-${++turns}`, attempt: 1 }, async (context) => {
      await context.sendActivity(text);
    });
  return { ...site, say };
}

async function visit(url: string, size?: Size): Promise<Page> {
  const page = await openPage(size);
  await page.goto(url);
  return page;
}

const launcher = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const mark = (page: Page) => page.locator('access-assistant .mark').textContent();
const announced = (page: Page) => page.locator('access-assistant [role="status"]').textContent();
const closePanel = (page: Page) => page.getByRole('button', { name: widget.close }).click();
const says = (page: Page, words: string) =>
  page.frameLocator(`iframe[title="${widget.panel}"]`).getByText(words, { exact: true }).first().waitFor();

/** Opens the chat, reads what it says, and closes it. */
async function openAndClose(page: Page): Promise<void> {
  await launcher(page, widget.open).click();
  await says(page, 'welcome');
  await closePanel(page);
}

/** Another tab comes before this one, or this one is there again. */
const turnAway = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate(`{
    Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }`);

describe.each(['desktop', 'phone'] as const)('On a %s', (size) => {
  test('the launcher counts the messages that came while it was closed, until somebody opens it', async () => {
    const site = await openTalkingSite();
    const page = await visit(site.url, size);
    await openAndClose(page);
    expect([await mark(page), await announced(page)]).toEqual(['', '']);

    await site.say('the helpdesk writes');
    await launcher(page, ONE).waitFor();
    expect([await mark(page), await announced(page)]).toEqual(['1', ONE]);
    await screenshot(page, `widget-news-${size}`);
    expect(await axe(page)).toEqual([]);

    await site.say('and writes again');
    await launcher(page, TWO).waitFor();
    expect([await mark(page), await announced(page)]).toEqual(['2', ONE]);

    await launcher(page, TWO).click();
    await says(page, 'and writes again');
    expect([await mark(page), await announced(page)]).toEqual(['', '']);
    expect(await launcher(page, widget.open).count()).toBe(1);
    await closePanel(page);
    expect(await mark(page)).toBe('');
    expect(await page.title()).not.toContain('(');
  });
});

test('A message that comes while the chat is open counts only when another tab is in front', async () => {
  const site = await openTalkingSite();
  const page = await visit(site.url);
  await launcher(page, widget.open).click();
  await says(page, 'welcome');
  await site.say('seen');
  await says(page, 'seen');
  expect(await mark(page)).toBe('');
  await turnAway(page, 'hidden');
  await site.say('not seen');
  await launcher(page, ONE).waitFor();
  await turnAway(page, 'visible');
  await launcher(page, widget.open).waitFor();
  expect(await mark(page)).toBe('');
});

test('An earlier conversation does not count as new, even when the chat is closed while it loads', async () => {
  const site = await openTalkingSite();
  const page = await visit(site.url);
  await openAndClose(page);
  await site.say('an hour ago');
  await launcher(page, ONE).waitFor();
  await page.reload();
  const { promise: isClosed, resolve: tellClosed } = Promise.withResolvers<void>();
  await page.route('**/api/webchat/token', async (route) => {
    await isClosed;
    await route.continue();
  });
  await launcher(page, widget.open).click();
  await closePanel(page);
  tellClosed();
  await page.frameLocator('iframe').getByText('an hour ago').first().waitFor({ state: 'attached' });
  expect(await mark(page)).toBe('');
});

test('A message that came while the line was down counts once, and what was there before does not count again', async () => {
  const site = await openTalkingSite();
  const page = await visit('about:blank');
  const sockets: WebSocketRoute[] = [];
  await page.routeWebSocket(/stream/, (socket) => {
    sockets.push(socket);
    socket.connectToServer();
  });
  await page.goto(`${site.url}/chat`);
  await page.getByText('welcome', { exact: true }).first().waitFor();
  await turnAway(page, 'hidden');
  await site.say('one');
  await expect.poll(() => page.title()).toBe(`(1) ${chat.title}`);

  const gone = (route: Route) =>
    route.request().method() === 'GET' ? route.fulfill({ status: 403, body: '{}' }) : route.fallback();
  // Whatever is asked for next is refused, be it before the line goes down.
  const renewed = page.waitForResponse('**/api/webchat/token');
  await page.route('**/activities?*', gone, { times: 1 });
  await sockets.at(-1)?.close();
  await site.say('two');
  await page.getByText('two', { exact: true }).first().waitFor({ state: 'attached' });
  expect((await renewed).status()).toBe(200);
  await expect.poll(() => page.title()).toBe(`(2) ${chat.title}`);
});

test('The chat tells a page of another site that it is there, a number, and nothing else; a number from elsewhere does not count', async () => {
  const shown = { html: '' };
  const foreign = await openForeignSite({}, () => shown.html);
  const site = await openTalkingSite([foreign]);
  shown.html = `<!doctype html><html lang="en"><title>Other</title><h1>Other</h1>
    <script>self.told = []; addEventListener('message', ({ data }) => told.push(data))</script>
    <script src="${site.url}/widget.js" defer></script>`;
  const page = await visit(foreign);
  await openAndClose(page);
  await site.say('for one pair of eyes');
  await launcher(page, ONE).waitFor();
  expect(await page.evaluate('told')).toEqual([
    'assistant-here',
    { type: 'assistant-said', count: 1 },
    { type: 'assistant-said', count: 2 },
  ]);
  await page.evaluate(`new Promise((heard) => {
    addEventListener('message', heard, { once: true });
    postMessage({ type: 'assistant-said', count: 50 }, '*');
  })`);
  expect(await mark(page)).toBe('1');
});

test('The page with the chat puts the number before its title while another tab is in front', async () => {
  const site = await openTalkingSite();
  const page = await visit(`${site.url}/chat`);
  await page.getByText('welcome', { exact: true }).first().waitFor();
  expect(await page.title()).toBe(chat.title);
  await turnAway(page, 'hidden');
  await site.say('one');
  await expect.poll(() => page.title()).toBe(`(1) ${chat.title}`);
  await site.say('two');
  await expect.poll(() => page.title()).toBe(`(2) ${chat.title}`);
  await turnAway(page, 'visible');
  expect(await page.title()).toBe(chat.title);
  expect(await page.evaluate('Notification.permission')).not.toBe('granted');
});

test('A person who goes on in another tab sees only what came since then counted', async () => {
  const site = await openTalkingSite();
  const page = await visit(`${site.url}/chat`);
  await page.getByText('welcome', { exact: true }).first().waitFor();
  await turnAway(page, 'hidden');
  for (const text of ['one', 'two']) await site.say(text);
  await expect.poll(() => page.title()).toBe(`(2) ${chat.title}`);
  const other = await page.context().newPage();
  await other.goto(`${site.url}/chat`);
  await other.getByRole('textbox').fill('hello');
  await other.getByRole('textbox').press('Enter');
  await page.getByText('you said hello').first().waitFor({ state: 'attached' });
  await expect.poll(() => page.title()).toBe(`(1) ${chat.title}`);
});
