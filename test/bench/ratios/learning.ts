import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { startProcess } from '../../support/assistant-process.ts';
import { median } from '../median.ts';
import { watchPage } from '../page-watch.ts';
import type { Bench } from './ratio.ts';

const ROOT = join(import.meta.dirname, '../../..');
const ROUNDS = 3;
const REFUSED = /the changed content pack is wrong/;
const TAKEN_OVER = /a changed content pack has taken over/g;

/**
 * Measures the longest time that a plain page takes while the assistant reads a changed content pack and learns it anew, beside the
 * longest in as much time without a change.
 */
export const measureLearning: Bench = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-learning-'));
  const pack = join(folder, 'data');
  cpSync(join(ROOT, 'data'), pack, { recursive: true });
  const server = await startProcess({
    CONTENT_DIR: pack,
    DATABASE_URL: `file:${join(folder, 'store.sqlite')}`,
    LOG_LEVEL: 'info',
  });
  try {
    await fetch(new URL('readyz', server.url));
    const takenOver = () => server.printed().match(TAKEN_OVER)?.length ?? 0;
    const rounds: { ours: number; baseline: number }[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const changed = performance.now();
      const watch = watchPage(server.url);
      // An example that no cache knows.
      appendFileSync(join(pack, 'en/questions/which-browser.yaml'), `  does browser ${Math.random()} do\n`);
      while (takenOver() < round) {
        if (REFUSED.test(server.printed())) throw new Error(`the change is refused:\n${server.printed()}`);
        await after(50);
      }
      const ours = await watch.stop();
      const took = performance.now() - changed;
      const idle = watchPage(server.url);
      await after(took);
      rounds.push({ ours, baseline: await idle.stop() });
      report(
        `round ${round}: after ${took.toFixed(0)} ms the change is in use, the longest page took ${ours.toFixed(0)} ms`,
      );
    }
    return [
      {
        what: 'the longest page while a changed pack is learned, ms',
        ours: median(rounds.map(({ ours }) => ours)),
        baseline: median(rounds.map(({ baseline }) => baseline)),
        ratio: median(rounds.map(({ ours, baseline }) => ours / baseline)),
      },
    ];
  } finally {
    await server.kill('SIGTERM');
    rmSync(folder, { recursive: true });
  }
};
