import type { SensitiveWords } from '../content/schema/words/sensitive-words.ts';
import type { Detector, Finding } from './detector.ts';
import { isHarmlessNumber } from './long-numbers.ts';
import { patternOf } from './word-patterns.ts';
import { phraseFinder } from './words.ts';

/**
 * National numbers whose digits are between letters. All others have six digits in a row or more, which no text keeps.
 * Their check digits are not checked: people mistype, and nothing else looks like this.
 */
const NATIONAL = [
  // Italy
  /(?<![\p{L}\p{N}])[A-Z]{3}[\s.-]?[A-Z]{3}[\s.-]?\d{2}\s?[A-EHLMPRST]\s?\d{2}[\s.-]?[A-Z]\s?\d{3}\s?[A-Z](?![\p{L}\p{N}])/giu,
  // France, born in Corsica
  /(?<!\p{N})[12][\s.]?\d{2}[\s.]?\d{2}[\s.]?2\s?[AB](?:[\s.]?\d{3}){2}(?:[\s.]?\d{2})?(?!\p{N})/giu,
  // Germany's pension insurance
  /(?<!\p{N})\d{2}\s?\d{6}\s?[A-Z]\s?\d{3}(?!\p{N})/gu,
  // Finland, born in this century
  /(?<!\p{N})\d{6}[A-Y]\d{3}[\dA-Y](?![\p{L}\p{N}])/gu,
];
/** Letters and digits in groups, as studies and hospitals label people: "RGH-0451827-Q", "TREAT-NMD/0448". */
const LABEL =
  /(?<![\p{L}\p{N}./_-])\p{Lu}[\p{L}\d]{0,7}(?:[-/][\p{L}\d]{1,8}){1,5}(?![\p{L}\p{N}@_/-]|\.\p{L})/gu;
const LINK = String.raw`(?:[\s:=.,#°º-]{0,4}(?:is|was|no|nr|num|number|n|número|numero|numer|nummer|číslo|broj|ist|lautet|est|es|è|é|to|je|of|the|my|patient|for|id|o|od|av|del|de|du|di|von|van|στο)(?![\p{L}\p{N}])){0,4}`;
const VALUE = String.raw`(?:(?:\p{Lu}{1,4}\s(?=\d)|(?=[^\s\d]{0,8}\d))[\p{L}\d][\p{L}\d./+-]{1,24}(?:\s\d[\d./-]{1,10}){0,5})`;
/** In words: "codice fiscale del bimbo" still belongs to the number behind it. */
const BETWEEN = String.raw`(?:\s\p{Ll}[\p{L}'’-]{0,15}){0,2}`;
const FILE_NAME = /\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|heic|dcm|zip|txt|csv|mp4|html?)$/iu;

/** Makes a detector of the numbers of patients, records, panels and identity cards. */
export function identifierDetector(
  { identifiers, patients, counts, codes }: SensitiveWords,
  isKnown: (word: string) => boolean,
): Detector {
  const numbered = new Set([...codes.numbered, ...codes.others]);
  const identifiersIn = phraseFinder(identifiers);
  const patientsIn = phraseFinder(patients);
  const link = new RegExp(`${LINK}[\\s:=.,#(°º-]{0,4}`, 'yiu');
  const patientLink = /[\s:=#(]{0,3}/uy;
  const between = new RegExp(`${BETWEEN}[\\s:=]{0,3}`, 'yu');
  const number = new RegExp(VALUE, 'yu');
  const count = new RegExp(`^[\\s-]*${patternOf(counts)}`, 'iu');

  /** Checks for groups of letters that the pack does not know, and at least three digits. */
  const isLabel = (label: string): boolean => {
    const groups = label.toLowerCase().split(/[-/]/);
    const letters = groups.filter((group) => /\p{L}/u.test(group));
    const digits = digitsIn(label);
    if (digits < 3 || (letters.length === groups.length && !/\d{3}/.test(label))) return false;
    if (letters.some((group) => numbered.has(group.replace(/\d+/g, '')))) return false;
    const isStrange = letters.some((group) => !isKnown(group.replace(/\d+/g, '')));
    return digits >= 6 || (isStrange && groups.length >= 3);
  };

  return (text, words) => {
    const found: Finding[] = [];
    if (!/\d/.test(text)) return found;
    const add = (from: number, leadsTo: RegExp, isNumber: boolean) => {
      leadsTo.lastIndex = from;
      const start = from + (leadsTo.exec(text)?.[0].length ?? 0);
      number.lastIndex = start;
      const value = (number.exec(text)?.[0] ?? '').replace(/[./+-]+$/u, '');
      const isOne = isNumber ? isRecordNumber(value) : digitsIn(value) >= 3;
      if (!isOne || isHarmlessNumber(value) || isYear(value) || FILE_NAME.test(value)) return false;
      if (count.test(text.slice(start + value.length, start + value.length + 20))) return false;
      found.push({ kind: 'identifier', start, end: start + value.length });
      return true;
    };
    for (const { end } of identifiersIn(words, text)) if (!add(end, link, true)) add(end, between, true);
    for (const { end } of patientsIn(words, text)) add(end, patientLink, false);
    for (const pattern of NATIONAL)
      for (const { index, 0: code } of text.matchAll(pattern))
        found.push({ kind: 'identifier', start: index, end: index + code.length });
    for (const { index, 0: label } of text.matchAll(LABEL))
      if (isLabel(label)) found.push({ kind: 'identifier', start: index, end: index + label.length });
    return found;
  };
}

/** Checks for three digits and more, or for two with letters before them, as in "PX12". */
function isRecordNumber(value: string): boolean {
  const digits = digitsIn(value);
  return digits >= 3 || (digits === 2 && /^\p{Lu}{1,3}[./-]?\d\d$/u.test(value) && value.length >= 4);
}

function digitsIn(value: string): number {
  return value.match(/\d/g)?.length ?? 0;
}

function isYear(value: string): boolean {
  return /^(?:19|20)\d\d$/.test(value);
}
