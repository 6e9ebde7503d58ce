import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { pack } from '../support/clinician.ts';
import { assistantForAll } from './assistant.ts';
import { axe, openPage, type Size, screenshot } from './browser.ts';
import { pagesOptions } from './site.ts';
import { untilWebChat } from './web-chat.ts';

const { messages } = textsOf(pack, 'en');
const { buttons, handOver, phone } = messages;
const { site } = pagesOptions();

const assistant = assistantForAll();

async function visit(path: string, size: Size): Promise<Page> {
  const page = await openPage(size);
  await page.goto(`${assistant.url}${path}`);
  if (path.startsWith('chat')) await untilWebChat(page);
  return page;
}

const newestCard = (page: Page) => page.locator('.ac-adaptiveCard').last();
const cards = (page: Page) => page.locator('.ac-adaptiveCard').count();
const field = (page: Page, name: string) => newestCard(page).getByLabel(name);
/** Checks whether one text of the newest card stands before another. */
async function stands(page: Page, first: string, second: string): Promise<boolean> {
  const text = (await newestCard(page).textContent()) ?? '';
  return text.includes(first) && text.indexOf(first) < text.indexOf(second);
}

/** What a screen reader says of a field besides its name. */
async function saidOf(wrong: Locator): Promise<string | null> {
  const id = await wrong.getAttribute('aria-describedby');
  return id && wrong.page().locator(`[id="${id}"]`).textContent();
}

/** Presses a button of the newest card, and waits for the answer. */
async function press(page: Page, name: string): Promise<void> {
  const before = await cards(page);
  await newestCard(page).getByRole('button', { name, exact: true }).click();
  await expect.poll(() => cards(page)).toBeGreaterThan(before);
}

/** Presses a button that sends nothing, because a field is not filled in rightly, which each says itself. */
async function pressInVain(page: Page, name: string, errors: readonly string[]): Promise<void> {
  const before = await cards(page);
  await newestCard(page).getByRole('button', { name, exact: true }).click();
  for (const error of errors) await newestCard(page).getByText(error).waitFor();
  expect(await cards(page)).toBe(before);
}

describe('The form for a phone number', () => {
  test('comes first, says what is wrong with this number beside it, keeps it, and gives the result to copy', async () => {
    const page = await visit('chat?start=two-factor/sms-add-number', 'phone');
    await field(page, phone.label).waitFor();
    expect(await stands(page, phone.label, 'your country code and your number')).toBe(true);
    await screenshot(page, 'forms-phone');
    await pressInVain(page, buttons.checkPhone, [phone.problems.empty]);

    await field(page, phone.label).fill('0171 2345678');
    await press(page, buttons.checkPhone);
    await newestCard(page).getByText('which country this number is from').waitFor();
    expect(await field(page, phone.label).inputValue()).toBe('0171 2345678');
    await expect.poll(() => saidOf(field(page, phone.label))).toContain('which country this number is from');
    await screenshot(page, 'forms-phone-no-country');
    expect(await axe(page)).toEqual([]);

    await field(page, phone.country).selectOption({ label: 'Germany' });
    await press(page, buttons.checkPhone);
    await newestCard(page).getByText('+49 171 23 45 678').waitFor();
    expect(await field(page, phone.country).inputValue()).toBe('DE');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await newestCard(page).getByRole('button', { name: site.chat.copy.button }).click();
    await newestCard(page).getByRole('button', { name: site.chat.copy.copied }).waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe('+49 171 23 45 678');
    await screenshot(page, 'forms-phone-good');
    expect(await axe(page)).toEqual([]);
  });
});

describe('The form of a hand-over', () => {
  test('shows its fields first, what goes with them folded, and all that is wrong at once, each beside its field', async () => {
    const page = await visit('chat', 'phone');
    await press(page, buttons.human);
    await field(page, handOver.sentenceNeeded).waitFor();
    await screenshot(page, 'forms-hand-over');
    expect(await newestCard(page).getByText(handOver.saidLast).isVisible()).toBe(false);
    await newestCard(page).getByRole('button', { name: handOver.willBeSent }).click();
    await newestCard(page).getByText(handOver.saidLast).waitFor();
    expect(await stands(page, handOver.email, handOver.willBeSent)).toBe(true);

    await field(page, handOver.email).fill('nobody');
    await pressInVain(page, buttons.send, [handOver.noSentence, handOver.noAddress]);
    for (const name of [handOver.sentenceNeeded, handOver.email])
      await expect.poll(() => field(page, name).getAttribute('aria-invalid')).toBe('true');
    await screenshot(page, 'forms-hand-over-missing');
    expect(await axe(page)).toEqual([]);

    const sentence = 'The page stays white. My password is hunter2secret.';
    await field(page, handOver.sentenceNeeded).fill(sentence);
    await field(page, handOver.email).fill('müller@uniklinik-köln.de');
    await press(page, buttons.send);
    await newestCard(page).getByText(handOver.leftOut.slice(0, 30)).waitFor();
    await newestCard(page).getByText('something in front of the @').waitFor();
    await screenshot(page, 'forms-hand-over-wrong');
    expect(await field(page, handOver.email).inputValue()).toMatch(/^müller@/);
    await field(page, handOver.email).fill('<mailto:dr.mueller@uniklinik-köln.de>.');
    await press(page, buttons.send);
    await newestCard(page).getByText('Sent. Your ticket is').waitFor();
  });
});

describe('The header and the start page', () => {
  test('offer to start afresh once there is something to forget, and to keep it first', async () => {
    const page = await visit('chat', 'phone');
    await newestCard(page).getByRole('button', { name: buttons.start }).waitFor();
    const startAfresh = page.getByRole('button', { name: site.chat.notMe.button });
    expect(await startAfresh.isVisible()).toBe(false);
    await press(page, buttons.ask);
    await startAfresh.click();
    const filled = page.getByRole('dialog').locator('button.main');
    expect(await filled.allTextContents()).toEqual([site.chat.notMe.cancel]);
  });

  test('begin with the way to start', async () => {
    const page = await visit('', 'phone');
    const first = page.locator('main').getByRole('link').first();
    expect(await first.textContent()).toBe(site.home.openChat);
    expect(await first.getAttribute('href')).toBe('/chat');
    expect(
      await page.evaluate<boolean>(
        'document.querySelector("main a").getBoundingClientRect().bottom < innerHeight',
      ),
    ).toBe(true);
    await screenshot(page, 'forms-start-page');
  });
});
