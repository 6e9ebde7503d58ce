import { createRequire } from 'node:module';
import type { SensitiveWords } from '../../content/sensitive-words.ts';
import type { Detector, Finding } from './finding.ts';
import { isHarmless } from './numbers.ts';
import { anyOf } from './terms.ts';

/**
 * National numbers with letters in them, by their place in the library; those of digits alone are long numbers, which
 * are never kept. The library as a whole is too slow to load.
 */
const WITH_LETTERS = [
  'it/codicefiscale',
  'es/dni',
  'es/nie',
  'ie/pps',
  'fi/hetu',
  'fr/nir',
  'de/svnr',
  'de/passport',
  'gb/nino',
];

const TOKEN = /(?<![\p{L}\p{N}])(?=[A-Z\d+-]{0,12}\d)[A-Z\d][A-Z\d+ -]{5,18}[A-Z\d](?![\p{L}\p{N}])/gu;
const VALUE = String.raw`(?<value>(?=[^\s\d]{0,8}\d)[\p{L}\d][\p{L}\d./+-]{1,24}(?:\s\d[\d./-]{1,10}){0,5})`;

/** Finds the numbers of patients, records and identity cards. */
export function identifierDetector({ identifiers, patients, counts }: SensitiveWords): Detector {
  const beside = new RegExp(
    `${anyOf([...identifiers, ...patients])}(?:[\\s:=.,#-]*(?:is|was|no|nr|number|n°|ist|est|es|è|of|the|my|patient|for)){0,4}[\\s:=.,#(-]*${VALUE}`,
    'giu',
  );
  const count = new RegExp(`^[\\s-]*${anyOf(counts)}`, 'iu');
  return (text) => {
    const found: Finding[] = [];
    for (const match of text.matchAll(beside)) {
      const value = (match.groups?.value ?? '').replace(/[./+-]+$/u, '');
      const start = match.index + match[0].length - (match.groups?.value ?? '').length;
      const isOne = (value.match(/\d/g)?.length ?? 0) >= 3 && !isHarmless(value);
      if (isOne && !count.test(text.slice(start + value.length, start + value.length + 20)))
        found.push({ kind: 'identifier', start, end: start + value.length });
    }
    for (const { index, 0: token } of text.matchAll(TOKEN)) {
      if (!/\d.*\d.*\d.*\d/.test(token) || !/[A-Z]/.test(token) || !isNational(token)) continue;
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
  const require = createRequire(import.meta.url);
  validators ??= WITH_LETTERS.map((name) => require(`stdnum/lib/cjs/${name}`) as Validator);
  return validators.some((validator) => validator.validate(token).isValid);
}
