import type { TurnContext } from 'botbuilder-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axe, openPage, screenshot } from './browser.ts';
import { openSite, pagesOptions } from './site.ts';

const { chat } = pagesOptions().site;
const POST = '**/activities';
/** More than any pause that these tests let the server ask for, and less than any call may take. */
const LONG = 10_000;

/** Opens the chat of a bot that repeats what it is told. */
async function visit({ clock = false, prepare = async (_: Page): Promise<unknown> => undefined } = {}) {
  const told: string[] = [];
  const site = await openSite({
    bot: async (context: TurnContext) => {
      const { type, text } = context.activity;
      if (type === 'message') told.push(text);
      await context.sendActivity(type === 'message' ? `you said ${text.slice(0, 20)}` : 'welcome');
    },
  });
  const page = await openPage();
  if (clock) await page.clock.install();
  await prepare(page);
  await page.goto(`${site.url}/chat`);
  return { site, page, told };
}

/** Opens a page to which no WebSocket gets through, so that it asks for messages. */
async function visitPolling(): Promise<Page> {
  const { page } = await visit({
    clock: true,
    prepare: (opened) => opened.routeWebSocket(/stream/, () => {}),
  });
  await page.locator('.web-chat').first().waitFor();
  await page.clock.runFor(LONG);
  await says(page, 'welcome').waitFor();
  return page;
}

const box = (page: Page) => page.getByRole('textbox').first();
const says = (page: Page, text: string) => page.getByText(text, { exact: true }).first();
const refusal = (status: number, code: string, headers: Record<string, string> = {}) => ({
  status,
  headers,
  contentType: 'application/json',
  body: JSON.stringify({ error: { code, message: 'No.' } }),
});

describe('A message that is too long', () => {
  test('stays in the box, with how many characters are too many, and is sent once it is shorter', async () => {
    const { page, told } = await visit();
    await says(page, 'welcome').waitFor();
    await box(page).fill('x'.repeat(4010));
    const sentence = says(page, chat.tooLong.replace('{count}', '10'));
    await sentence.waitFor();
    await page.keyboard.press('Enter');
    await screenshot(page, 'chat-too-long');
    expect(await axe(page)).toEqual([]);
    expect(await box(page).inputValue()).toHaveLength(4010);
    await box(page).fill('shorter');
    await sentence.waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await says(page, 'you said shorter').waitFor();
    expect(told).toEqual(['shorter']);
  });

  test('comes back into the box where only the server knows the limit', async () => {
    const { page } = await visit();
    await says(page, 'welcome').waitFor();
    await page.route(POST, (route) => route.fulfill(refusal(413, 'TextTooLong')), { times: 1 });
    await box(page).fill('some words');
    await page.keyboard.press('Enter');
    await expect.poll(() => box(page).inputValue()).toBe('some words');
  });
});

test.each([
  [429, 'TooManyRequests', chat.tooMany],
  [503, 'Unavailable', chat.unavailable],
])(
  'A message that the server answers with %i waits as long as it asks, and is sent by itself, once',
  async (status, code, sentence) => {
    const { page, told } = await visit({ clock: true });
    await says(page, 'welcome').waitFor();
    // A busy machine may need half a minute until the notice has been looked at.
    const headers = { 'Retry-After': '60' };
    await page.route(POST, (route) => route.fulfill(refusal(status, code, headers)), { times: 1 });
    await box(page).fill('hello');
    await page.keyboard.press('Enter');
    const notice = says(page, sentence.replace('{seconds}', '60'));
    await notice.waitFor();
    await screenshot(page, `chat-refused-${status}`);
    expect(await axe(page)).toEqual([]);
    expect(told).toEqual([]);
    await page.clock.runFor(61_000);
    await says(page, 'you said hello').waitFor();
    await notice.waitFor({ state: 'detached' });
    expect(told).toEqual(['hello']);
  },
);

test('The page waits and opens by itself where the server lets nobody in for a moment', async () => {
  const token = '**/api/webchat/token';
  const { page } = await visit({
    clock: true,
    prepare: (opened) =>
      opened.route(token, (route) => route.fulfill(refusal(503, 'Unavailable', { 'Retry-After': '5' }))),
  });
  await says(page, chat.busy).waitFor();
  await page.unroute(token);
  await page.clock.runFor(LONG);
  await says(page, 'welcome').waitFor();
  await says(page, chat.busy).waitFor({ state: 'detached' });
});

test('A page that polls goes on after an error', async () => {
  const page = await visitPolling();
  await page.route('**/activities?*', (route) => route.fulfill(refusal(502, 'BotError')), { times: 1 });
  await page.clock.runFor(LONG);
  await box(page).fill('hello');
  await page.keyboard.press('Enter');
  await says(page, 'you said hello').waitFor();
});

test('A server that asks a page to poll less often is not called gone', async () => {
  const page = await visitPolling();
  // By its clock, which was moved on, the page may have waited too long for its first answers.
  const away = () => page.locator('#away').textContent();
  await expect.poll(away).toBe('');
  let refused = 0;
  await page.route('**/activities?*', (route) => {
    refused += 1;
    return route.fulfill(refusal(429, 'TooManyRequests'));
  });
  while (refused < 6) {
    await page.clock.runFor(1_000);
    expect(await away()).toBe('');
  }
});

test('A server that was gone, and asks a page to poll less often, is there again', async () => {
  const page = await visitPolling();
  const away = page.locator('#away');
  await page.route('**/activities?*', (route) => route.fulfill(refusal(502, 'BotError')));
  await page.clock.runFor(LONG);
  await away.getByText(chat.away.line).waitFor();
  await page.unroute('**/activities?*');
  await page.route('**/activities?*', (route) => route.fulfill(refusal(429, 'TooManyRequests')));
  await page.clock.runFor(LONG);
  await away.getByText(chat.away.line).waitFor({ state: 'detached' });
});

test('A page of somebody else, such as a proxy that refuses everything, does not end the conversation', async () => {
  const { page, told } = await visit({ clock: true });
  await says(page, 'welcome').waitFor();
  const ours = /\/(?:api|v3)\//;
  await page.route(ours, (route) =>
    route.fulfill({ status: 403, contentType: 'text/html', body: '<h1>Sign in to the guest network</h1>' }),
  );
  await box(page).fill('hello');
  await page.keyboard.press('Enter');
  await page.locator('#away').getByText(chat.away.waiting).waitFor();
  expect(await page.evaluate(`localStorage.getItem('assistant-token')`)).not.toBeNull();
  await page.unroute(ours);
  await page.clock.runFor(LONG);
  await says(page, 'you said hello').waitFor();
  expect(told).toEqual(['hello']);
});

test('The page says so where its conversation was ended elsewhere', async () => {
  const { page, site } = await visit();
  await says(page, 'welcome').waitFor();
  const token = await page.evaluate<string>(`localStorage.getItem('assistant-token')`);
  await site.call('POST', '/api/webchat/revoke', token);
  await page.getByRole('heading', { name: chat.ended.heading }).waitFor();
  await page.getByRole('button', { name: chat.ended.retry }).click();
  await says(page, 'welcome').waitFor();
});
