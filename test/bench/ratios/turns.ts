import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../../support/assistant-process.ts';
import { median } from '../median.ts';
import { startBare } from './bare.ts';
import { type Load, loadOf, type Target } from './load.ts';
import type { Bench, Ratio } from './ratio.ts';
import { openSink } from './sink.ts';
import { GUIDED, QUESTIONS } from './words.ts';

/** Short rounds meet the same weather on a machine that others use too. */
const ROUNDS = 9;
const ROUND_MS = 2_000;
const WARM_UP_MS = 3_000;

/**
 * Measures guided turns and questions through /api/messages, with a durable store and every guard, beside the bare waterfall of
 * botbuilder's samples; the rounds of all three alternate. Everybody says little, so that no limit is met.
 */
export const measureTurns: Bench = async (report) => {
  const sink = await openSink();
  const folder = mkdtempSync(join(tmpdir(), 'bench-turns-'));
  const bare = await startBare('bare-waterfall.ts');
  const ours = await startProcess({
    DATABASE_URL: `file:${join(folder, 'store.sqlite')}`,
    LOG_LEVEL: 'info',
  });
  try {
    const at = (server: { url: string; pid: number }): Target => ({ ...server, serviceUrl: sink.url });
    const kinds = {
      bare: () => loadOf(at(bare), GUIDED, ROUND_MS),
      guided: () => loadOf(at(ours), GUIDED, ROUND_MS),
      question: () => loadOf(at(ours), QUESTIONS, ROUND_MS),
    };
    await loadOf(at(bare), GUIDED, WARM_UP_MS);
    await loadOf(at(ours), [...GUIDED, ...QUESTIONS], WARM_UP_MS);
    const rounds: Record<keyof typeof kinds, Load>[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const loads = {
        bare: await kinds.bare(),
        guided: await kinds.guided(),
        question: await kinds.question(),
      };
      rounds.push(loads);
      for (const [name, { perSecond, p50, p99, cpu }] of Object.entries(loads))
        report(
          `round ${round}, ${name}: ${perSecond.toFixed(0)} turns/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ` +
            `processor ${cpu.toFixed(2)} ms a turn`,
        );
    }
    const besideBare = (kind: 'guided' | 'question', figure: keyof Load) => ({
      ours: median(rounds.map((round) => round[kind][figure])),
      baseline: median(rounds.map(({ bare }) => bare[figure])),
      ratio: median(rounds.map((round) => round[kind][figure] / round.bare[figure])),
    });
    const ofKind = (kind: 'guided' | 'question', name: string, atLeast: number): Ratio[] => [
      { what: `${name}, turns/s`, ...besideBare(kind, 'perSecond'), goal: { atLeast } },
      { what: `${name}, p50 in ms`, ...besideBare(kind, 'p50') },
      { what: `${name}, p99 in ms`, ...besideBare(kind, 'p99'), goal: { atMost: 1 } },
      { what: `${name}, processor time in ms`, ...besideBare(kind, 'cpu') },
    ];
    return [...ofKind('guided', 'a guided turn', 1), ...ofKind('question', 'a question', 0.9)];
  } finally {
    await ours.kill('SIGTERM');
    bare.kill();
    sink.close();
    rmSync(folder, { recursive: true });
  }
};
