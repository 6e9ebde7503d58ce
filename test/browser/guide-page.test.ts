import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { sayFor } from '../../src/content/format-message.ts';
import { guidePageAddress, readGuidePageChoices } from '../../src/guide/guide-page.ts';
import { keyOf, pathOf } from '../../src/guide/path.ts';
import { openLog } from '../../src/lib/log.ts';
import { pictureFiles } from '../../src/pictures/files.ts';
import { pack } from '../support/clinician.ts';
import { ARTEFACTS, axe, openPage, type Size, screenshot } from './browser.ts';
import { openSite, pagesOptions } from './site.ts';

const MOST_PAGES = 6;
const METHODS = pack.guide.methods.map(({ id }) => id);
const texts = textsOf(pack, 'en');
const country = pack.centres.countries.find(({ centres }) => centres.length > 0);
const centre = country?.centres[0];
const choices = { country: country?.id, centre: centre?.id };

async function openGuide(
  asked: Parameters<typeof guidePageAddress>[1],
  { size = 'desktop', ...look }: { size?: Size; javaScriptEnabled?: boolean } = {},
): Promise<Page> {
  const site = await openSite();
  pictureFiles(() => pack).mount(site.server, openLog('silent'));
  const page = await openPage(size, look);
  await page.goto(guidePageAddress(site.url, asked));
  return page;
}

/** Returns every title and address that the guide for a method must show. */
function factsFor(method: string): string[] {
  const { network } = pagesOptions();
  const { unchosen } = texts.messages;
  const values = { ...unchosen, centre: centre?.name ?? '', country: 'Austria', method: '' };
  return pathOf(pack.guide, method).flatMap(({ position, step }) => {
    const title = texts.steps[position.phase]?.steps[position.step]?.title ?? keyOf(position);
    return [
      sayFor(network, 'en')(title, values),
      ...step.links.map((link) => pack.guide.links[link] ?? link),
    ];
  });
}

describe('The guide as a page', () => {
  test.each(METHODS.flatMap((method) => ['A4', 'Letter'].map((format) => ({ method, format }))))(
    'prints with $method on at most six pages of $format, with every step and address',
    async ({ method, format }) => {
      const page = await openGuide({ ...choices, method });
      const bytes = await page.pdf({ format });
      await mkdir(ARTEFACTS, { recursive: true });
      await writeFile(join(ARTEFACTS, `guide-${method}-${format}.pdf`), bytes);
      const pdf = await getDocumentProxy(new Uint8Array(bytes));
      expect(pdf.numPages).toBeLessThanOrEqual(MOST_PAGES);
      // A line of the paper may end anywhere in a title or an address.
      const text = (await extractText(pdf, { mergePages: true })).text.replaceAll(/\s/g, '');
      const missing = factsFor(method).filter((fact) => !text.includes(fact.replaceAll(/\s/g, '')));
      expect(missing).toEqual([]);
      expect(text).toContain(centre?.name.replaceAll(/\s/g, ''));
    },
  );

  test('shows each drawing of its steps, and says what it shows', async () => {
    const [method = ''] = METHODS;
    const page = await openGuide({ method });
    const pictures = await page.locator('.pictures img').all();
    expect(pictures).toHaveLength(pathOf(pack.guide, method).flatMap(({ step }) => step.pictures).length);
    for (const picture of pictures) expect(await picture.getAttribute('alt')).not.toBe('');
    const broken = await page.evaluate<number>(
      `[...document.querySelectorAll('.pictures img')].filter((image) => image.naturalWidth === 0).length`,
    );
    expect(broken).toBe(0);
  });

  test('prints in full width: nothing is wider than the paper', async () => {
    const page = await openGuide(choices);
    await page.emulateMedia({ media: 'print' });
    // A4 less its margins, at 96 dots per inch.
    await page.setViewportSize({ width: 680, height: 1000 });
    expect(await wideElements(page)).toEqual([]);
  });

  test.each(['desktop', 'phone'] as const)(
    'has no barrier that axe finds, on a %s and in the dark',
    async (size) => {
      const page = await openGuide(choices, { size });
      expect(await axe(page)).toEqual([]);
      await screenshot(page, `guide-${size}`);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await axe(page)).toEqual([]);
      await screenshot(page, `guide-${size}-dark`);
    },
  );

  test('fits a window of 320 pixels', async () => {
    const page = await openGuide({ ...choices, method: METHODS.at(-1) });
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await wideElements(page)).toEqual([]);
  });

  test('is read, and its method chosen, without JavaScript; the centre stays', async () => {
    const page = await openGuide(choices, { javaScriptEnabled: false });
    expect(await page.locator('#print').isVisible()).toBe(false);
    const last = METHODS.at(-1) ?? '';
    const { choose } = texts.site.guide;
    await page.getByLabel(choose.method, { exact: true }).selectOption(last);
    await page.getByRole('button', { name: choose.show }).click();
    await page.waitForURL(/method=/);
    const shown = readGuidePageChoices(pack, new URL(page.url()).searchParams);
    expect(shown).toEqual({ ...choices, method: last });
    const titles = await page.locator('h3 label').allTextContents();
    expect(titles).toHaveLength(pathOf(pack.guide, last).length);
    expect(await page.locator('main').textContent()).toContain(centre?.name);
  });

  test('prints at the press of a button, and each step can be ticked', async () => {
    const page = await openGuide(choices);
    await page.evaluate('window.print = () => { document.title = "printed"; }');
    await page.getByRole('button', { name: texts.site.guide.print, exact: true }).click();
    expect(await page.title()).toBe('printed');
    const [first] = factsFor(METHODS[0] ?? '');
    await page.getByRole('checkbox', { name: first ?? '' }).check();
  });
});

/** Lists what reaches over the right edge of the window. */
function wideElements(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('main *')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .map((element) => element.outerHTML.slice(0, 100))`);
}
