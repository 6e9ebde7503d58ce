import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { pack } from '../support/clinician.ts';
import { startAssistant } from './assistant.ts';
import { axe, openPage, screenshot } from './browser.ts';
import { pagesOptions } from './site.ts';
import { untilWebChat } from './web-chat.ts';

const { site } = pagesOptions();
const german = textsOf(pack, 'de');
const GERMAN = {
  placeholder: german.site.chat.placeholder,
  next: german.messages.buttons.next,
  heading: german.site.progress.heading,
};

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const box = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });
const language = (page: Page) => page.evaluate<string>('document.documentElement.lang');
const focused = (page: Page) => page.evaluate<string>('document.activeElement.id');

describe('Another language', () => {
  test('chosen in the header leaves the place, the text in the box and the focus, and is kept for the next visit', async () => {
    const { url } = await startAssistant();
    const page = await openPage('desktop', { locale: 'en-GB' });
    await page.goto(`${url}chat`);
    await untilWebChat(page);
    await button(page, 'Start from the beginning').click();
    await button(page, 'Done – next').waitFor();
    await box(page, site.chat.placeholder).fill('half a question');
    await button(page, 'Language: English').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await screenshot(page, 'languages-dialog');
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Enter');

    await button(page, GERMAN.next).waitFor();
    await button(page, 'Sprache: Deutsch').waitFor();
    expect(await language(page)).toBe('de');
    expect(await box(page, GERMAN.placeholder).inputValue()).toBe('half a question');
    expect(await focused(page)).toBe('language');
    await page.getByRole('heading', { name: GERMAN.heading }).waitFor();
    expect(await axe(page)).toEqual([]);
    // What was said before is still in the language before.
    const cards = page.locator('.webchat__adaptive-card-renderer .ac-adaptiveCard');
    expect(await cards.first().getAttribute('lang')).toBe('en');
    expect(await cards.last().getAttribute('lang')).toBeNull();
    await screenshot(page, 'languages-changed');

    await page.reload();
    await untilWebChat(page);
    await button(page, GERMAN.next).waitFor();
    expect(await language(page)).toBe('de');
    await page.goto(`${url}privacy`);
    expect(await language(page)).toBe('de');
    await page.getByRole('link', { name: 'English' }).click();
    await page.goto(`${url}privacy`);
    expect(await language(page)).toBe('en');
  });

  test('asked for in words takes the page along, also on a narrow screen', async () => {
    const { url } = await startAssistant();
    const page = await openPage('desktop', { locale: 'de-AT', viewport: { width: 320, height: 640 } });
    await page.goto(`${url}chat`);
    expect(await language(page)).toBe('de');
    await untilWebChat(page);
    await screenshot(page, 'languages-narrow');
    await button(page, 'Sprache: Deutsch').click();
    await screenshot(page, 'languages-narrow-dialog');
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await box(page, GERMAN.placeholder).fill('can we speak English please');
    await page.keyboard.press('Enter');
    await box(page, site.chat.placeholder).waitFor();
    expect(await language(page)).toBe('en');
    await button(page, 'Language: English').waitFor();
    expect(await axe(page)).toEqual([]);
  });
});
