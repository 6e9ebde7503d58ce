import type { Page } from 'playwright-core';
import { openPage, type Size } from '../browser.ts';

/**
 * Opens a window of one of the helpdesk's people, who has signed in; what the browser complains about is collected.
 * @param script runs in each page before the page's own
 */
export async function visit(
  url: string,
  path: string,
  { agent = 'ann', size = 'desktop', script = '' }: { agent?: string; size?: Size; script?: string } = {},
): Promise<{ page: Page; complaints: string[] }> {
  const page = await openPage(size);
  await page.context().addCookies([{ name: 'agent', value: agent, url }]);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (400|404|409)/.test(message.text()))
      complaints.push(message.text());
  });
  await page.addInitScript(script);
  await page.goto(url + path);
  return { page, complaints };
}
