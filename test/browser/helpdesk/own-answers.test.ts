import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { textsOf } from '../../../src/content/content.ts';
import { loadContent } from '../../../src/content/load.ts';
import { PackCopy } from '../../content/pack-copy.ts';
import { ANN, aTicket, openInbox, words } from '../../helpdesk/pages/support.ts';
import { axe, screenshot } from '../browser.ts';
import { visit } from './visit.ts';

const at = new Date().toISOString();
const NARROW = { width: 320, height: 720 };
const NEW_REPLIES = `
battery:
  title: "Battery first"
  text:
    - "Charge the phone, and try again."
  step: two-factor/sms-challenge-code
fourth:
  title: "Fourth"
  text:
    - "Only found by its words."
`;

const isNarrow = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
const focused = (page: Page) =>
  page.evaluate<string>('document.activeElement.id || document.activeElement.textContent.trim()');

/** Presses Tab until something with this id or these words has the focus. */
async function tabTo(page: Page, what: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await focused(page)) === what) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`"${what}" cannot be reached by keyboard`);
}

async function looksRight(page: Page, name: string): Promise<void> {
  expect(await axe(page)).toEqual([]);
  await screenshot(page, `${name}-wide`);
  const wide = page.viewportSize() ?? NARROW;
  await page.setViewportSize(NARROW);
  expect(await isNarrow(page)).toBe(true);
  await screenshot(page, `${name}-320`);
  await page.setViewportSize(wide);
}

test("An agent finds one of the helpdesk's own answers by keyboard, changes it and sends it", async () => {
  const folder = new PackCopy();
  folder.write('en/canned-replies.yaml', folder.read('en/canned-replies.yaml') + NEW_REPLIES);
  const ticket = aTicket();
  const { url, tickets } = await openInbox({ tickets: [ticket], content: loadContent(folder.folder) });
  const { page, complaints } = await visit(url, `/helpdesk/tickets/${ticket.number}`);
  const shown = () => page.locator('#canned li:visible h3').allInnerTexts();
  expect((await shown())[0]).toBe('Battery first');
  expect(await shown()).not.toContain('Fourth');
  await looksRight(page, 'own-answers');
  await tabTo(page, 'find');
  await page.keyboard.type('zebra');
  await page.getByText(words.canned.none).waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('only FOUND');
  await page.keyboard.press('Enter');
  expect(await shown()).toEqual(['Fourth']);
  await tabTo(page, words.canned.use);
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('text');
  await page.keyboard.type(' And ask again.');
  await page.getByRole('button', { name: words.reply.button }).click();
  await page.getByText(words.reply.done).waitFor();
  expect((await tickets.get(ticket.number))?.messages.map(({ text }) => text)).toEqual([
    'Only found by its words. And ask again.',
  ]);
  expect(complaints).toEqual([]);
});

test('An agent saves an answer that was sent for next time', async () => {
  const folder = new PackCopy();
  const text = 'Dear jo@home.example, charge the phone, and try again.';
  const message = { id: 'm1', text, by: 'agent', agent: 'Ann', at, delivery: 'delivered' } as const;
  const ticket = aTicket({ state: 'taken', agent: ANN, messages: [message] });
  const { url } = await openInbox({ tickets: [ticket], folder });
  const { page } = await visit(url, `/helpdesk/tickets/${ticket.number}`);
  await page.getByRole('link', { name: words.saveAnswer.link }).click();
  await page.getByRole('textbox', { name: words.saveAnswer.name }).fill('Battery');
  await looksRight(page, 'save-answer');
  await page.getByRole('button', { name: 'Write it into the content pack' }).click();
  await page.getByRole('alert').waitFor();
  expect(await focused(page)).toBe('text');
  await looksRight(page, 'save-answer-refused');
  await page.getByRole('textbox', { name: words.saveAnswer.text }).fill('Charge the phone.');
  await page.getByRole('button', { name: 'Write it into the content pack' }).click();
  await page.getByText(words.saveAnswer.done).waitFor({ timeout: 90_000 });
  expect(textsOf(loadContent(folder.folder), 'en')['canned-replies'].battery).toEqual({
    title: 'Battery',
    text: ['Charge the phone.'],
  });
  expect(await axe(page)).toEqual([]);
}, 200_000);

test('An agent says by keyboard what a ticket was about', async () => {
  const folder = new PackCopy();
  const ticket = aTicket({ exchanges: [{ by: 'person', text: 'the carrot sings to a pigeon' }] });
  const { url } = await openInbox({ tickets: [ticket], folder });
  const { page } = await visit(url, `/helpdesk/tickets/${ticket.number}`);
  await page.getByRole('link', { name: words.teach.link }).click();
  await page.getByRole('heading', { name: words.teach.title }).waitFor();
  await looksRight(page, 'teach');
  await tabTo(page, 'find');
  await page.keyboard.type('browser');
  await expect.poll(() => page.locator('#targets li:visible').count()).toBeLessThan(5);
  await page.keyboard.press('Enter');
  await looksRight(page, 'teach-found');
  await page.locator('#targets li:visible input').first().focus();
  await page.keyboard.press('Space');
  const chosen = await page.locator('input[name=target]:checked').getAttribute('value');
  await page.getByRole('button', { name: 'Write it into the content pack' }).click();
  await page.getByText(words.teach.done).waitFor({ timeout: 90_000 });
  expect(folder.read(`en/questions/${chosen}.yaml`)).toContain('  the carrot sings to a pigeon\n');
}, 200_000);
