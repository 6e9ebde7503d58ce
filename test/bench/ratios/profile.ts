import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../../support/assistant-process.ts';
import { flameGraph } from './flame-graph.ts';
import { loadOf } from './load.ts';
import { openSink } from './sink.ts';
import { GUIDED, QUESTIONS } from './words.ts';

/**
 * `npm run bench:profile -- guided docs/guided-turn.svg`: draws where the time of a turn goes, as a flame graph; also for
 * `question`. The server runs as for `npm run bench -- turns`, which its profiler makes slower.
 */
const [kind = 'guided', file = `${kind}.svg`] = process.argv.slice(2);
const words = kind === 'question' ? QUESTIONS : GUIDED;
const WARM_UP_MS = 4_000;
const MEASURED_MS = 8_000;

const folder = mkdtempSync(join(tmpdir(), 'bench-profile-'));
const sink = await openSink();
const server = await startProcess({
  DATABASE_URL: `file:${join(folder, 'store.sqlite')}`,
  LOG_LEVEL: 'info',
  NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder} --cpu-prof-interval=500`,
});
const target = { ...server, serviceUrl: sink.url };
await loadOf(target, words, WARM_UP_MS);
await loadOf(target, words, MEASURED_MS);
await server.kill('SIGTERM');
sink.close();
const [longest = ''] = readdirSync(folder)
  .filter((name) => name.endsWith('.cpuprofile'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .toSorted((one, other) => other.length - one.length);
writeFileSync(file, flameGraph(JSON.parse(longest), MEASURED_MS));
rmSync(folder, { recursive: true });
