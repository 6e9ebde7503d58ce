import type { Page } from 'playwright-core';
import { openPage, type Size } from '../browser.ts';

/** A window of one of the helpdesk's people, who has signed in; what the browser complains about is collected. */
export async function visit(
  url: string,
  path: string,
  { agent = 'ann', size = 'desktop' }: { agent?: string; size?: Size } = {},
): Promise<{ page: Page; complaints: string[] }> {
  const page = await openPage(size);
  await page.context().addCookies([{ name: 'agent', value: agent, url }]);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (400|404|409)/.test(message.text()))
      complaints.push(message.text());
  });
  await page.goto(url + path);
  return { page, complaints };
}
