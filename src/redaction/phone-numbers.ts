import type { SensitiveKind, SensitiveWords } from '../content/schema/words/sensitive-words.ts';
import type { Detector, Finding } from './detector.ts';
import { isHarmlessNumber, longNumbersIn, numberAt } from './long-numbers.ts';
import { patternOf } from './word-patterns.ts';
import { isAnyWithin, phraseFinder } from './words.ts';

/** Four digits or more, which are a number only after a word for a phone: extensions within a hospital are short. */
const SHORT_NUMBER = String.raw`(?<value>[+(]{0,2}\d(?:[\s./()-]{0,2}\d){3,})`;
/** The letters that belong to a number: "AB123456", "12345678-Z", "123456789 ZZ4". */
const LETTERS_BEFORE = /(?<![\p{L}\p{N}])(?:[A-Z]{1,5}[-/]?|[A-Z]{2,4} )$/u;
const LETTERS_BEHIND = /^(?:[A-Z][A-Z\d]{0,5}|[ /-][A-Z]{1,2}\d?)(?![\p{L}\p{N}'’])/u;
const NEAR = 40;

/**
 * Makes a detector of phone numbers and, since nothing the assistant needs has six digits, of every other long number: a
 * short one counts as a code, a longer one as the number of a person or a record. The number of an error, of a ticket or
 * of a law stays.
 */
export function phoneNumberDetector({ phones, counts, codes }: SensitiveWords): Detector {
  const examples = new Set(phones.examples.map(onlyDigits));
  const phonesIn = phraseFinder(phones.words);
  const beside = new RegExp(
    `(?:[\\s:=.,#-]{0,4}(?:is|at|on|no|nr|number|nummer|me|under|ist|=|:|to)){0,3}[\\s:=.,#-]{0,4}${SHORT_NUMBER}`,
    'yiu',
  );
  const count = new RegExp(`^[\\s-]*${patternOf(counts)}`, 'iu');
  const numbered = new RegExp(
    `${patternOf(codes.numbered)}[^\\p{L}\\d]{0,4}(?:(?:no|nr|n|id|number|eu|ue)[^\\p{L}\\d]{0,4})?[A-Z_]{0,8}[-_]?$`,
    'iu',
  );

  return (text, words) => {
    const found: Finding[] = [];
    const numbers = longNumbersIn(text);
    const places = /\d/.test(text) ? phonesIn(words, text) : [];
    for (const { start, end, text: number, digits } of numbers) {
      const ahead = text.slice(Math.max(0, start - NEAR), start);
      if (examples.has(digits) || isWithinAddress(text, start) || isHexadecimal(ahead)) continue;
      if (digits.length <= 10 && numbered.test(ahead)) continue;
      const isPhone = /^[+(]*0?0?\+?/.exec(number)?.[0] !== '' || isAnyWithin(places, start - NEAR, start);
      const kind = isPhone && digits.length <= 15 ? 'phone' : kindOf(number, digits);
      const letters = LETTERS_BEFORE.exec(ahead)?.[0] ?? '';
      const before = isAnyWithin(places, start - letters.length, start) ? '' : letters;
      const behind = number.startsWith('+') ? '' : (LETTERS_BEHIND.exec(text.slice(end, end + 8))?.[0] ?? '');
      found.push({ kind, start: start - before.length, end: end + behind.length });
    }
    for (const { end } of places) {
      beside.lastIndex = end;
      const match = beside.exec(text);
      const value = match?.groups?.value ?? '';
      if (!match || isHarmlessNumber(value) || /^(?:19|20)\d\d$/.test(value)) continue;
      const number = numberAt(end + match[0].length - value.length, value);
      if (examples.has(number.digits) || count.test(text.slice(number.end, number.end + 20))) continue;
      found.push({ kind: 'phone', start: number.start, end: number.end });
    }
    return found;
  };
}

function kindOf(number: string, digits: string): SensitiveKind {
  if (/^\d{6}[-/+]\d{3,4}$/.test(number)) return 'identifier';
  if (digits.length <= 8) return 'code';
  return digits.length === 9 ? 'phone' : 'identifier';
}

/** Checks whether a number is part of a link. */
function isWithinAddress(text: string, start: number): boolean {
  return /https?:\/\/\S*$/i.test(text.slice(Math.max(0, start - 200), start));
}

/** Checks whether a number is the end of one like 0x80070005, as errors of programs have. */
function isHexadecimal(ahead: string): boolean {
  return /(?<![\p{L}\p{N}])0x[\da-f]{0,8}$/iu.test(ahead);
}

function onlyDigits(text: string): string {
  return text.replace(/\D/g, '');
}
