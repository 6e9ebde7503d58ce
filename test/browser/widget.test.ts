import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axe, openPage, type Size, screenshot } from './browser.ts';
import { openForeignSite, openSite, pagesOptions } from './site.ts';
import { untilWebChat } from './web-chat.ts';

const { widget } = pagesOptions().site;

/** A page of that size, and every address it asks for. */
async function visit(url: string, size: Size = 'desktop'): Promise<{ page: Page; asked: string[] }> {
  const page = await openPage(size);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(url);
  await launcher(page).waitFor();
  return { page, asked };
}

const launcher = (page: Page) => page.getByRole('button', { name: widget.open, exact: true });
const panel = (page: Page) => page.getByRole('dialog', { name: widget.panel });
const conversation = (page: Page) => page.frameLocator(`iframe[title="${widget.panel}"]`);
const focusIn = (page: Page) =>
  page.evaluate<string>(`(document.activeElement.shadowRoot ?? document).activeElement.tagName`);

describe('The widget before it is opened', () => {
  test('loads nothing of the chat and stores nothing', async () => {
    const { url } = await openSite();
    const { page, asked } = await visit(url);
    await page.waitForLoadState('networkidle');
    expect(asked.filter((address) => /\/chat|webchat|directline/.test(address))).toEqual([]);
    expect(await page.context().storageState()).toEqual({ cookies: [], origins: [] });
    expect(await launcher(page).getAttribute('aria-expanded')).toBe('false');
  });
});

describe.each(['desktop', 'phone'] as const)('The widget on a %s', (size) => {
  test('opens at a click; its button closes it and leads back', async () => {
    const { url } = await openSite();
    const { page } = await visit(url, size);
    await launcher(page).click();
    await conversation(page).getByText('welcome', { exact: true }).first().waitFor();
    await screenshot(page, `widget-${size}`);
    expect(await panel(page).getAttribute('aria-modal')).toBe(String(size === 'phone'));
    await page.getByRole('button', { name: widget.close }).click();
    await panel(page).waitFor({ state: 'hidden' });
    expect(await focusIn(page)).toBe('BUTTON');
  });

  test.each(['/', '/accessibility', '/privacy'])('passes axe on %s', async (path) => {
    const { url } = await openSite();
    const page = await openPage(size);
    await page.goto(url + path);
    await screenshot(page, `${path === '/' ? 'home' : path.slice(1)}-${size}`);
    expect(await axe(page)).toEqual([]);
  });

  test('passes axe around and in the open chat', async () => {
    const { url } = await openSite();
    const { page } = await visit(url, size);
    await launcher(page).click();
    await conversation(page).getByText('welcome', { exact: true }).first().waitFor();
    expect(await axe(page)).toEqual([]);
    for (const frame of page.frames().slice(1)) expect(await axe(frame)).toEqual([]);
  });
});

test('Enter opens the widget and the focus goes in; Escape closes it and the focus comes back', async () => {
  const { url } = await openSite();
  const { page } = await visit(url);
  await launcher(page).focus();
  await page.keyboard.press('Enter');
  expect(await launcher(page).getAttribute('aria-expanded')).toBe('true');
  expect(await focusIn(page)).toBe('IFRAME');
  await conversation(page).getByText('welcome', { exact: true }).first().waitFor();
  await page.keyboard.press('Tab');
  // The first control in the panel is the choice of the language.
  expect((await conversation(page).locator(':focus').textContent())?.trim()).toBe('English');
  await page.keyboard.press('Escape');
  await panel(page).waitFor({ state: 'hidden' });
  expect(await launcher(page).getAttribute('aria-expanded')).toBe('false');
  expect(await focusIn(page)).toBe('BUTTON');
});

test('Escape closes the widget before the chat has loaded, too', async () => {
  const { url } = await openSite();
  const { page } = await visit(url);
  await page.route('**/assets/**', () => {});
  await launcher(page).click();
  await page.getByRole('button', { name: widget.close }).focus();
  await page.keyboard.press('Escape');
  await panel(page).waitFor({ state: 'hidden' });
});

test('The widget keeps the conversation when it is closed, with what is typed and not sent', async () => {
  const { url } = await openSite();
  const { page } = await visit(url);
  await launcher(page).click();
  const box = conversation(page).getByRole('textbox');
  await box.fill('half a sent');
  await page.getByRole('button', { name: widget.close }).click();
  await launcher(page).click();
  await expect.poll(() => box.inputValue()).toBe('half a sent');
});

test('The widget works on a page of another site, whatever its styles and however strict its policy', async () => {
  const shown = { html: '' };
  const foreign = await openForeignSite({ 'Content-Security-Policy': "style-src 'self'" }, () => shown.html);
  const { url } = await openSite({ origins: [foreign] });
  shown.html = `<!doctype html><html lang="en"><title>Other</title><h1>Other</h1>
    <script src="${url}/widget.js" defer></script><script src="${url}/widget.js" defer></script>`;
  const { page } = await visit(foreign);
  await page.evaluate(`{
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('div, iframe { display: none !important } button { opacity: 0; position: static !important }');
    document.adoptedStyleSheets = [sheet];
  }`);
  expect(await launcher(page).count()).toBe(1);
  const button = "document.querySelector('access-assistant').shadowRoot.querySelector('button')";
  expect(await page.evaluate(`getComputedStyle(${button}).position`)).toBe('fixed');
  await launcher(page).click();
  await conversation(page).getByText('welcome', { exact: true }).first().waitFor();
  await page.keyboard.press('Escape');
  await panel(page).waitFor({ state: 'hidden' });
});

