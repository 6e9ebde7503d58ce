import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TurnContext } from 'botbuilder-core';
import type { Locator, Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { startProcess } from '../support/assistant-process.ts';
import { pack } from '../support/clinician.ts';
import { freePort } from '../support/free-port.ts';
import { openTroubledNetwork } from '../support/troubled-network.ts';
import { axe, openPage, type Size, screenshot } from './browser.ts';
import { openSite, pagesOptions } from './site.ts';
import { untilWebChat } from './web-chat.ts';

const { chat } = pagesOptions().site;
const { buttons } = textsOf(pack, 'en').messages;
const KEPT = 'assistant-unsent';

/** Repeats what it is told; its first message has two buttons. */
function repeatingBot() {
  const told: string[] = [];
  const card = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [{ type: 'TextBlock', text: 'welcome' }],
    actions: ['One', 'Two'].map((title) => ({ type: 'Action.Submit', title, data: { title, card: 'c' } })),
  };
  const bot = async (context: TurnContext): Promise<void> => {
    const { type, text, value } = context.activity;
    if (type === 'conversationUpdate') {
      const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
      if (told.length === 0) await context.sendActivity({ attachments: [attachment] });
      return;
    }
    told.push(text ?? value.title);
    await context.sendActivity(`heard ${told.at(-1)}`);
  };
  return { told, bot };
}

/** A page by whose network there may be trouble, and whose clock can be moved on. */
async function visit(size: Size = 'desktop') {
  const { told, bot } = repeatingBot();
  const network = await openTroubledNetwork((await openSite({ bot })).port);
  const page = await openPage(size);
  await page.clock.install();
  return { told, network, page, open: () => page.goto(`${network.url}/chat`).then(() => untilWebChat(page)) };
}

const says = (page: Page, text: string) => page.getByText(text, { exact: true }).first();
const banner = (page: Page) => page.locator('#away[role="status"]');
const type = async (page: Page, text: string) => {
  await page.getByRole('textbox').first().fill(text);
  await page.keyboard.press('Enter');
};
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click();
/** Moves the clock on until something is shown, a second at a time, so that what is shown for a few seconds is not missed. */
const goOnUntil = (page: Page, shown: Locator) =>
  expect
    .poll(async () => {
      await page.clock.runFor(1_000);
      return shown.isVisible();
    })
    .toBe(true);
const kept = (page: Page) => page.evaluate<string | null>(`sessionStorage.getItem('${KEPT}')`);

test.each([
  ['at first, from the server', 'down', false],
  ['in mid-talk, from the server', 'down', true],
  ['in mid-talk, from the page', 'up', true],
] as const)(
  'A WebSocket that loses frames %s is left for asking, within seconds',
  async (_, direction, isLater) => {
    const { network, page, open, told } = await visit();
    if (!isLater) network.loseFrames(direction);
    await open();
    if (isLater) await says(page, 'welcome').waitFor();
    network.loseFrames(direction);
    const asked = page.waitForRequest('**/activities?watermark=*');
    await page.clock.runFor(8_000);
    await asked;
    await says(page, 'welcome').waitFor();
    await type(page, 'hello');
    await says(page, 'heard hello').waitFor();
    expect(told).toEqual(['hello']);
  },
);

test('A page that asks tries a WebSocket again now and then', async () => {
  const { page, open } = await visit();
  let sockets = 0;
  await page.routeWebSocket(/stream/, () => {
    sockets += 1;
  });
  await open();
  // It takes some seconds to see that this one is silent.
  await page.clock.runFor(10_000);
  expect(sockets).toBe(1);
  await page.clock.fastForward('05:01');
  await expect.poll(() => sockets).toBe(2);
});

test('A network that lets nothing through is noticed within ten seconds; what is sent meanwhile arrives once, in order', async () => {
  const { network, page, open, told } = await visit('phone');
  await open();
  await says(page, 'welcome').waitFor();
  network.hang();
  await page.clock.runFor(10_000);
  expect(await banner(page).textContent()).toBe(chat.away.line);
  await type(page, 'first');
  await press(page, 'One');
  await type(page, 'third');
  await page.clock.runFor(25_000);
  await banner(page).getByText(chat.away.waiting).waitFor();
  expect(await page.getByRole('button', { name: 'One' }).getAttribute('aria-pressed')).toBe('false');
  expect(await page.getByText('Retry').count()).toBe(0);
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'chat-away');
  await network.mend();
  await goOnUntil(page, banner(page).getByText(chat.away.back, { exact: true }));
  await goOnUntil(page, says(page, 'heard third'));
  await page.clock.runFor(10_000);
  await banner(page).getByText(chat.away.back).waitFor({ state: 'detached' });
  expect(told).toEqual(['first', 'One', 'third']);
});

