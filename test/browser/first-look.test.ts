import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { pack } from '../support/clinician.ts';
import { assistantForAll } from './assistant.ts';
import { axe, openPage, type Size, screenshot } from './browser.ts';
import { untilWebChat } from './web-chat.ts';

const { messages, site, steps } = textsOf(pack, 'en');
const { buttons, welcome } = messages;
const SCRIPT = '**/webchat.js';
const assistant = assistantForAll();
const [first, second] = Object.values(steps['eu-login']?.steps ?? {});

/** A page to which Web Chat comes only when it is told to. */
async function pageWithoutWebChat(size: Size = 'desktop'): Promise<{ page: Page; letItCome(): void }> {
  const page = await openPage(size);
  const coming = Promise.withResolvers<void>();
  await page.route(SCRIPT, async (route) => {
    await coming.promise;
    await route.continue();
  });
  return { page, letItCome: coming.resolve };
}

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name = ''): Locator => page.getByRole('heading', { name, exact: true });
const topOf = async (place: Locator) => (await place.boundingBox())?.y ?? Number.NaN;

test('The welcome is in the page itself, before any script', async () => {
  const answer = await fetch(`${assistant.url}chat`);
  const html = await answer.text();
  for (const { title } of [welcome.before, { title: buttons.start }, { title: buttons.ask }])
    expect(html).toContain(title);
  // Whoever follows a link to a step is not shown the welcome first.
  const linked = await (await fetch(`${assistant.url}chat?start=two-factor/choose-method`)).text();
  expect(linked).not.toContain(welcome.before.title);
});

test.each(['desktop', 'phone'] as const)(
  'On a %s people begin before Web Chat is there, which then takes over: nothing moves, nothing is sent twice, the focus stays',
  async (size) => {
    const { page, letItCome } = await pageWithoutWebChat(size);
    await page.goto(`${assistant.url}chat`, { waitUntil: 'commit' });
    await button(page, buttons.start).click();
    await heading(page, first?.title).waitFor();
    expect(await axe(page)).toEqual([]);
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe(first?.title);
    await page.getByRole('textbox', { name: site.chat.placeholder }).fill('done');
    await page.keyboard.press('Enter');
    await heading(page, second?.title).waitFor();
    const image = page.locator('#first-look .ac-image').last();
    await expect.poll(() => image.evaluate((drawn) => Reflect.get(drawn, 'complete'))).toBe(true);
    await page.getByRole('textbox', { name: site.chat.placeholder }).fill('not sent yet');
    await button(page, buttons.next).focus();
    const before = {
      heading: await topOf(heading(page, second?.title)),
      next: await topOf(button(page, buttons.next)),
    };
    await screenshot(page, `first-look-${size}`);
    letItCome();
    await untilWebChat(page);
    await screenshot(page, `first-look-taken-over-${size}`);
    expect(Math.abs((await topOf(heading(page, second?.title))) - before.heading)).toBeLessThan(3);
    expect(Math.abs((await topOf(button(page, buttons.next).last())) - before.next)).toBeLessThan(3);
    expect(await page.evaluate('document.activeElement.textContent')).toBe(buttons.next);
    expect(await page.getByRole('textbox', { name: site.chat.placeholder }).inputValue()).toBe(
      'not sent yet',
    );
    expect(await heading(page, second?.title).count()).toBe(1);
    await button(page, buttons.next).last().press('Enter');
    await heading(page, Object.values(steps['eu-login']?.steps ?? {})[2]?.title).waitFor();
  },
);

test.each(['Enter', 'the button'])(
  'What is sent with %s before any of our scripts is there is answered once they are',
  async (how) => {
    const page = await openPage();
    const coming = Promise.withResolvers<void>();
    await page.route('**/chat.js', async (route) => {
      await coming.promise;
      await route.continue();
    });
    await page.goto(`${assistant.url}chat`, { waitUntil: 'commit' });
    await page.getByRole('textbox', { name: site.chat.placeholder }).fill('start');
    if (how === 'Enter') await page.keyboard.press('Enter');
    else await button(page, site.chat.send).click();
    coming.resolve();
    await heading(page, first?.title).waitFor();
    await untilWebChat(page);
    expect(await heading(page, first?.title).count()).toBe(1);
  },
);

test('What somebody types while the conversation opens and Web Chat comes stands in the box, letter for letter', async () => {
  const { page, letItCome } = await pageWithoutWebChat();
  const opening = Promise.withResolvers<void>();
  await page.route('**/api/webchat/token', async (route) => {
    await opening.promise;
    await route.continue();
  });
  await page.goto(`${assistant.url}chat`, { waitUntil: 'commit' });
  const box = page.getByRole('textbox', { name: site.chat.placeholder });
  await box.focus();
  await page.keyboard.type('I have ');
  opening.resolve();
  await page.locator('#first-talk .ac-adaptiveCard[id]').waitFor();
  await page.keyboard.type('no ');
  letItCome();
  const isThere = untilWebChat(page);
  let words = 'I have no ';
  for (let typed = 0; typed < 300; typed++) {
    await page.keyboard.type('a');
    words += 'a';
    const isOver = await Promise.race([isThere.then(() => true), page.waitForTimeout(30)]);
    if (isOver) break;
  }
  await page.keyboard.type(' smartphone');
  await expect.poll(() => box.last().inputValue()).toBe(`${words} smartphone`);
});

test('Whoever comes back sees that their conversation is on its way, and then its last card', async () => {
  const page = await openPage();
  await page.goto(`${assistant.url}chat`);
  await button(page, buttons.start).click();
  await heading(page, first?.title).waitFor();
  await untilWebChat(page);
  const coming = Promise.withResolvers<void>();
  await page.route('**/api/webchat/token', async (route) => {
    await coming.promise;
    await route.continue();
  });
  await page.route(SCRIPT, (route) => route.abort());
  await page.reload();
  await page.getByText(site.chat.resuming).first().waitFor();
  expect(await heading(page, welcome.title).isVisible()).toBe(false);
  coming.resolve();
  await heading(page, first?.title).waitFor();
  expect(await page.locator('#first-wait').isVisible()).toBe(false);
  // Web Chat does not come at all: people go on without it.
  await button(page, buttons.next).click();
  await heading(page, second?.title).waitFor();
});
