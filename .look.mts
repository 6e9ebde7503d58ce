import { chromium } from 'playwright-core';
import { chromiumOptions } from './test/browser/chromium.ts';
const b = await chromium.launch(await chromiumOptions());
const URL = 'http://127.0.0.1:3999/chat';
const asks = process.argv.slice(2);
for (const [name, w, h] of [['690', 690, 1100], ['390', 390, 844]] as const) {
  const ctx = await b.newContext({ viewport: { width: w, height: h }, reducedMotion: 'reduce', deviceScaleFactor: 1 });
  const page = await ctx.newPage();
  await page.goto(URL);
  await page.getByRole('button', { name: 'Start from the beginning' }).click();
  await page.getByRole('heading', { name: /Register/ }).waitFor();
  let i = 0;
  for (const ask of asks) {
    const cards = await page.locator('.ac-adaptiveCard').count();
    if (ask.startsWith('>')) { await page.getByRole('button', { name: ask.slice(1), exact: true }).last().click(); }
    else { await page.getByRole('textbox').last().fill(ask); await page.keyboard.press('Enter'); }
    await page.waitForFunction((n) => document.querySelectorAll('.ac-adaptiveCard').length > n, cards, { timeout: 60000 });
    await page.waitForTimeout(2500);
    const all = page.locator('.ac-adaptiveCard');
    const n = await all.count();
    const pick = n - cards > 1 ? n - 2 : n - 1;
    const box = await all.nth(pick).boundingBox();
    console.log(name, ask, 'answer card', Math.round(box!.height), 'px high', Math.round(box!.width), 'wide');
    await all.nth(pick).scrollIntoViewIfNeeded();
    await all.nth(pick).screenshot({ path: `/tmp/ans/shots/${name}-${i}.png` });
    i++;
  }
  await page.screenshot({ path: `/tmp/ans/shots/${name}-page.png` });
  await ctx.close();
}
await b.close();
