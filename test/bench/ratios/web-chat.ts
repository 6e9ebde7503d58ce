import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../../support/assistant-process.ts';
import { cpuOf } from '../load/cpu.ts';
import { OpenChat } from '../load/open-chat.ts';
import { atRate, percentile } from '../load/rate.ts';
import { median } from '../median.ts';
import { startBare } from './bare.ts';
import type { Bench } from './ratio.ts';
import { GUIDED, QUESTIONS } from './words.ts';

const CHATS = 500;
const PER_SECOND = 250;
const ROUNDS = 7;
const ROUND_MS = 3_000;
const WARM_UP_MS = 5_000;
/** So many pages are opened at a time. */
const OPENED_AT_ONCE = 10;
const WORDS = [...GUIDED, ...QUESTIONS];

/** The turns of one round, in milliseconds. */
interface Load {
  p50: number;
  p99: number;
  cpu: number;
  /** The messages that were due while everybody waited for an answer: where there are any, the machine was too busy for this load. */
  leftOut: number;
}

/**
 * Measures turns of the web chat, from the post to the reply on the socket, with 500 open pages that say 250 messages a second
 * together, beside an echo by restify and ws under the same load; and beside both the echo once it waits for the disk as a turn does, which
 * tells how much of the wait is the disk's.
 */
export const measureWebChat: Bench = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-web-chat-'));
  const bare = await startBare('bare-echo.ts');
  const disk = await startBare('bare-echo.ts', join(folder, 'echo'));
  const ours = await startProcess({
    DATABASE_URL: `file:${join(folder, 'store.sqlite')}`,
    TRUSTED_PROXIES: 'loopback',
    LOG_LEVEL: 'info',
  });
  try {
    report(`${CHATS} pages are opened at each`);
    const crowds = {
      bare: await Crowd.open(bare),
      disk: await Crowd.open(disk),
      ours: await Crowd.open(ours),
    };
    await crowds.bare.talk(WARM_UP_MS);
    await crowds.disk.talk(WARM_UP_MS);
    await crowds.ours.talk(WARM_UP_MS);
    const rounds: Record<keyof typeof crowds, Load>[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const loads = {
        bare: await crowds.bare.talk(ROUND_MS),
        disk: await crowds.disk.talk(ROUND_MS),
        ours: await crowds.ours.talk(ROUND_MS),
      };
      rounds.push(loads);
      for (const [name, { p50, p99, cpu, leftOut }] of Object.entries(loads))
        report(
          `round ${round}, ${name}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, processor ${cpu.toFixed(2)} ms a turn` +
            (leftOut > 0 ? `, ${leftOut} messages not sent since everybody waited` : ''),
        );
    }
    await Promise.all(Object.values(crowds).map((crowd) => crowd.close()));
    const besides = (whose: 'ours' | 'disk', figure: keyof Load) => ({
      ours: median(rounds.map((round) => round[whose][figure])),
      baseline: median(rounds.map((round) => round.bare[figure])),
      ratio: median(rounds.map((round) => round[whose][figure] / round.bare[figure])),
    });
    const what = 'a turn of the web chat';
    return [
      { what: `${what}, p50 in ms`, ...besides('ours', 'p50') },
      { what: `${what}, p99 in ms`, ...besides('ours', 'p99'), goal: { atMost: 3 } },
      { what: `${what}, processor time in ms`, ...besides('ours', 'cpu') },
      { what: 'an echo that waits for the disk, p99 in ms', ...besides('disk', 'p99') },
    ];
  } finally {
    await ours.kill('SIGTERM');
    bare.kill();
    disk.kill();
    rmSync(folder, { recursive: true });
  }
};

/** The people who have the chat open. */
class Crowd {
  readonly #pid: number;
  /** Those who wait for no answer; whoever has waited longest speaks next. */
  readonly #free: { chat: OpenChat; said: number }[] = [];

  private constructor(pid: number) {
    this.#pid = pid;
  }

  static async open({ url, pid }: { url: string; pid: number }): Promise<Crowd> {
    const crowd = new Crowd(pid);
    for (let n = 0; n < CHATS; n += OPENED_AT_ONCE) {
      const opening = Array.from({ length: OPENED_AT_ONCE }, (_, m) =>
        OpenChat.open(url, `10.0.0.${(n + m) % 250}`),
      );
      for (const [m, chat] of (await Promise.all(opening)).entries()) crowd.#free.push({ chat, said: n + m });
    }
    return crowd;
  }

  async talk(forMs: number): Promise<Load> {
    const before = cpuOf(this.#pid);
    const { times, leftOut } = await atRate(PER_SECOND, forMs, () => this.#speak());
    return {
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      cpu: (cpuOf(this.#pid) - before) / times.length,
      leftOut,
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#free.map(({ chat }) => chat.close()));
  }

  #speak(): Promise<number> | undefined {
    const next = this.#free.shift();
    if (!next) return undefined;
    const words = WORDS[next.said % WORDS.length] ?? '';
    return next.chat.say(words).finally(() => this.#free.push({ ...next, said: next.said + 1 }));
  }
}