/** A page of another site with the launcher's line in its head, twice, and without `defer`. */
async function openStrangeSite(
  { attributes = '', direction = 'ltr', headers = {}, isListed = true } = {},
  body = '<h1>Other</h1>',
): Promise<{ foreign: string; url: string }> {
  const shown = { html: '' };
  const foreign = await openForeignSite(headers, () => shown.html);
  const { url } = await openSite({ origins: isListed ? [foreign] : [] });
  const line = `<script src="${url}/widget.js"${attributes}></script>`;
  shown.html = `<!doctype html><html lang="en" dir="${direction}"><head><title>Other</title>${line}${line}</head>
    <body>${body}</body></html>`;
  return { foreign, url };
}

const BANNER = `<div id="banner" style="position: fixed; right: 0; bottom: 0; left: 0; z-index: 9999; background: #ddd">
  <button style="position: absolute; right: 30px; bottom: 30px" onclick="document.title = 'Accepted'">Accept</button>
  <p style="height: 90px">We use cookies.</p></div>`;

describe('On a page of another site, with its line in the head, twice and without defer', () => {
  test('the launcher is there once, and behind a banner about cookies', async () => {
    const { foreign } = await openStrangeSite({}, BANNER);
    const { page } = await visit(foreign);
    expect(await page.locator('access-assistant').count()).toBe(1);
    await page.getByRole('button', { name: 'Accept' }).click();
    expect(await page.title()).toBe('Accepted');
  });

  test('attributes of the line move the launcher and its panel', async () => {
    const attributes = ' data-side="left" data-bottom="120" data-z-index="10000"';
    const { foreign } = await openStrangeSite({ attributes }, BANNER);
    const { page } = await visit(foreign);
    const box = await launcher(page).boundingBox();
    expect(box?.x).toBe(20);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(900 - 120);
    await launcher(page).click();
    const opened = await panel(page).boundingBox();
    expect(opened?.x).toBe(20);
    expect((opened?.y ?? 0) + (opened?.height ?? 0)).toBe(900 - 120 - 68);
    const layer =
      "getComputedStyle(document.querySelector('access-assistant').shadowRoot.querySelector('.open')).zIndex";
    expect(await page.evaluate(layer)).toBe('10000');
  });

  test('the launcher is on the left of a page that is written from right to left, and its words are not', async () => {
    const { foreign } = await openStrangeSite({ direction: 'rtl' });
    const { page } = await visit(foreign);
    await screenshot(page, 'widget-right-to-left');
    expect((await launcher(page).boundingBox())?.x).toBe(20);
    const direction =
      "getComputedStyle(document.querySelector('access-assistant').shadowRoot.querySelector('.open')).direction";
    expect(await page.evaluate(direction)).toBe('ltr');
  });

  test('the page stays where it is while somebody uses the panel, and gets its clicks once that is closed', async () => {
    const body = `<button style="position: fixed; right: 200px; bottom: 300px" onclick="document.title = 'Clicked'">Below</button>
      <div style="height: 5000px"></div>`;
    const { foreign } = await openStrangeSite({}, body);
    const { page } = await visit(foreign);
    await page.evaluate('scrollTo(0, 1200)');
    await launcher(page).click();
    const box = conversation(page).getByRole('textbox');
    for (const words of ['one', 'two', 'three', 'four', 'five', 'six', 'seven']) {
      await box.fill(words);
      await conversation(page).getByRole('button', { name: 'Send' }).click();
      await conversation(page).getByText(`you said ${words}`, { exact: true }).first().waitFor();
    }
    expect(await page.evaluate('scrollY')).toBe(1200);
    await untilWebChat(conversation(page));
    await conversation(page).locator('.webchat__basic-transcript__scrollable').hover();
    await page.mouse.wheel(0, 4000);
    await page.mouse.wheel(0, -9000);
    await page.getByRole('button', { name: widget.close }).click();
    expect(await page.evaluate('scrollY')).toBe(1200);
    await page.getByRole('button', { name: 'Below' }).click();
    expect(await page.title()).toBe('Clicked');
  });
});

describe('The panel offers a window of its own', () => {
  test.each([
    {
      name: 'a page that allows no frame',
      setting: { headers: { 'Content-Security-Policy': "frame-src 'none'" } },
    },
    { name: 'a site that is not listed', setting: { isListed: false } },
  ])('on $name', async ({ setting }) => {
    const { foreign, url } = await openStrangeSite(setting);
    const { page } = await visit(`${foreign}?start=one/two`);
    const link = page.getByRole('link', { name: widget.newWindow });
    await link.waitFor();
    expect(page.frames().some((frame) => frame.url().startsWith(url))).toBe(false);
    await screenshot(page, `widget-refused-${'headers' in setting ? 'frame' : 'site'}`);
    const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    expect(opened.url()).toBe(`${url}/chat?site-lang=en&start=one/two`);
  });

  test('and takes the offer back where the frame only came late', async () => {
    const { foreign } = await openStrangeSite();
    const { page } = await visit(foreign);
    let goOn = () => {};
    const waiting = new Promise<void>((resolve) => (goOn = resolve));
    await page.route('**/chat?*', async (route) => {
      await waiting;
      await route.continue();
    });
    await launcher(page).click();
    const link = page.getByRole('link', { name: widget.newWindow });
    await link.waitFor();
    goOn();
    await link.waitFor({ state: 'hidden' });
    await conversation(page).getByText('welcome', { exact: true }).first().waitFor();
  });
});
