import { createRequire } from 'node:module';
import type { SensitiveWords } from '../content/schema/sensitive-words.ts';
import type { Detector, Finding } from './detector.ts';
import { isHarmlessNumber } from './long-numbers.ts';
import { patternOf } from './word-patterns.ts';

const TOKEN =
  /(?<![\p{L}\p{N}])(?:(?=[A-Z\d+-]{0,12}\d)[A-Z\d][A-Z\d+ -]{5,18}[A-Z\d]|(?=[a-z\d]{0,12}\d)[a-z\d]{8,18})(?![\p{L}\p{N}])/gu;
const VALUE = String.raw`(?<value>(?=[^\s\d]{0,8}\d)[\p{L}\d][\p{L}\d./+-]{1,24}(?:\s\d[\d./-]{1,10}){0,5})`;

/** Makes a detector of the numbers of patients, records and identity cards. */
export function identifierDetector({ identifiers, patients, counts }: SensitiveWords): Detector {
  const beside = new RegExp(
    `${patternOf([...identifiers, ...patients])}(?:[\\s:=.,#-]*(?:is|was|no|nr|number|n°|ist|est|es|è|of|the|my|patient|for)){0,4}[\\s:=.,#(-]*${VALUE}`,
    'giu',
  );
  const count = new RegExp(`^[\\s-]*${patternOf(counts)}`, 'iu');
  return (text) => {
    const found: Finding[] = [];
    for (const match of text.matchAll(beside)) {
      const value = (match.groups?.value ?? '').replace(/[./+-]+$/u, '');
      const start = match.index + match[0].length - (match.groups?.value ?? '').length;
      const isOne = (value.match(/\d/g)?.length ?? 0) >= 3 && !isHarmlessNumber(value);
      if (isOne && !count.test(text.slice(start + value.length, start + value.length + 20)))
        found.push({ kind: 'identifier', start, end: start + value.length });
    }
    for (const { index, 0: token } of text.matchAll(TOKEN)) {
      if (!/\d.*\d.*\d.*\d/.test(token) || !/[A-Za-z]/.test(token) || !isNational(token.toUpperCase()))
        continue;
      found.push({ kind: 'identifier', start: index, end: index + token.length });
    }
    return found;
  };
}

interface Validator {
  validate(value: string): { isValid: boolean };
}

let validators: Validator[] | undefined;

function isNational(token: string): boolean {
  validators ??= nationalNumbersWithLetters();
  return validators.some((validator) => validator.validate(token).isValid);
}

/**
 * Loads the validators of national numbers with letters, one by one and when first needed, since the library as a whole
 * is slow to load. Numbers of digits alone need none: no long number is ever kept.
 */
function nationalNumbersWithLetters(): Validator[] {
  const require = createRequire(import.meta.url);
  return [
    require('stdnum/lib/cjs/it/codicefiscale'),
    require('stdnum/lib/cjs/es/dni'),
    require('stdnum/lib/cjs/es/nie'),
    require('stdnum/lib/cjs/ie/pps'),
    require('stdnum/lib/cjs/fi/hetu'),
    require('stdnum/lib/cjs/fr/nir'),
    require('stdnum/lib/cjs/de/svnr'),
    require('stdnum/lib/cjs/de/passport'),
    require('stdnum/lib/cjs/gb/nino'),
  ];
}
