import { readFileSync } from 'node:fs';
import type { Finding } from '../../../src/redaction/detector.ts';
import type { FindSensitive } from '../../../src/redaction/find-sensitive.ts';

/** A line of the test set: the text, the places of its secrets, and their kind. */
export interface Line {
  text: string;
  secrets: { start: number; end: number }[];
  kind: string;
}

/** The results of the guard on the test set. */
export interface GuardFigures {
  /** The share of secrets that are found whole. */
  recall: number;
  /** The share of findings that touch a secret. */
  precision: number;
  byKind: Record<string, { found: number; of: number }>;
  /** Describes each missed secret, and each finding where there is none. */
  wrong: string[];
}

/** Reads the lines of a test set: a text with its secrets between ⟦ and ⟧, a tab, their kind or "-". */
export function readLines(file: string | URL): readonly Line[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(readLine);
}

/** Tries a finder on lines. */
export function measureGuard(find: FindSensitive, lines: readonly Line[]): GuardFigures {
  const byKind: GuardFigures['byKind'] = {};
  const wrong: string[] = [];
  let findings = 0;
  let right = 0;
  for (const { text, secrets, kind } of lines) {
    const found = find(text);
    for (const secret of secrets) {
      const counted = byKind[kind] ?? { found: 0, of: 0 };
      byKind[kind] = counted;
      counted.of += 1;
      if (isCovered(text, secret, found)) counted.found += 1;
      else wrong.push(`missed  ${kind}  ${text.slice(secret.start, secret.end)}  in: ${text}`);
    }
    for (const finding of found) {
      findings += 1;
      if (secrets.some(({ start, end }) => finding.start < end && start < finding.end)) right += 1;
      else wrong.push(`removed ${finding.kind}  ${text.slice(finding.start, finding.end)}  in: ${text}`);
    }
  }
  const sum = (name: 'found' | 'of') => Object.values(byKind).reduce((total, kind) => total + kind[name], 0);
  return { recall: sum('found') / sum('of'), precision: right / findings, byKind, wrong };
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

/** Checks whether every letter and digit of the secret was found. */
function isCovered(text: string, secret: Line['secrets'][number], findings: readonly Finding[]): boolean {
  for (let at = secret.start; at < secret.end; at++) {
    const isSign = !/[\p{L}\p{N}]/u.test(text[at] ?? '');
    if (!isSign && !findings.some(({ start, end }) => at >= start && at < end)) return false;
  }
  return true;
}
