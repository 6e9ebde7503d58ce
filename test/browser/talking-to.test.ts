import type { TurnContext } from 'botbuilder-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axe, openPage, screenshot } from './browser.ts';
import { openSite, pagesOptions } from './site.ts';
import { untilWebChat } from './web-chat.ts';

const { site, backToAssistant } = pagesOptions();
const { withHelpdesk, placeholder } = site.chat;

/** Is quiet as the assistant is while the helpdesk is written to: from "taken" until the way back. */
async function quietBot(context: TurnContext): Promise<void> {
  const { type, text } = context.activity;
  const answer = type === 'conversationUpdate' ? 'welcome' : ANSWERS[text ?? ''];
  if (answer === undefined) return;
  const entities = [{ type: 'talkingTo', helpdesk: text === 'taken' }];
  await context.sendActivity({ type: 'message', text: answer, ...(answer !== 'sorry' && { entities }) });
}
const ANSWERS: Record<string, string> = {
  taken: 'the helpdesk has it',
  fail: 'sorry',
  [backToAssistant]: 'I am back',
};

async function visit(url: string, width = 1280): Promise<Page> {
  const page = await openPage(width < 600 ? 'phone' : 'desktop');
  await page.setViewportSize({ width, height: 844 });
  await page.goto(`${url}/chat`);
  await says(page, 'welcome');
  return page;
}

const says = (page: Page, words: string) => page.getByText(words, { exact: true }).first().waitFor();
const box = (page: Page) => page.getByRole('textbox');
const invites = (page: Page, words: string) =>
  page.getByPlaceholder(words, { exact: true }).filter({ visible: true }).waitFor();
const line = (page: Page) => page.getByText(withHelpdesk.line, { exact: true }).filter({ visible: true });
const back = (page: Page) => page.getByRole('button', { name: backToAssistant, exact: true });

async function say(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await box(page).press('Enter');
}

describe.each([1280, 390, 320])('In a window %i pixels wide', (width) => {
  test('the box says that the person writes to the helpdesk, and the line above it leads back', async () => {
    const { url } = await openSite({ bot: quietBot });
    const page = await visit(url, width);
    await invites(page, placeholder);
    expect(await line(page).count()).toBe(0);

    await say(page, 'taken');
    await invites(page, withHelpdesk.placeholder);
    const [above, below] = [await line(page).boundingBox(), await box(page).boundingBox()];
    expect(above?.y).toBeLessThan(below?.y ?? 0);
    await says(page, 'the helpdesk has it');
    await screenshot(page, `talking-to-${width}`);
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);

    await box(page).fill('half a sent');
    await back(page).click();
    await says(page, 'I am back');
    await invites(page, placeholder);
    expect(await line(page).count()).toBe(0);
    expect(await box(page).inputValue()).toBe('half a sent');
    expect(await axe(page)).toEqual([]);
  });
});

test('The box still says so when the person returns, and no longer once they are back with the assistant', async () => {
  const { url } = await openSite({
    async bot(context) {
      if (context.activity.type === 'conversationUpdate' && said.has(url)) return;
      said.add(url);
      await quietBot(context);
    },
  });
  const said = new Set<string>();
  const page = await visit(url);
  await say(page, 'taken');
  await line(page).waitFor();
  await page.reload();
  await line(page).waitFor();
  await invites(page, withHelpdesk.placeholder);
  expect(await line(page).count()).toBe(1);
  await back(page).click();
  await says(page, 'I am back');
  await page.reload();
  await says(page, 'I am back');
  await invites(page, placeholder);
  expect(await line(page).count()).toBe(0);
});

test('A message that does not say whom the person writes to changes nothing', async () => {
  const { url } = await openSite({ bot: quietBot });
  const page = await visit(url);
  await say(page, 'taken');
  await line(page).waitFor();
  await say(page, 'fail');
  await says(page, 'sorry');
  expect(await line(page).count()).toBe(1);
});

test('The keyboard finds the way back right before the box, and keeps the focus when that goes', async () => {
  const { url } = await openSite({ bot: quietBot });
  const page = await visit(url);
  await say(page, 'taken');
  await line(page).waitFor();
  await box(page).focus();
  await page.keyboard.press('Shift+Tab');
  expect(await page.locator(':focus').textContent()).toBe(backToAssistant);
  await page.keyboard.press('Enter');
  await says(page, 'I am back');
  await line(page).waitFor({ state: 'detached' });
  await page.locator(':is(#first-talk, .webchat__basic-transcript):focus').waitFor();
  await untilWebChat(page);
  await page.locator('.webchat__basic-transcript:focus').waitFor();
});
