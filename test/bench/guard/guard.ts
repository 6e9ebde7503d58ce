import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadContent } from '../../../src/content/load.ts';
import { KINDS } from '../../../src/content/sensitive-words.ts';
import { sensitiveFinder } from '../../../src/turn/sensitive/find.ts';
import type { Finding } from '../../../src/turn/sensitive/finding.ts';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean' }, errors: { type: 'boolean' } },
});
const content = loadContent(new URL('../../../data', import.meta.url).pathname);
const find = sensitiveFinder(content);

/** One line of the test set: the text, where its secrets stand, and of which kind they are. */
interface Line {
  text: string;
  secrets: { start: number; end: number }[];
  kind: string;
}

const lines = readFileSync(new URL('lines.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map(readLine);

const perKind = new Map<string, { secrets: number; found: number }>(
  KINDS.map((kind) => [kind, { secrets: 0, found: 0 }]),
);
const total = { secrets: 0, found: 0, findings: 0, right: 0 };
const wrong: string[] = [];
const times: number[] = [];
for (const { text, secrets, kind } of lines) {
  const begin = performance.now();
  const findings = find(text);
  times.push(performance.now() - begin);
  for (const secret of secrets) {
    const counted = perKind.get(kind) ?? { secrets: 0, found: 0 };
    const isFound = isCovered(text, secret, findings);
    counted.secrets += 1;
    total.secrets += 1;
    if (isFound) {
      counted.found += 1;
      total.found += 1;
    } else wrong.push(`missed  ${kind}  ${text.slice(secret.start, secret.end)}  in: ${text}`);
  }
  for (const finding of findings) {
    total.findings += 1;
    if (secrets.some(({ start, end }) => finding.start < end && start < finding.end)) total.right += 1;
    else wrong.push(`removed ${finding.kind}  ${text.slice(finding.start, finding.end)}  in: ${text}`);
  }
}

const long =
  'Dear helpdesk, I am at step 2 of 4 and my pin 48 15 does not work since 2021, my patient Anna Muster. ';
const byLength = [5000, 10_000, 20_000].map((length) => {
  const text = long.repeat(Math.ceil(length / long.length)).slice(0, length);
  find(text);
  const begin = performance.now();
  find(text);
  return { length, ms: performance.now() - begin };
});
times.sort((a, b) => a - b);
const figures = {
  lines: lines.length,
  nearMisses: lines.filter(({ secrets }) => secrets.length === 0).length,
  recall: total.found / total.secrets,
  precision: total.right / total.findings,
  recallByKind: Object.fromEntries([...perKind].map(([kind, { found, secrets }]) => [kind, found / secrets])),
  p50ms: times[Math.floor(times.length * 0.5)],
  p99ms: times[Math.floor(times.length * 0.99)],
  byLength,
};

if (options.json) console.log(JSON.stringify(figures));
else {
  console.log(`${figures.lines} lines, ${total.secrets} secrets, ${figures.nearMisses} lines without one`);
  console.log(`recall ${percent(figures.recall)}   precision ${percent(figures.precision)}`);
  console.table(
    Object.fromEntries([...perKind].map(([kind, { found, secrets }]) => [kind, { found, of: secrets }])),
  );
  console.log(`time a line: p50 ${figures.p50ms?.toFixed(3)} ms, p99 ${figures.p99ms?.toFixed(3)} ms`);
  for (const { length, ms } of byLength)
    console.log(
      `${length} characters: ${ms.toFixed(1)} ms, ${((ms / length) * 1000).toFixed(2)} µs a character`,
    );
  if (options.errors) for (const line of wrong) console.log(line);
}

function readLine(line: string): Line {
  const [marked = '', kind = '-'] = line.split('\t');
  const secrets: Line['secrets'] = [];
  let text = '';
  for (const part of marked.split(/([⟦⟧])/u)) {
    const last = secrets.at(-1);
    if (part === '⟦') secrets.push({ start: text.length, end: text.length });
    else if (part === '⟧' && last) last.end = text.length;
    else text += part;
  }
  return { text, secrets, kind };
}

/** Whether every letter and digit of the secret was found. */
function isCovered(text: string, secret: Line['secrets'][number], findings: readonly Finding[]): boolean {
  for (let at = secret.start; at < secret.end; at++) {
    const isSign = !/[\p{L}\p{N}]/u.test(text[at] ?? '');
    if (!isSign && !findings.some(({ start, end }) => at >= start && at < end)) return false;
  }
  return true;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
