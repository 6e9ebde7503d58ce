import { parseArgs } from 'node:util';
import { loadContent } from '../../../src/content/load.ts';
import { understandingOf } from '../../../src/understanding/understand.ts';
import { casesOf } from './cases.ts';
import { busyMs, ordinaryWork } from './measure.ts';
import { stepsWith } from './steps.ts';

/** `npm run bench:bounds -- [--all]`: how long each step takes for the worst texts up to its limit, the slowest first. */
const { values: options } = parseArgs({ options: { all: { type: 'boolean' } } });
const SHOWN = 5;

const content = loadContent('data');
const steps = stepsWith(content, understandingOf(content));
console.log(`a fixed amount of ordinary work: ${busyMs(ordinaryWork).toFixed(1)} ms`);
for (const { name, limit, cases, run } of steps) {
  const slowest = (cases ?? casesOf(limit))
    .map(([text, words]): [string, number] => [text, busyMs(() => run(words))])
    .sort(([, a], [, b]) => b - a);
  console.log(`\n${name}, up to ${limit} characters`);
  for (const [text, ms] of options.all ? slowest : slowest.slice(0, SHOWN))
    console.log(`  ${ms.toFixed(1).padStart(7)} ms  ${text}`);
}
