import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { keyOf, type PlacedStep, pathOf } from '../../src/guide/path.ts';
import { pack } from '../support/clinician.ts';
import { assistantForAll } from './assistant.ts';
import { axe, openPage } from './browser.ts';
import { buttonOn, buttonsAt } from './routes.ts';
import { untilWebChat } from './web-chat.ts';

const FOLDER = join(import.meta.dirname, '../../test-artefacts/step-cards');
const { messages } = textsOf(pack, 'en');
const MORE = messages.step.more;

/** A card on a desk is 690 pixels wide at this width of the window; a common phone. */
const DESK = { width: 716, height: 900 };
const PHONE = { width: 390, height: 844 };

const assistant = assistantForAll();
beforeAll(() => mkdir(FOLDER, { recursive: true }));

interface Measured {
  step: string;
  height: number;
  /** From the top of the card to the end of its first action, and of the first button that goes on. */
  firstAction: number;
  primary: number;
  /** What a person sees of the conversation at once. */
  screen: number;
}

/** Walks the guide by each method, and measures the card of each step. */
async function measureAll(name: string, viewport: { width: number; height: number }): Promise<Measured[]> {
  const measured = new Map<string, Measured>();
  for (const { id: method } of pack.guide.methods) {
    const page = await visit(viewport);
    await press(page, messages.buttons.start);
    for (const placed of pathOf(pack.guide, method)) {
      const step = keyOf(placed.position);
      if (!measured.has(step)) {
        measured.set(step, await measure(page, placed, method));
        // The whole card has to be in the window, or the box to type in covers its end.
        await page.setViewportSize({ ...viewport, height: 1500 });
        await newestCard(page).screenshot({ path: join(FOLDER, `${name}-${step.replace('/', '-')}.png`) });
        await page.setViewportSize(viewport);
      }
      for (const button of buttonsAt(placed, method)) await press(page, button);
    }
  }
  const rows = [...measured.values()];
  await writeFile(join(FOLDER, `${name}.txt`), tableOf(rows));
  return rows;
}

async function measure(page: Page, placed: PlacedStep, method: string): Promise<Measured> {
  const card = newestCard(page);
  const [title = ''] = buttonsAt(placed, method);
  await card
    .getByRole('button', { name: title, exact: true, includeHidden: true })
    .waitFor({ state: 'attached' });
  // A drawing takes its room only when it has come.
  await expect
    .poll(() =>
      page.evaluate(`{
        const card = [...document.querySelectorAll('.ac-adaptiveCard')].at(-1);
        [...card.querySelectorAll('img')].every(({ complete, naturalWidth }) => complete && naturalWidth > 0);
      }`),
    )
    .toBe(true);
  // In one go, since the conversation may be scrolling.
  const measured = await page.evaluate<Omit<Measured, 'step'>>(`{
    const card = [...document.querySelectorAll('.ac-adaptiveCard')].at(-1);
    const top = card.getBoundingClientRect().top;
    const endOf = (part) => Math.round(part.getBoundingClientRect().bottom - top);
    const blocks = [...card.querySelectorAll('.ac-textBlock')];
    const action = blocks[blocks.findIndex((block) => block.matches('[role="heading"]')) + 1];
    const buttons = [...card.querySelectorAll('button')];
    ({
      height: Math.round(card.getBoundingClientRect().height),
      firstAction: endOf(action.querySelector('li') ?? action),
      primary: endOf(buttons.find(({ textContent }) => textContent === ${JSON.stringify(title)})),
      screen: document.querySelector('.webchat__basic-transcript__scrollable').clientHeight,
    });
  }`);
  return { step: keyOf(placed.position), ...measured };
}

function tableOf(rows: readonly Measured[]): string {
  const lines = rows.map(({ step, height, firstAction, primary }) =>
    [step.padEnd(40), height, firstAction, primary].join('\t'),
  );
  return [`step\theight\tfirst action\tgoes on`, ...lines, `mean\t${meanHeight(rows)}`, ''].join('\n');
}

function meanHeight(rows: readonly Measured[]): number {
  return Math.round(rows.reduce((sum, { height }) => sum + height, 0) / rows.length);
}

describe('The card of every step', () => {
  test('fits on a desk: at most 900 pixels high, 660 in the mean', async () => {
    const rows = await measureAll('desk', DESK);
    console.info(tableOf(rows));
    expect(rows.filter(({ height }) => height > 900)).toEqual([]);
    expect(meanHeight(rows)).toBeLessThanOrEqual(660);
  });

  test('shows its first action and the button that goes on within two screens of a phone', async () => {
    const rows = await measureAll('phone', PHONE);
    console.info(tableOf(rows));
    const isFar = ({ firstAction, primary, screen }: Measured) => Math.max(firstAction, primary) > 2 * screen;
    expect(rows.filter(isFar)).toEqual([]);
  });
});

describe('More about a step', () => {
  test.each([320, 716])('is folded at first, and shown by its button at %i pixels', async (width) => {
    const page = await visit({ width, height: 800 });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await press(page, messages.buttons.start);
    const card = newestCard(page);
    const more = card.getByRole('button', { name: MORE, exact: true });
    await expect.poll(() => more.getAttribute('aria-expanded')).toBe('false');
    const before = await page.locator('.ac-adaptiveCard').count();
    const tip = card.getByText(messages.step.tip);
    expect(await tip.isVisible()).toBe(false);

    await more.press('Enter');
    await expect.poll(() => tip.isVisible()).toBe(true);
    await expect.poll(() => more.getAttribute('aria-expanded')).toBe('true');
    expect(await more.getAttribute('aria-pressed')).toBe(null);
    expect(await axe(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await card.screenshot({ path: join(FOLDER, `more-${width}.png`) });

    await more.click();
    await expect.poll(() => tip.isVisible()).toBe(false);
    await expect.poll(() => more.getAttribute('aria-expanded')).toBe('false');
    expect(await page.locator('.ac-adaptiveCard').count()).toBe(before);
    expect(complaints).toEqual([]);
  });
});

async function visit(viewport: { width: number; height: number }): Promise<Page> {
  const page = await openPage('desktop', { viewport });
  await page.goto(`${assistant.url}chat`);
  await untilWebChat(page);
  return page;
}

const newestCard = (page: Page) => page.locator('.ac-adaptiveCard').last();

/** Presses a button of the newest card and waits for the card that answers it. */
async function press(page: Page, name: string): Promise<void> {
  const button = await buttonOn(newestCard(page), name);
  const before = await page.locator('.ac-adaptiveCard').count();
  await button.click();
  await expect.poll(() => page.locator('.ac-adaptiveCard').count()).toBeGreaterThan(before);
}

function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}