test('What could not be sent is sent after the page was loaded again, and is then kept nowhere', async () => {
  const { page, open, told } = await visit();
  await open();
  await says(page, 'welcome').waitFor();
  await page.route('**/activities', (route) => route.abort());
  await type(page, 'first');
  await banner(page).getByText(chat.away.waiting).waitFor();
  await press(page, 'One');
  await press(page, 'Two');
  await type(page, 'my number is +31 6 1234-5678');
  expect(await kept(page)).toBeNull();
  await page.reload();
  await banner(page).getByText(chat.away.waiting).waitFor();
  expect(await kept(page)).toBeNull();
  await page.unroute('**/activities');
  await page.clock.runFor(5_000);
  await says(page, 'heard first').waitFor();
  await says(page, 'heard Two').waitFor();
  expect(told).toEqual(['first', 'Two']);
});

test('A press takes the place of one of its card that did not get through, also where nothing else waits', async () => {
  const { page, open, told } = await visit();
  await open();
  await says(page, 'welcome').waitFor();
  await page.route('**/activities', (route) => route.abort());
  await press(page, 'One');
  await banner(page).getByText(chat.away.waiting).waitFor();
  await page.unroute('**/activities');
  await press(page, 'Two');
  await page.clock.runFor(5_000);
  await says(page, 'heard Two').waitFor();
  expect(told).toEqual(['Two']);
});

test('What was kept while nobody saw the page and is sent by now is not sent again by a page that is loaded', async () => {
  const { page, open } = await visit();
  await open();
  await says(page, 'welcome').waitFor();
  const look = (state: string) =>
    page.evaluate(`Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'))`);
  await page.route('**/activities', (route) => route.abort());
  await type(page, 'first');
  await banner(page).getByText(chat.away.waiting).waitFor();
  await look('hidden');
  expect(await kept(page)).toContain('first');
  await page.unroute('**/activities');
  await page.clock.runFor(5_000);
  await says(page, 'heard first').waitFor();
  await page.evaluate(`dispatchEvent(new Event('pagehide'))`);
  expect(await kept(page)).toBeNull();
});

test.each([
  ['nothing', ['localStorage', 'sessionStorage'], chat.lasts.page, 'page'],
  ['only for the tab', ['localStorage'], chat.lasts.tab, 'tab'],
] as const)(
  'A page whose browser stores %s says what the talk ends with',
  async (_, blocked, sentence, lasts) => {
    const { page, open, told } = await visit('phone');
    for (const name of blocked)
      await page.addInitScript(
        `Object.defineProperty(window, '${name}', { get() { throw new DOMException('no'); } })`,
      );
    const opening = page.waitForRequest('**/v3/directline/conversations');
    await open();
    expect((await opening).postDataJSON()).toMatchObject({ lasts });
    await page.locator('header').getByText(sentence).waitFor();
    await type(page, 'hello');
    await says(page, 'heard hello').waitFor();
    await screenshot(page, `chat-lasts-${lasts}`);
    expect(await axe(page)).toEqual([]);
    await page.reload();
    await untilWebChat(page);
    if (lasts === 'tab') await says(page, 'heard hello').waitFor();
    expect(told).toEqual(['hello']);
  },
);

test('A server that is killed and started again loses nothing of a talk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assistant-away-'));
  const env = { PORT: String(await freePort()), DATABASE_URL: `file:${join(folder, 'talks.sqlite')}` };
  const killed = await startProcess(env);
  onTestFinished(() => killed.kill('SIGKILL'));
  const page = await openPage();
  await page.goto(`${killed.url}chat`);
  await press(page, buttons.start);
  await page.getByText('step 1 of').first().waitFor();
  await untilWebChat(page);
  await screenshot(page, 'away-1-before');
  await killed.kill('SIGKILL');
  await banner(page).getByText(chat.away.line).waitFor({ timeout: 10_000 });
  await screenshot(page, 'away-2-gone');
  await type(page, 'where am I');
  await banner(page).getByText(chat.away.waiting).waitFor();
  await screenshot(page, 'away-3-waiting');
  // The page says for a few seconds that the server is back, and may do so before the test knows that it is.
  const back = banner(page).getByText(chat.away.back, { exact: true }).waitFor({ timeout: 120_000 });
  const [again] = await Promise.all([startProcess(env), back]);
  onTestFinished(() => again.kill('SIGKILL'));
  await screenshot(page, 'away-4-back');
  await page.locator('.ac-adaptiveCard').getByText('You are at:').waitFor();
  await screenshot(page, 'away-5-answered');
  expect(await page.getByText('where am I', { exact: true }).count()).toBe(1);
});
