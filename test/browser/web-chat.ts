import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Resolves once Web Chat has taken the place of the page's first look. */
export async function untilWebChat(page: Pick<Page, 'locator'>): Promise<void> {
  await page.locator('.web-chat:not(#first-look, .behind)').waitFor();
}

/** Resolves once the chat has scrolled to what is new. */
export async function settled(page: Page): Promise<void> {
  const places: unknown[] = [];
  const place = async () => {
    places.push(JSON.stringify(await page.locator('.ac-adaptiveCard').last().boundingBox()));
    return new Set(places.slice(-4)).size === 1 && places.length > 3;
  };
  await expect.poll(place, { interval: 100 }).toBe(true);
}
