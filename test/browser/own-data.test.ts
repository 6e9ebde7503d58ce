import type { Frame, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { assistantForAll } from './assistant.ts';
import { axe, openPage, type Size, screenshot } from './browser.ts';
import { pagesOptions } from './site.ts';

const { site, myData } = pagesOptions();
const { erased, ended } = site.chat;
const TOKEN = 'assistant-token';

const assistant = assistantForAll();

async function visit(path: string, size: Size = 'desktop'): Promise<Page> {
  const page = await openPage(size);
  await page.goto(`${assistant.url}${path}`);
  return page;
}

const heading = (chat: Page | Frame, name: string) => chat.getByRole('heading', { name }).last();
const press = (chat: Page | Frame, name: string) =>
  chat.getByRole('button', { name, exact: true }).last().click();
const focused = (page: Page) => page.evaluate<string>('document.activeElement?.textContent ?? ""');
const token = (page: Page) => page.evaluate<string | null>(`localStorage.getItem('${TOKEN}')`);

/** Presses Shift and Tab until a button has the focus, and then Enter. */
async function pressByKeyboard(page: Page, name: string): Promise<void> {
  for (let presses = 0; (await focused(page)) !== name; presses++) {
    if (presses > 60) throw new Error(`the keyboard does not lead to ${name}`);
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('Enter');
}

test('The button in the header shows what is kept, and what is deleted is gone from the page and from the browser', async () => {
  const page = await visit('chat');
  const other = await page.context().newPage();
  await other.goto(`${assistant.url}chat`);
  await heading(other, 'Welcome! Let').waitFor();
  await page.bringToFront();
  await heading(page, 'Welcome! Let').waitFor();
  await press(page, 'Start from the beginning');
  await heading(page, 'Register').waitFor();
  await pressByKeyboard(page, myData);
  await heading(page, 'What I keep about you').waitFor();
  await screenshot(page, 'own-data');
  expect(await axe(page)).toEqual([]);
  await press(page, 'Delete my data');
  await heading(page, 'Delete your data?').waitFor();
  await screenshot(page, 'own-data-delete');
  expect(await axe(page)).toEqual([]);
  await press(page, 'Yes, delete it all');
  await heading(page, erased.heading).waitFor();
  await screenshot(page, 'own-data-deleted');
  expect(await axe(page)).toEqual([]);
  expect(await page.getByText('What I keep about you').count()).toBe(0);
  expect(await focused(page)).toBe(erased.retry);
  expect(await token(page)).toBeNull();
  // Another window of this browser shows nothing of it any more.
  await other.getByRole('heading', { name: new RegExp(`${erased.heading}|${ended.heading}`) }).waitFor();
  expect(await other.getByText('Welcome! Let').count()).toBe(0);
  await page.keyboard.press('Enter');
  await heading(page, 'Welcome! Let').waitFor();
  expect(await page.getByText('Register').count()).toBe(0);
});

test('A person who keeps their ticket goes on in the widget, where nothing else is shown any more', async () => {
  const page = await visit('', 'phone');
  await page.getByRole('button', { name: site.widget.open }).click();
  const frame = await (await page.locator('iframe').elementHandle())?.contentFrame();
  if (!frame) throw new Error('the widget has no chat in it');
  await press(frame, 'Talk to the helpdesk');
  await frame.getByRole('textbox', { name: 'What do you need help with?' }).fill('The page stays white.');
  await press(frame, 'Send it');
  await heading(frame, 'Sent. Your ticket is').waitFor();
  await press(frame, myData);
  await heading(frame, 'What I keep about you').waitFor();
  await screenshot(page, 'own-data-widget');
  expect(await axe(frame)).toEqual([]);
  expect(await frame.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await press(frame, 'Delete my data');
  await press(frame, 'Delete everything except my ticket');
  await heading(frame, 'Your data has been deleted, except your ticket').waitFor();
  await heading(frame, 'Sent. Your ticket is').waitFor({ state: 'detached' });
  await heading(frame, 'What I keep about you').waitFor({ state: 'detached' });
  await heading(frame, 'Your data has been deleted, except your ticket').waitFor();
  await screenshot(page, 'own-data-but-ticket');
  await press(frame, myData);
  // Web Chat may draw a new card again at once, and both are there for a moment.
  await expect.poll(() => frame.getByText('not begun').count()).toBe(1);
  await expect.poll(() => frame.getByText(/[A-Z]{3}-[A-Z]{3}, sent to the/).count()).toBe(1);
  expect(await frame.getByText('Welcome! Let').count()).toBe(0);
});
