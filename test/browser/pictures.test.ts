import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { keyOf, pathOf } from '../../src/guide/path.ts';
import { pictureAlt } from '../../src/pictures/address.ts';
import { pack } from '../support/clinician.ts';
import { assistantForAll } from './assistant.ts';
import { axe, openPage, type Size, screenshot } from './browser.ts';

const texts = textsOf(pack, 'en');
const drawn = pathOf(pack.guide, undefined).find(({ step }) => step.pictures.length > 0);
if (!drawn) throw new Error('the pack shows no drawing');
const id = drawn.step.pictures[0] ?? '';
const at = keyOf(drawn.position);

const assistant = assistantForAll();

/** Opens the chat at a step with a drawing. */
async function visit(size: Size): Promise<{ page: Page; complaints: string[] }> {
  const page = await openPage(size);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(`${assistant.url}chat?start=${at}`);
  await drawing(page).waitFor();
  return { page, complaints };
}

/** The drawing on the newest card, as screen readers find it: by what it shows. */
const drawing = (page: Page) => page.getByRole('link', { name: pictureAlt(texts, id) }).last();
const large = (page: Page) => page.getByRole('dialog', { name: pictureAlt(texts, id) });

/** What is used of an image in the page. */
interface ShownImage {
  alt: string;
  complete: boolean;
  naturalWidth: number;
  naturalHeight: number;
  getBoundingClientRect(): { width: number; height: number; right: number };
  closest(selector: string): Pick<ShownImage, 'getBoundingClientRect'>;
}

/** Runs in the page, and says whether an image has come: until then it has another size. */
function isLoaded({ complete, naturalWidth }: ShownImage): boolean {
  return complete && naturalWidth > 0;
}

/** Runs in the page, and says how an image is shown. */
function lookOf(image: ShownImage) {
  const { width, height, right } = image.getBoundingClientRect();
  return {
    alt: image.alt,
    isWider: right > image.closest('.ac-adaptiveCard').getBoundingClientRect().right,
    isStretched: Math.abs(image.naturalWidth / image.naturalHeight - width / height) > 0.05,
    pixels: image.naturalWidth / width,
  };
}

describe.each(['desktop', 'phone'] as const)('The drawing of a step, on a %s,', (size) => {
  test('is on the card, sharp and not wider than it, and its words say what to click', async () => {
    const { page, complaints } = await visit(size);
    await expect.poll(() => drawing(page).evaluate(isLoaded)).toBe(true);
    const shown = await drawing(page).evaluate(lookOf);
    expect(shown).toMatchObject({
      alt: pictureAlt(texts, id),
      isWider: false,
      isStretched: false,
    });
    expect(shown.pixels).toBeGreaterThanOrEqual(2);
    await drawing(page).scrollIntoViewIfNeeded();
    await screenshot(page, `drawing-${size}`);
    expect(await axe(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('opens large when it is pressed, on this page, and closes again', async () => {
    const { page, complaints } = await visit(size);
    await drawing(page).click();
    await large(page).waitFor();
    const image = large(page).getByRole('img');
    await expect.poll(() => image.evaluate(isLoaded)).toBe(true);
    expect(await image.getAttribute('src')).toMatch(/\.svg$/);
    const [small, big] = await Promise.all([drawing(page).boundingBox(), image.boundingBox()]);
    expect(big?.width).toBeGreaterThan(1.5 * (small?.width ?? 0));
    await screenshot(page, `drawing-large-${size}`);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: texts.pictures.close }).click();
    await large(page).waitFor({ state: 'hidden' });
    expect(page.context().pages()).toHaveLength(1);
    expect(complaints).toEqual([]);
  });
});

test('The way back of the browser closes a drawing and leaves the chat open', async () => {
  const { page } = await visit('phone');
  const address = page.url();
  await drawing(page).click();
  await large(page).waitFor();
  await page.goBack();
  await large(page).waitFor({ state: 'hidden' });
  expect(page.url()).toBe(address);
  expect(await drawing(page).isVisible()).toBe(true);
});

test('By the keyboard, Enter opens a drawing and Escape closes it, with the focus back on it', async () => {
  const { page } = await visit('desktop');
  await drawing(page).focus();
  await page.keyboard.press('Enter');
  await large(page).waitFor();
  await page.keyboard.press('Escape');
  await large(page).waitFor({ state: 'hidden' });
  expect(await drawing(page).evaluate((image) => image === image.ownerDocument.activeElement)).toBe(true);
});
