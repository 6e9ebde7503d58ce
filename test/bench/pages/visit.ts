import { setTimeout as after } from 'node:timers/promises';
import type { Browser } from 'playwright-core';

const SLOW_3G = { bitsPerSecond: 400_000, latencyMs: 400 };
const WINDOW = { width: 390, height: 844 };

/** True once the first message is on the page of the chat. */
export const FIRST_MESSAGE = `document.querySelector('[data-welcome]')?.offsetHeight > 0`;

/** How somebody opens a page for the first time. */
interface Visit {
  /** On a slow 3G network; otherwise nothing slows the network down. */
  isSlow: boolean;
  /** A JavaScript expression that is true once the page holds what they wait for. */
  until: string;
  /** What the address answers in place of the server. */
  instead?: string;
  /** The moments at which a picture is taken, in milliseconds after the page is asked for. */
  picturesAt?: readonly number[];
}

/** The time until what was waited for was painted, in milliseconds after the page was asked for, and the pictures. */
interface Visited {
  ms: number;
  pictures: Buffer[];
}

/** Opens a page in a browser that has never been there. */
export async function visit(
  browser: Browser,
  url: string,
  { isSlow, until, instead, picturesAt = [] }: Visit,
): Promise<Visited> {
  const context = await browser.newContext({ viewport: WINDOW });
  try {
    const page = await context.newPage();
    if (instead !== undefined)
      await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: instead }));
    const devTools = await context.newCDPSession(page);
    await devTools.send('Network.enable');
    if (isSlow)
      await devTools.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: SLOW_3G.latencyMs,
        downloadThroughput: SLOW_3G.bitsPerSecond / 8,
        uploadThroughput: SLOW_3G.bitsPerSecond / 8,
      });
    await page.addInitScript(`{
      const look = () => {
        const [painted] = performance.getEntriesByName('first-contentful-paint');
        if (painted && (${until})) window.firstMessage = performance.now();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }`);
    // A screenshot would wait for the page to be drawn: the screencast tells what is on the screen, and since when.
    const frames: { data: string; at: number }[] = [];
    devTools.on('Page.screencastFrame', ({ data, sessionId }) => {
      frames.push({ data, at: performance.now() });
      void devTools.send('Page.screencastFrameAck', { sessionId });
    });
    if (picturesAt.length > 0) await devTools.send('Page.startScreencast', { format: 'png' });
    const asked = performance.now();
    const gone = page.goto(url, { waitUntil: 'commit' });
    await gone;
    // The page's policy lets no script be made of a string, as `waitForFunction` does.
    let ms: unknown;
    while (ms === undefined) {
      await after(20);
      ms = await page.evaluate('window.firstMessage');
    }
    await after(Math.max(0, Math.max(...picturesAt) - (performance.now() - asked)));
    const pictures = picturesAt.map(
      (moment) => frames.findLast(({ at }) => at - asked <= moment)?.data ?? '',
    );
    return {
      ms: Number(ms),
      pictures: pictures.map((data) => Buffer.from(data, 'base64')),
    };
  } finally {
    await context.close();
  }
}
