import type { Frame, FrameLocator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { assistantForAll, startAssistant } from './assistant.ts';
import { axe, openPage, type Size, screenshot } from './browser.ts';
import { openForeignSite, pagesOptions } from './site.ts';
import { untilWebChat } from './web-chat.ts';

const { widget } = pagesOptions().site;
const LINK = '?start=two-factor/app-install';
const STEP = 'Part 2 of 4';
const LINKED = 'Here is the step that your link leads to.';
const HOSTILE = [
  '<script>document.title="hit"</script>',
  '"><img src=x onerror=document.title="hit">',
  '//evil.example',
  'https://evil.example/x',
  'javascript:alert(1)',
  '../../widget.js',
  'two-factor/app-install/more',
  'two-factor/app-install&start=x',
  `${'x'.repeat(5000)}/y`,
];

const assistant = assistantForAll();

/** A page of a browser that was never here, and what it asks to open conversations with. */
async function visit(address: string, size: Size = 'desktop'): Promise<{ page: Page; starts: string[] }> {
  const page = await openPage(size);
  const starts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/v3/directline/conversations'))
      starts.push(request.postData() ?? '');
  });
  await page.goto(address);
  return { page, starts };
}

const panel = (page: Page) => page.getByRole('dialog', { name: widget.panel });
const launcher = (page: Page) => page.getByRole('button', { name: widget.open, exact: true });
const framed = (page: Page) => page.frameLocator(`iframe[title="${widget.panel}"]`);
/** Words that are seen: earlier steps are folded, and Web Chat has hidden labels. */
const seen = (chat: Page | FrameLocator | Frame, words: string) =>
  chat.getByText(words).filter({ visible: true }).first();
const says = (chat: Page | FrameLocator | Frame, words: string) => seen(chat, words).waitFor();
/** Without what is written for screen readers alone. */
const cards = (page: Page) => page.locator('.webchat__adaptive-card-renderer', { hasText: LINKED }).count();
const here = (page: Page) => page.evaluate<string>('location.search + location.hash');
const forgets = (page: Page) => page.waitForFunction('!location.search.includes("start=")');

describe.each(['desktop', 'phone'] as const)('On a %s', (size) => {
  test('the start page opens the chat at the step, and the assistant introduces itself', async () => {
    const { page } = await visit(assistant.url + LINK, size);
    const chat = framed(page);
    await says(chat, STEP);
    await says(chat, 'I am an automated assistant of');
    await says(chat, LINKED);
    expect(await chat.getByRole('heading', { name: /^Welcome/ }).count()).toBe(0);
    await screenshot(page, `deep-link-${size}`);
    expect(await axe(page)).toEqual([]);
    for (const frame of page.frames().slice(1)) expect(await axe(frame)).toEqual([]);
  });
});

describe('The start page', () => {
  test('opens nothing when it is loaded again, and does not go to the step again', async () => {
    const { page, starts } = await visit(`${assistant.url}?a=b%20c&start=two-factor%2Fapp-install&d#e`);
    await says(framed(page), STEP);
    await forgets(page);
    expect(await here(page)).toBe('?a=b%20c&d#e');
    await page.reload();
    await launcher(page).waitFor();
    expect(await panel(page).count()).toBe(0);
    await launcher(page).click();
    await says(framed(page), STEP);
    expect(starts.filter((body) => body.includes('start'))).toHaveLength(1);
  });

  test('leads back to its button when the chat is closed, and shows the same conversation when it is opened again', async () => {
    const { page } = await visit(assistant.url + LINK);
    await says(framed(page), STEP);
    await page.getByRole('button', { name: widget.close }).click();
    await panel(page).waitFor({ state: 'hidden' });
    await launcher(page).click();
    await says(framed(page), LINKED);
  });

  test.each(HOSTILE)('opens nothing for %s', async (value) => {
    const { page, starts } = await visit(`${assistant.url}?start=${encodeURIComponent(value)}`);
    await launcher(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await panel(page).count()).toBe(0);
    expect(page.frames()).toHaveLength(1);
    expect(starts).toEqual([]);
    expect(await page.title()).not.toBe('hit');
  });
});

describe('The page with the chat alone', () => {
  test('opens at the step, once', async () => {
    const { page, starts } = await visit(`${assistant.url}chat${LINK}`);
    await says(page, STEP);
    await says(page, LINKED);
    await forgets(page);
    expect(new URL(page.url()).pathname).toBe('/chat');
    await page.reload();
    await untilWebChat(page);
    expect(await cards(page)).toBe(1);
    expect(starts.filter((body) => body.includes('start'))).toEqual([
      expect.stringContaining('"start":"two-factor/app-install"'),
    ]);
  });

  test('takes a person who comes back to the step, and back to their own', async () => {
    const { page } = await visit(`${assistant.url}chat`);
    await page.getByRole('button', { name: 'Start from the beginning' }).click();
    await says(page, 'Part 1 of 4');
    await page.goto(`${assistant.url}chat${LINK}`);
    await says(page, STEP);
    await page.getByRole('button', { name: 'Back to where I was' }).click();
    await says(page, 'Part 1 of 4');
  });

  test('goes on as usual after it has opened at a step', async () => {
    const { page } = await visit(`${assistant.url}chat${LINK}`);
    await says(page, STEP);
    await page.getByRole('button', { name: 'Done – next' }).click();
    await page.getByText('step 4 of').first().waitFor();
  });

  test('says when a link names no step of the guide', async () => {
    const { page } = await visit(`${assistant.url}chat?start=nowhere/at-all`);
    await says(page, 'That link names a step that is not in the guide.');
    await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  });

  test('tries again after a failure, since it has not shown the step', async () => {
    const { page } = await visit('about:blank');
    await page.route('**/v3/directline/conversations', (route) => route.abort());
    await page.goto(`${assistant.url}chat${LINK}`);
    await page.getByRole('button', { name: pagesOptions().site.chat.failed.retry }).waitFor();
    await page.unroute('**/v3/directline/conversations');
    await says(page, STEP);
  });

  test('does the same where WebSockets are blocked', async () => {
    const page = await openPage();
    await page.routeWebSocket(/directline/, () => {});
    await page.goto(`${assistant.url}chat${LINK}`);
    await untilWebChat(page);
    expect(await cards(page)).toBe(1);
  });

  test.each(HOSTILE)('begins as usual for %s', async (value) => {
    const { page, starts } = await visit(`${assistant.url}chat?start=${encodeURIComponent(value)}`);
    await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
    expect(starts.filter((body) => body.includes('"start"'))).toEqual([]);
    expect(await page.title()).not.toBe('hit');
  });
});

test('A site that shows the launcher opens the chat once at the step that its own address names', async () => {
  const shown = { html: '' };
  const foreign = await openForeignSite({}, () => shown.html);
  const embedded = await startAssistant({ WEBCHAT_ORIGINS: foreign });
  shown.html = `<!doctype html><html lang="en"><title>Other</title><h1>Other</h1>
    <script src="${embedded.url}widget.js" defer></script>`;
  const { page } = await visit(`${foreign}/page${LINK}&own=1`);
  await says(framed(page), STEP);
  await forgets(page);
  expect(await here(page)).toBe('?own=1');
  await page.reload();
  await launcher(page).waitFor();
  expect(await panel(page).count()).toBe(0);

  await page.goto(`${foreign}/page?start=//evil.example`);
  await launcher(page).waitFor();
  expect(await panel(page).count()).toBe(0);
  expect(await here(page)).toBe('?start=//evil.example');
});
