import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { startProcess } from '../../support/assistant-process.ts';
import { OpenChat } from '../load/open-chat.ts';
import { percentile } from '../load/rate.ts';
import { startBare } from '../ratios/bare.ts';
import { Crowd } from './crowd.ts';
import { memoryOf, TELLS_MEMORY } from './memory-of.ts';

const PEOPLE = 40;
/** Everybody is somewhere else in their visit by then, and what is loaded only once is there. */
const WARM_UP_MS = 90_000;
const SETTLES_MS = 1_000;
/** How often something is said to the echo. */
const ECHO_EVERY_MS = 200;

/** What the server took at one moment; the times are of the answers since the moment before. */
export interface Sample {
  /** Minutes since the first one. */
  minute: number;
  /** In megabytes: what the process has from the system, and what is in use after garbage is collected. */
  rss: number;
  heap: number;
  /** In milliseconds. */
  p50: number;
  p99: number;
  /** In milliseconds: half of the replies of a server that does nothing but echo, which tells how busy the machine is. */
  echo: number;
  /** The database with its log, in megabytes. */
  file: number;
}

/** The figures over a time in which nothing but the time changes. */
export interface Soak {
  samples: Sample[];
  turns: number;
  /** The people who came and went. */
  people: number;
}

/** Lets people use a server in every way for a time, and looks at what it takes again and again. */
export async function soak(
  { forMs, everyMs, perSecond }: { forMs: number; everyMs: number; perSecond: number },
  report: (says: string) => void,
): Promise<Soak> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-soak-'));
  const file = join(folder, 'store.sqlite');
  const server = await startProcess({
    DATABASE_URL: `file:${file}`,
    TRUSTED_PROXIES: 'loopback',
    ...TELLS_MEMORY,
  });
  const bare = await startBare('bare-echo.ts');
  try {
    const echo = await Echo.listen(bare.url);
    const crowd = new Crowd(server.url);
    report(`${PEOPLE} people come, who do ${perSecond} things a second together`);
    crowd.come(PEOPLE, perSecond);
    await after(WARM_UP_MS);
    const samples: Sample[] = [];
    const cameBefore = crowd.came;
    let turns = 0;
    for (const began = performance.now(); performance.now() - began < forMs; ) {
      // Nobody's wait for the garbage counts, which is collected only to be measured.
      await after(SETTLES_MS);
      crowd.times = [];
      echo.times = [];
      await after(everyMs - SETTLES_MS);
      const times = crowd.times.splice(0).sort((a, b) => a - b);
      turns += times.length;
      const { rss, heap } = await memoryOf(server);
      const sample = {
        minute: (performance.now() - began) / 60_000,
        rss: megabytes(rss),
        heap: megabytes(heap),
        p50: percentile(times, 0.5),
        p99: percentile(times, 0.99),
        echo: percentile(
          echo.times.sort((a, b) => a - b),
          0.5,
        ),
        file: megabytes(statSync(file).size + statSync(`${file}-wal`).size),
      };
      samples.push(sample);
      report(
        Object.entries(sample)
          .map(([name, value]) => `${name} ${value.toFixed(1)}`)
          .join(', '),
      );
    }
    await crowd.leave();
    await echo.leave();
    return { samples, turns, people: crowd.came - cameBefore };
  } finally {
    await server.kill('SIGTERM');
    bare.kill();
    rmSync(folder, { recursive: true });
  }
}

/** Somebody who says the same to the bare echo again and again. */
class Echo {
  times: number[] = [];
  #isOver = false;
  #talking: Promise<void> = Promise.resolve();

  static async listen(url: string): Promise<Echo> {
    const echo = new Echo();
    echo.#talking = echo.#talk(await OpenChat.open(url, '10.1.0.1'));
    return echo;
  }

  async leave(): Promise<void> {
    this.#isOver = true;
    await this.#talking;
  }

  async #talk(chat: OpenChat): Promise<void> {
    while (!this.#isOver) {
      this.times.push(await chat.say('hello'));
      await after(ECHO_EVERY_MS);
    }
    await chat.close();
  }
}

function megabytes(bytes: number): number {
  return bytes / 1024 / 1024;
}
