import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PackCopy } from '../../content/pack-copy.ts';
import { openAnalyticsPages, SOME } from '../../helpdesk/pages/analytics/support.ts';
import { ANN, aTicket, BEN, keepDead, openInbox } from '../../helpdesk/pages/support.ts';
import { axe } from '../browser.ts';
import { visit } from './visit.ts';

const WIDTHS = [320, 1280];
const MOST_STOPS = 300;

const at = new Date(Date.now() - 60_000).toISOString();
const own = aTicket({
  state: 'taken',
  agent: ANN,
  email: 'ada@hospital.example',
  linkKey: 'a key of links',
  messages: [
    { id: '1', text: 'Please try another browser.', by: 'agent', agent: 'Ann', at, delivery: 'delivered' },
  ],
});
const free = aTicket({ email: 'ada@hospital.example' });
const others = aTicket({ state: 'taken', agent: BEN });
const closed = aTicket({ state: 'closed' });
const passedOn = aTicket({ desk: 'eu-login-support', email: 'ben@hospital.example' });

/** Says of the element that has the focus what hides it; null where none has it, which is at the end of the page. */
const LOOK_AT_FOCUS = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  element.dataset.reached = 'yes';
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
  const { outlineStyle, boxShadow } = getComputedStyle(element);
  const isSeen = width > 1 && height > 1 && left < innerWidth && right > 0 && top < innerHeight && bottom > 0;
  const name = element.tagName + ' ' + (element.textContent || element.name || '').trim().slice(0, 40);
  return [
    ...(isSeen ? [] : ['out of sight: ' + name]),
    ...(outlineStyle === 'none' && boxShadow === 'none' ? ['not marked: ' + name] : []),
  ];
})()`;

/** Lists what can be used with a mouse, but was never reached. */
const FIND_UNREACHED = `[...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((each) => !each.dataset.reached && !each.disabled && !['hidden', 'radio'].includes(each.type))
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .map((each) => 'not reached: ' + each.tagName + ' ' + (each.textContent || each.name || '').trim().slice(0, 40))`;

/** Goes from the top of a page to its end with the tab key, and returns what is wrong on the way. */
async function tabThrough(page: Page): Promise<string[]> {
  const problems: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate<string[] | null>(LOOK_AT_FOCUS);
    if (found === null) return [...problems, ...(await page.evaluate<string[]>(FIND_UNREACHED))];
    problems.push(...found);
  }
  return [...problems, 'no end'];
}

async function expectUsable(url: string, [first = '', ...others]: readonly string[]): Promise<void> {
  for (const width of WIDTHS) {
    const { page, complaints } = await visit(url, first);
    await page.setViewportSize({ width, height: 640 });
    for (const path of [first, ...others]) {
      await page.goto(url + path);
      await page.evaluate(`for (const each of document.querySelectorAll('main details')) each.open = true`);
      const isTooWide = await page.evaluate<boolean>(`document.documentElement.scrollWidth > ${width}`);
      const found = { isTooWide, axe: await axe(page), keyboard: await tabThrough(page), complaints };
      expect([path, width, found]).toEqual([
        path,
        width,
        { isTooWide: false, axe: [], keyboard: [], complaints: [] },
      ]);
    }
  }
}

test('Tickets can be found, read and answered with the keyboard alone, in a window of any width', async () => {
  const { url, store } = await openInbox({
    tickets: [own, free, others, closed, passedOn],
    emailAfterMs: 60_000,
    folder: new PackCopy(),
  });
  await keepDead(store, free.number);
  await expectUsable(url, [
    '/helpdesk',
    '/helpdesk?show=passedOn',
    '/helpdesk?q=nothing+like+this',
    ...[own, free, others, closed, passedOn].map(({ number }) => `/helpdesk/tickets/${number}`),
    `/helpdesk/tickets/${own.number}/save-answer?message=1`,
    `/helpdesk/tickets/${own.number}/teach`,
    '/helpdesk/answers',
  ]);
});

test('So can the numbers, the questions that were not answered, and the history of the content', async () => {
  const { url } = await openAnalyticsPages({ counted: SOME });
  await expectUsable(url, [
    '/helpdesk/learning',
    '/helpdesk/learning/questions',
    '/helpdesk/learning/history',
  ]);
});
