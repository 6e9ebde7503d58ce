import { execFileSync } from 'node:child_process';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openAnalyticsPages, SOME } from '../../helpdesk/pages/analytics/support.ts';
import { axe, openPage, screenshot } from '../browser.ts';

const SIZES = { wide: { width: 1280, height: 900 }, narrow: { width: 320, height: 640 } };

async function open(
  opened: Awaited<ReturnType<typeof openAnalyticsPages>>,
  path: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; problems: string[] }> {
  const page = await openPage('desktop', { viewport: SIZES.wide, ...options });
  await page.context().addCookies([{ name: 'agent', value: 'ann', url: opened.url }]);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  await page.goto(`${opened.url}${path}`);
  return { page, problems };
}

/** By the picture's name: how many different colours are in it. */
function coloursIn(page: Page): Promise<Record<string, number>> {
  return page.evaluate(`Object.fromEntries([...document.querySelectorAll('[data-picture]')].map((box) => {
    const canvas = box.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return [box.dataset.picture, new Set(new Uint32Array(data.buffer)).size];
  }))`);
}

function widthOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth');
}

describe.each(['light', 'dark'] as const)('The numbers in %s colours', (colorScheme) => {
  test.each(['wide', 'narrow'] as const)('are drawn, without an error, on a %s window', async (size) => {
    const opened = await openAnalyticsPages({ counted: SOME });
    const { page, problems } = await open(opened, '/helpdesk/learning?weeks=4', {
      viewport: SIZES[size],
      colorScheme,
    });
    const colours = await coloursIn(page);
    expect(Object.keys(colours)).toEqual([
      'steps',
      'asked',
      'questions',
      'ratings',
      'asks-for-person',
      'hand-overs',
      'answers',
      'desks',
    ]);
    for (const count of Object.values(colours)) expect(count).toBeGreaterThan(20);
    expect(await widthOf(page)).toBe(SIZES[size].width);
    await page.setViewportSize({ ...SIZES[size], height: 5400 });
    await screenshot(page, `learning-${colorScheme}-${size}`);
    await page.locator('summary').first().click();
    expect(await axe(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});

test('The page draws the numbers anew when the colours change', async () => {
  const opened = await openAnalyticsPages({ counted: SOME });
  const { page } = await open(opened, '/helpdesk/learning', { colorScheme: 'light' });
  const corner = `(() => {
    const canvas = document.querySelector('[data-picture=steps] canvas');
    return canvas.toDataURL();
  })()`;
  const light = await page.evaluate(corner);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => page.evaluate(corner)).not.toBe(light);
});

test('The page shows the tables and no empty picture where scripts are off', async () => {
  const opened = await openAnalyticsPages({ counted: SOME });
  const { page } = await open(opened, '/helpdesk/learning', { javaScriptEnabled: false });
  expect(await page.locator('[data-picture]:visible').count()).toBe(0);
  await page.locator('summary').first().click();
  expect(await page.getByRole('row').nth(1).innerText()).toMatch(/\t20\t12\t2\t1\t5\t4\t2$/);
});

test('The keyboard chooses the weeks, opens a table and reads it', async () => {
  const opened = await openAnalyticsPages({ counted: SOME });
  const { page } = await open(opened, '/helpdesk/learning', { viewport: SIZES.narrow });
  await page.getByRole('link', { name: 'Last 52 weeks' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/helpdesk/learning?weeks=52');
  await page.locator('summary').first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('region');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.evaluate('document.activeElement.scrollLeft')).toBeGreaterThan(0);
});

describe('The questions that the assistant could not answer', () => {
  test.each(['wide', 'narrow'] as const)('are usable on a %s window', async (size) => {
    const opened = await openAnalyticsPages();
    await opened.note('does it open on a fridge');
    await opened.note(`${'Donaudampfschifffahrt'.repeat(8)} or what`, 2);
    const { page, problems } = await open(opened, '/helpdesk/learning/questions', { viewport: SIZES[size] });
    await screenshot(page, `learning-questions-${size}`);
    expect(await widthOf(page)).toBe(SIZES[size].width);
    expect(await axe(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('are taught by the keyboard alone; a refusal takes the focus to the text, success is announced', async () => {
    const opened = await openAnalyticsPages();
    await opened.note('does it open on a fridge');
    const { page } = await open(opened, '/helpdesk/learning/questions');
    await page.getByRole('button', { name: 'Write it into the content pack' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('Choose the question');
    expect(await page.evaluate('document.activeElement.name')).toBe('text');
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Which browser');
    await page.getByRole('button', { name: 'Write it into the content pack' }).focus();
    await page.keyboard.press('Enter');
    const done = page.locator('.notice.done[role="status"]');
    await done.waitFor();
    expect(await done.innerText()).toContain('has been added to the content pack');
    expect(opened.folder.read('en/questions/which-browser.yaml')).toMatch(
      /\n {2}does it open on a fridge\n$/,
    );
    expect(await axe(page)).toEqual([]);
  });

  test('run nothing that somebody has typed', async () => {
    const opened = await openAnalyticsPages();
    const attacks = [
      '<script>window.hit = 1</script> pigeons',
      '"><img src=x onerror="window.hit = 1"> towers',
      '</textarea></form><svg onload="window.hit = 1"> islands',
      "'-window.hit=1-' rivers",
      '&lt;script&gt;window.hit = 1&lt;/script&gt; lakes',
    ];
    for (const attack of attacks) await opened.note(attack);
    const { page, problems } = await open(opened, '/helpdesk/learning/questions');
    const shown = await page
      .locator('textarea')
      .evaluateAll((all) => all.map((each) => Reflect.get(each, 'value')));
    expect(shown.sort()).toEqual([...attacks].sort());
    expect(await page.evaluate('window.hit')).toBeUndefined();
    expect(problems).toEqual([]);
  });
});

test.each([
  { size: 'wide', locale: 'de-DE', form: /\d{1,2} [A-Z][a-z]+ \d{4} · Ann/ },
  { size: 'narrow', locale: 'en-US', form: /[A-Z][a-z]+ \d{1,2}, \d{4} · Ann/ },
] as const)(
  'An agent reads the changes of the content, with long names of files and their own form of dates, in a $size window without scrolling sideways',
  async ({ size, locale, form }) => {
    const opened = await openAnalyticsPages();
    const git = (...args: string[]) => execFileSync('git', args, { cwd: opened.folder.folder });
    git('init', '--quiet');
    git('add', '--all');
    const who = ['-c', 'user.name=Ann', '-c', 'user.email=a@example.org'];
    git(...who, 'commit', '--quiet', '-m', 'The first words');
    opened.folder.write('en/questions/which-browser.yaml', 'question: "Which?"');
    git(...who, 'commit', '--quiet', '--all', '-m', 'A question about <i>browsers</i>');
    const { page, problems } = await open(opened, '/helpdesk/learning/history', {
      viewport: SIZES[size],
      locale,
    });
    await expect.poll(() => page.locator('.changes li').first().innerText()).toMatch(form);
    const rows = await page.locator('.changes li').allInnerTexts();
    expect(rows.map((row) => row.split('\n')[0])).toEqual([
      'A question about <i>browsers</i>',
      'The first words',
    ]);
    expect(rows[0]).toContain('en/questions/which-browser.yaml');
    await screenshot(page, `learning-history-${size}`);
    expect(await widthOf(page)).toBe(SIZES[size].width);
    expect(await axe(page)).toEqual([]);
    expect(problems).toEqual([]);
  },
);

test('The page says when there are no changes of the content', async () => {
  const opened = await openAnalyticsPages();
  const { page } = await open(opened, '/helpdesk/learning/history', { viewport: SIZES.narrow });
  expect(await axe(page)).toEqual([]);
  expect(await widthOf(page)).toBe(SIZES.narrow.width);
});
