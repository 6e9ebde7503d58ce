import { parseArgs } from 'node:util';
import { loadContent } from '../../../src/content/load.ts';
import { sensitiveFinder } from '../../../src/turn/sensitive/find.ts';
import { lines, measureGuard } from './measure.ts';

/** `npm run bench:guard -- [--json] [--errors]`: how many secrets the guard finds, how many it only believes to see, and how fast. */
const { values: options } = parseArgs({
  options: { json: { type: 'boolean' }, errors: { type: 'boolean' } },
});
const find = sensitiveFinder(loadContent('data'));

const { wrong, ...shares } = measureGuard(find);
const times = lines.map(({ text }) => timed(text)).sort((a, b) => a - b);
const figures = {
  lines: lines.length,
  nearMisses: lines.filter(({ secrets }) => secrets.length === 0).length,
  ...shares,
  p50Ms: times[Math.floor(times.length * 0.5)] ?? 0,
  p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
  byLength: [5000, 10_000, 20_000].map((length) => ({ length, ms: timed(mailOf(length)) })),
};

if (options.json) console.log(JSON.stringify(figures));
else {
  console.log(`${figures.lines} lines, ${figures.nearMisses} of them without a secret`);
  console.log(`recall ${percent(figures.recall)}   precision ${percent(figures.precision)}`);
  console.table(figures.byKind);
  console.log(`time a line: p50 ${figures.p50Ms.toFixed(3)} ms, p99 ${figures.p99Ms.toFixed(3)} ms`);
  for (const { length, ms } of figures.byLength)
    console.log(
      `${length} characters: ${ms.toFixed(1)} ms, ${((ms / length) * 1000).toFixed(2)} µs a character`,
    );
  if (options.errors) for (const line of wrong) console.log(line);
}

function timed(text: string): number {
  const begin = performance.now();
  find(text);
  return performance.now() - begin;
}

function mailOf(length: number): string {
  const sentence =
    'Dear helpdesk, I am at step 2 of 4 and my pin 48 15 does not work since 2021, my patient Anna Muster. ';
  return sentence.repeat(Math.ceil(length / sentence.length)).slice(0, length);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
