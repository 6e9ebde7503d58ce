import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { drawSoak } from './draw.ts';
import { soak } from './soak.ts';
import { trendsOf } from './trends.ts';

/**
 * `npm run bench:soak -- docs/soak.svg`: lets people use the assistant in every way for half an hour, draws its memory, its answers'
 * times and the size of its store, and prints how they change. `--minutes 5 --per-second 50` does it otherwise.
 */
const { values, positionals } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    'per-second': { type: 'string', default: '20' },
  },
  allowPositionals: true,
});
const [file = 'soak.svg'] = positionals;
const SAMPLES = 120;

const forMs = Number(values.minutes) * 60_000;
const perSecond = Number(values['per-second']);
const { samples, turns, people } = await soak({ forMs, everyMs: forMs / SAMPLES, perSecond }, console.error);
writeFileSync(file, drawSoak(samples));
console.log(`${turns} turns of ${people} people`);
for (const { what, from, to, perHour, unit, isFlat } of trendsOf(samples))
  console.log(
    `${what}: ${from.toFixed(1)} → ${to.toFixed(1)} ${unit}, ${perHour.toFixed(1)} ${unit} an hour, ${isFlat ? 'flat' : 'NOT FLAT'}`,
  );
