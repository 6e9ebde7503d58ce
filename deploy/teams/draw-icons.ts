import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumOptions } from '../../test/browser/chromium.ts';

/** `npm run teams:icons`: draws the icons of the app for Teams from their SVG files, after a change to those. */
const SIZES = { color: 192, outline: 32 };

const browser = await chromium.launch(await chromiumOptions());
for (const [name, size] of Object.entries(SIZES)) {
  const drawing = await readFile(join(import.meta.dirname, `${name}.svg`), 'utf8');
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
  await page.screenshot({ path: join(import.meta.dirname, `${name}.png`), omitBackground: true });
}
await browser.close();
