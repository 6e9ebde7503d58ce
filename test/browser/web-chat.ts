import type { Page } from 'playwright-core';

/** Resolves once Web Chat has taken the place of the page's first look. */
export async function untilWebChat(page: Pick<Page, 'locator'>): Promise<void> {
  await page.locator('.web-chat:not(#first-look, .behind)').waitFor();
}
