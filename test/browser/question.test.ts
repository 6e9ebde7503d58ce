import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { assistantForAll } from './assistant.ts';
import { axe, openPage, type Size, screenshot } from './browser.ts';

const assistant = assistantForAll();

async function personAtTheFirstStep(size: Size): Promise<Page> {
  const page = await openPage(size);
  await page.goto(`${assistant.url}chat`);
  await page.getByRole('button', { name: 'Start from the beginning' }).click();
  await page.getByRole('heading', { name: 'Register for EU Login' }).waitFor();
  return page;
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').last().fill(text);
  await page.keyboard.press('Enter');
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name }).last();
const newest = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last();

describe.each(['desktop', 'phone'] as const)('On a %s', (size) => {
  test('the answer to a question stands above the step, leads to the step it is about and back, and can be rated', async () => {
    const page = await personAtTheFirstStep(size);
    await say(page, 'no code on my mobile since 1 hour');
    await heading(page, 'The text message with the code does not arrive').waitFor();
    await expect.poll(() => heading(page, 'Register for EU Login').count()).toBe(1);
    await screenshot(page, `question-answer-${size}`);
    expect(await axe(page)).toEqual([]);
    await newest(page, 'Take me there: Choose your second factor').click();
    await heading(page, 'Choose your second factor').waitFor();
    await newest(page, 'Back to where I was').click();
    // The cards of the steps before are folded.
    await expect.poll(() => page.getByRole('heading', { name: 'Register for EU Login' }).count()).toBe(1);
    await say(page, 'which browser should I use?');
    await heading(page, 'Which browser').waitFor();
    await newest(page, '👍 This helped').click();
    await heading(page, 'Thank you! That helps us make the answers better.').waitFor();
  });

  test('the assistant offers a few questions where it cannot tell which one is meant', async () => {
    const page = await personAtTheFirstStep(size);
    await say(page, 'nothing works');
    await heading(page, 'Did you mean one of these?').waitFor();
    await screenshot(page, `question-suggestions-${size}`);
    expect(await axe(page)).toEqual([]);
    await newest(page, 'How do I create an EU Login?').click();
    await heading(page, 'How do I create an EU Login?').waitFor();
  });
});
