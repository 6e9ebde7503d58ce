import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { assistantForAll } from './assistant.ts';
import { ARTEFACTS, axe, openPage, type Size, screenshot } from './browser.ts';
import { AREA, buttonOn, CENTRE, nameOf, ROUTES, walk } from './routes.ts';
import { untilWebChat } from './web-chat.ts';

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
  await untilWebChat(chat);
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

test('A clinician walks the guide by the keyboard alone: each press leads to the new card, Tab to its buttons', async () => {
  const page = await visit('', 'desktop');
  const launcher = () =>
    page.evaluate<string>('document.activeElement?.shadowRoot?.activeElement?.textContent ?? ""');
  await tabTo(page, async () => (await launcher()).includes('Help with CPMS access'));
  await page.keyboard.press('Enter');
  const chat = await chatFrame(page);
  const path: string[] = [];
  for (const [index, name] of walk('app-pin').entries()) {
    const card = newestCard(chat);
    const button = newestButton(chat, name);
    await button.waitFor();
    const stops = await card.locator(STOPS).count();
    const presses = await tabTo(page, () => isFocused(button));
    // The first card is reached from the header of the page, every other one from its own heading.
    expect(presses, `to ${name}`).toBeLessThanOrEqual(index === 0 ? 10 : stops);
    const before = await cardCount(chat);
    await page.keyboard.press(index % 2 === 0 ? 'Enter' : 'Space');
    await expect.poll(() => cardCount(chat)).toBeGreaterThan(before);
    const heading = newestCard(chat).getByRole('heading').first();
    await expect.poll(() => isFocused(heading), { message: `after ${name}` }).toBe(true);
    path.push(`Tab × ${presses} → ${name} → ${await heading.textContent()}`);
  }
  await chat.getByRole('heading', { name: 'You have finished – well done!' }).waitFor();
  await mkdir(ARTEFACTS, { recursive: true });
  await writeFile(join(ARTEFACTS, 'walk-keyboard.txt'), `${path.join('\n')}\n`);
});

test('The line of an earlier step keeps its name when another method takes the step off the way', async () => {
  const page = await visit('chat', 'desktop');
  const chat = page.mainFrame();
  await untilWebChat(chat);
  const wanted = walk('sms');
  for (const button of [...wanted.slice(0, wanted.indexOf(nameOf('sms')) + 1), 'Back'])
    await pressNewest(chat, button);
  await pressNewest(chat, nameOf('app-pin'));
  const lines = () => chat.locator('.earlier-step:visible .title').allTextContents();
  await expect
    .poll(async () => (await lines()).slice(-2))
    .toEqual(['Open your mobile phone numbers', 'Choose your second factor (done)']);
});

/** The same buttons, with those of the problems pressed at the phone form. */
function withForm(buttons: string[]): string[] {
  const form = buttons.indexOf(nameOf('sms')) + 2;
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
  await untilWebChat(frame);
  return frame;
}

/** What Tab stops at in a card. */
const STOPS = 'a[href]:visible, button:visible, input:visible, [tabindex="0"]:visible';
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

/** Presses Tab until the right thing has the focus, and returns how often. */
async function tabTo(page: Page, isThere: () => Promise<boolean>): Promise<number> {
  for (let presses = 0; presses < 60; presses++) {
    if (await isThere()) return presses;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not lead there');
}
