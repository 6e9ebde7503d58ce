import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from '../../test/browser/browser.ts';

/** `npm run teams:icons`: draws the icons of the app for Teams from their SVG files, after a change to those. */
const SIZES = { color: 192, outline: 32 };

const browser = await openBrowser();
for (const [name, size] of Object.entries(SIZES)) {
  const drawing = await readFile(join(import.meta.dirname, `${name}.svg`), 'utf8');
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
  await page.screenshot({ path: join(import.meta.dirname, `${name}.png`), omitBackground: true });
}
await browser.close();
