import { parseArgs } from 'node:util';
import { loadContent } from '../../../src/content/load.ts';
import { sensitiveFinder } from '../../../src/redaction/find-sensitive.ts';
import { measureGuard, readLines } from './measure.ts';

/** `npm run bench:guard -- [lines.tsv] [--json] [--errors]`: measures how many secrets the guard finds, how many of its findings are none, and how fast it is. */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, errors: { type: 'boolean' } },
});
const lines = readLines(positionals[0] ?? new URL('lines.tsv', import.meta.url));
/** A mail, and what a broken or hostile client might send. */
const PIECES = {
  'a mail':
    'Dear helpdesk, I am at step 2 of 4 and my pin 48 15 does not work since 2021, my patient Anna Muster. ',
  'one word': 'a',
  'one number': '1 ',
  'letters and digits': 'A1-',
  'one address': 'a@',
  'one name': 'Maria van der ',
  'one sign': '"',
  'letters and digits in groups': 'ABC123-',
  passwords: 'my password is ',
  births: 'born 3 May 2012 ',
  patients: 'patient anna lindqvist ',
  'a ligature': 'ﷺ',
};
const find = sensitiveFinder(loadContent('data'));

const { wrong, ...shares } = measureGuard(find, lines);
const times = lines.map(({ text }) => timed(text)).sort((a, b) => a - b);
const figures = {
  lines: lines.length,
  nearMisses: lines.filter(({ secrets }) => secrets.length === 0).length,
  ...shares,
  p50Ms: times[Math.floor(times.length * 0.5)] ?? 0,
  p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
  msByLength: Object.fromEntries(
    Object.entries(PIECES).map(([name, piece]) => [
      name,
      Object.fromEntries([1000, 4000, 16_000].map((length) => [length, timed(textOf(piece, length))])),
    ]),
  ),
};

if (options.json) console.log(JSON.stringify(figures));
else {
  console.log(`${figures.lines} lines, ${figures.nearMisses} of them without a secret`);
  console.log(`recall ${percent(figures.recall)}   precision ${percent(figures.precision)}`);
  console.table(figures.byKind);
  console.log(`time a line: p50 ${figures.p50Ms.toFixed(3)} ms, p99 ${figures.p99Ms.toFixed(3)} ms`);
  console.log('Milliseconds by characters:');
  console.table(figures.msByLength);
  if (options.errors) for (const line of wrong) console.log(line);
}

/** In milliseconds. */
function timed(text: string): number {
  const begin = performance.now();
  find(text);
  return Number((performance.now() - begin).toFixed(3));
}

function textOf(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
