import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { chromiumOptions } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address at which the run's Chromium is reached. */
    chromium: string;
  }
}

/** Starts one Chromium for all browser tests of a run, and closes it at the end. */
export default async function shareChromium(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer(await chromiumOptions());
  project.provide('chromium', server.wsEndpoint());
  return () => server.close();
}
