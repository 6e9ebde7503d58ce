import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type AssistantProcess, startProcess } from '../../support/assistant-process.ts';
import { type Playground, startPlayground } from '../../support/playground.ts';
import { openPage, screenshot } from '../browser.ts';
import { AREA, buttonOn, CENTRE, ROUTES } from '../routes.ts';

/** A fresh assistant as `npm start` runs it, and somebody who opens it in Microsoft's client. */
async function inTeams(): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), 'assistant-teams-'));
  const assistant: AssistantProcess = await startProcess({
    DATABASE_URL: `file:${join(folder, 'talks.sqlite')}`,
  });
  onTestFinished(() => assistant.kill('SIGTERM'));
  const playground: Playground = await startPlayground(`${assistant.url}api/messages`);
  onTestFinished(() => playground.close());
  const page = await openPage('desktop');
  await page.context().route(/^https?:\/\/(?!localhost)/, (request) => request.abort());
  await page.goto(playground.url);
  return page;
}

const cards = (page: Page) => page.locator('.ac-adaptiveCard');
const newest = (page: Page, button: string) =>
  cards(page).last().getByRole('button', { name: button, exact: true });

/** Presses a button of the newest card and waits for the card that answers it. */
async function press(page: Page, button: string): Promise<void> {
  const pressed = await buttonOn(cards(page).last(), button);
  const before = await cards(page).count();
  await pressed.click();
  await expect.poll(() => cards(page).count()).toBeGreaterThan(before);
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').last().click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

describe("In Microsoft's client", () => {
  test.each(ROUTES)(
    'a clinician is welcomed and walks the whole guide by $name',
    async ({ name, buttons }) => {
      const page = await inTeams();
      for (const [index, button] of buttons.entries()) {
        await press(page, button);
        if (index % 6 === 1) await screenshot(page, `teams-walk-${name}-${String(index).padStart(2, '0')}`);
      }
      await expect.poll(() => cards(page).last().textContent()).toContain('You have finished – well done!');
      const end = await cards(page).last().textContent();
      expect(end).toContain(CENTRE.split(',')[0]);
      expect(end).toContain(AREA);
      await screenshot(page, `teams-walk-${name}-end`);
      // Every card but the last was answered, and says by what.
      const left = await cards(page)
        .filter({ has: page.getByRole('button', { name: buttons[1] ?? '', exact: true }) })
        .count();
      expect(left).toBe(0);
      expect(await cards(page).filter({ hasText: '✓ ' }).count()).toBeGreaterThanOrEqual(buttons.length);
    },
  );

  test('the assistant answers a question, in a chat and when a channel mentions it', async () => {
    const page = await inTeams();
    await newest(page, 'Start from the beginning').waitFor();
    await say(page, 'no code on my mobile since 1 hour');
    await page.getByText('The text message with the code does not arrive').first().waitFor();
    await screenshot(page, 'teams-question');
    // A box to press, by the keyboard
    const box = newest(page, 'Take me there: Choose your second factor');
    await box.focus();
    await screenshot(page, 'teams-question-box');
    const before = await cards(page).count();
    await page.keyboard.press('Enter');
    await expect.poll(() => cards(page).count()).toBeGreaterThan(before);
    await page.getByRole('heading', { name: 'Choose your second factor' }).last().waitFor();
    await page.getByText('Announcements', { exact: true }).click();
    await page.getByRole('link', { name: 'Chat with me in private' }).waitFor();
    await page.getByRole('textbox').first().click();
    await page.keyboard.type('@');
    await page.getByRole('menuitem', { name: 'Test Bot' }).click();
    await page.keyboard.type(' which browser should I use?');
    await page.getByRole('button', { name: 'Post' }).click();
    await page.getByText('Google Chrome').first().waitFor();
    await screenshot(page, 'teams-channel');
  });
});
