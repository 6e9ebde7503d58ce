import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';

const require = createRequire(import.meta.url);
/** The folder for screenshots and papers to look at. */
export const ARTEFACTS = join(import.meta.dirname, '../../test-artefacts');
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

export type Size = keyof typeof SIZES;

/** The Chromium that all test files of a run share; a worker connects once for all its files, and lets go at its end. */
let connected: Promise<Browser> | undefined;

/** Opens a page of that size for the test that runs, in a context of its own, so that nothing is left of another visit. */
export async function openPage(size: Size = 'desktop', look: BrowserContextOptions = {}): Promise<Page> {
  connected ??= chromium.connect(inject('chromium'));
  const browser = await connected;
  const context = await browser.newContext({
    viewport: SIZES[size],
    ...(size === 'phone' && { isMobile: true, hasTouch: true, deviceScaleFactor: 2 }),
    reducedMotion: 'reduce',
    ...look,
  });
  onTestFinished(() => context.close());
  return context.newPage();
}

/** Keeps a picture of the page as test-artefacts/<name>.png. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(ARTEFACTS, { recursive: true });
  await page.screenshot({ path: join(ARTEFACTS, `${name}.png`) });
}

/** Runs axe in a frame (the page itself by default); every violation as one line, so that [] is what to expect. */
export async function axe(target: Pick<Page, 'evaluate'>): Promise<string[]> {
  const isThere = await target.evaluate('"axe" in window');
  if (!isThere) await target.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return target.evaluate<string[]>(`axe.run(document).then(({ violations }) => violations.flatMap(
    ({ id, help, nodes }) => nodes.map((node) => id + ': ' + help + ' at ' + node.target.join(' ')),
  ))`);
}
