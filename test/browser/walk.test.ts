import type { Frame, Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { assistantForAll } from './assistant.ts';
import { axe, openPage, type Size, screenshot } from './browser.ts';
import { AREA, buttonOn, CENTRE, nameOf, ROUTES, walk } from './routes.ts';

const assistant = assistantForAll();

describe('A clinician walks the whole guide in the widget', () => {
  test.each(ROUTES)('by $name on a $size', async ({ name, size, buttons }) => {
    const page = await visit('', size);
    await page.getByRole('button', { name: 'Help with CPMS access' }).click();
    const chat = await chatFrame(page);
    for (const [index, button] of buttons.entries()) {
      await pressNewest(chat, button);
      if (index % 6 === 0) await screenshot(page, `walk-${name}-${String(index).padStart(2, '0')}`);
    }
    await chat.getByRole('heading', { name: 'You have finished – well done!' }).waitFor();
    await screenshot(page, `walk-${name}-end`);
    const end = await newestCard(chat).textContent();
    expect(end).toContain(CENTRE.split(',')[0]);
    expect(end).toContain(AREA);
  });
});

test('Every card of the walk, the problems and the way out passes axe', async () => {
  const page = await visit('chat', 'desktop');
  const chat = page.mainFrame();
  const buttons = [
    ...['Talk to the helpdesk', 'Not now', 'I have done part of it', 'Ask a question'],
    ...withForm(walk('sms')),
    ...['Change country or centre', 'Choose another country', 'Latvia', 'My centre is not listed'],
  ];
  for (const button of buttons) {
    await pressNewest(chat, button);
    expect(await axe(page), `after ${button}`).toEqual([]);
  }
  await chat.getByRole('heading', { name: 'You have finished – well done!' }).last().waitFor();
});

test('A clinician walks the guide by the keyboard alone', async () => {
  const page = await visit('', 'desktop');
  const launcher = () =>
    page.evaluate<string>('document.activeElement?.shadowRoot?.activeElement?.textContent ?? ""');
  await tabTo(page, async () => (await launcher()).includes('Help with CPMS access'));
  await page.keyboard.press('Enter');
  const chat = await chatFrame(page);
  const history = () =>
    chat.evaluate<boolean>('document.activeElement?.matches(".webchat__basic-transcript") ?? false');
  for (const [index, button] of walk('app-pin').entries()) {
    await newestButton(chat, button).waitFor();
    const before = await cardCount(chat);
    if (index > 0) await page.keyboard.press('Escape');
    await tabTo(page, history);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await tabTo(page, () => isFocused(newestButton(chat, button)));
    await page.keyboard.press('Enter');
    await expect.poll(() => cardCount(chat)).toBeGreaterThan(before);
  }
  await chat.getByRole('heading', { name: 'You have finished – well done!' }).waitFor();
});

/** The same buttons, with those of the problems pressed at the phone form. */
function withForm(buttons: string[]): string[] {
  const form = buttons.indexOf(nameOf('sms')) + 1;
  return [...buttons.slice(0, form), ...["I'm stuck", 'Back to the step'], ...buttons.slice(form)];
}

async function visit(path: string, size: Size): Promise<Page> {
  const page = await openPage(size);
  await page.goto(`${assistant.url}${path}`);
  return page;
}

async function chatFrame(page: Page): Promise<Frame> {
  const handle = await page.locator('iframe').elementHandle();
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error('the widget has no chat in it');
  return frame;
}

const newestCard = (chat: Frame) => chat.locator('.ac-adaptiveCard').last();
const newestButton = (chat: Frame, name: string) =>
  newestCard(chat).getByRole('button', { name, exact: true });
const cardCount = (chat: Frame) => chat.locator('.ac-adaptiveCard').count();

/** Presses a button of the newest card and waits for the card that answers it. */
async function pressNewest(chat: Frame, button: string): Promise<void> {
  const pressed = await buttonOn(newestCard(chat), button);
  const before = await cardCount(chat);
  await pressed.click();
  await expect.poll(() => cardCount(chat)).toBeGreaterThan(before);
}

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((node) => node === node.ownerDocument.activeElement);
}

/** Presses Tab until the right thing has the focus. */
async function tabTo(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not lead there');
}
