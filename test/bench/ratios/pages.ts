import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { chromiumOptions } from '../../browser/chromium.ts';
import { startProcess } from '../../support/assistant-process.ts';
import { median } from '../median.ts';
import { FIRST_MESSAGE, visit } from '../pages/visit.ts';
import type { Bench, Ratio } from './ratio.ts';

const ROUNDS = { fast: 7, slow: 3 };
/** In milliseconds, on a machine of its own. */
const SOON = { fast: 500, slow: 4_000 };

/**
 * Measures how long it takes until somebody sees the first message who opens the chat for the first time, on a fast network and on
 * slow 3G, beside a page that has nothing but Web Chat's script to load, and says beside the time that it may take.
 */
export const measurePages: Bench = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-pages-'));
  const server = await startProcess({ DATABASE_URL: `file:${join(folder, 'store.sqlite')}` });
  const browser = await chromium.launch(await chromiumOptions());
  try {
    const rows = { fast: 'fast network', slow: 'slow 3G' } as const;
    const ratios: Ratio[] = [];
    for (const [speed, network] of Object.entries(rows) as ['fast' | 'slow', string][]) {
      const ours: number[] = [];
      const alone: number[] = [];
      for (let round = 0; round < ROUNDS[speed]; round++) {
        const isSlow = speed === 'slow';
        const chat = new URL('chat', server.url).href;
        ours.push((await visit(browser, chat, { isSlow, until: FIRST_MESSAGE })).ms);
        alone.push(await webChatAlone(browser, chat, isSlow));
        report(
          `${network}: the first message after ${ours.at(-1)?.toFixed(0)} ms, Web Chat alone ${alone.at(-1)?.toFixed(0)} ms`,
        );
      }
      const [first, baseline] = [median(ours), median(alone)];
      ratios.push(
        {
          what: `the first message, ${network}, beside Web Chat alone, ms`,
          ours: first,
          baseline,
          ratio: first / baseline,
        },
        {
          what: `the first message, ${network}, beside what it may take, ms`,
          ours: first,
          baseline: SOON[speed],
          ratio: first / SOON[speed],
          goal: { atMost: 1 },
        },
      );
    }
    return ratios;
  } finally {
    await browser.close();
    await server.kill('SIGTERM');
    rmSync(folder, { recursive: true });
  }
};

/** Returns the time until a page has run Web Chat's script, which no conversation of Web Chat begins before. */
async function webChatAlone(browser: Browser, chat: string, isSlow: boolean): Promise<number> {
  const [assets] = /\/assets\/[^/"]+/.exec(await (await fetch(chat)).text()) ?? [];
  const instead = `<!doctype html><title>Web Chat</title><script src="${assets}/webchat.js"></script><p>Web Chat</p>`;
  return (await visit(browser, `${chat}-alone`, { isSlow, instead, until: `'WebChat' in window` })).ms;
}
