import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumOptions } from '../../browser/chromium.ts';
import { startProcess } from '../../support/assistant-process.ts';
import { FIRST_MESSAGE, visit } from './visit.ts';

/** `npm run bench:pictures -- docs/pictures`: takes pictures of the chat 1, 2 and 4 seconds after it is opened on slow 3G. */
const [folder = 'test-artefacts'] = process.argv.slice(2);
const SECONDS = [1, 2, 4];

const server = await startProcess({
  DATABASE_URL: `file:${join(mkdtempSync(join(tmpdir(), 'bench-pictures-')), 'store.sqlite')}`,
});
const browser = await chromium.launch(await chromiumOptions());
const { ms, pictures } = await visit(browser, new URL('chat', server.url).href, {
  isSlow: true,
  until: FIRST_MESSAGE,
  picturesAt: SECONDS.map((second) => second * 1000),
});
await browser.close();
await server.kill('SIGTERM');
mkdirSync(folder, { recursive: true });
for (const [index, picture] of pictures.entries())
  writeFileSync(join(folder, `first-paint-${SECONDS[index]}s.png`), picture);
console.log(`the first message was there after ${ms.toFixed(0)} ms`);
