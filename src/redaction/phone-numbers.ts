import type { SensitiveKind, SensitiveWords } from '../content/schema/sensitive-words.ts';
import type { Detector, Finding } from './detector.ts';
import { isHarmlessNumber, longNumbersIn, numberAt } from './long-numbers.ts';
import { patternOf } from './word-patterns.ts';

/** Four digits or more, which are a number only after a word for a phone: extensions within a hospital are short. */
const SHORT_NUMBER = String.raw`(?<value>[+(]{0,2}\d(?:[\s./()-]{0,2}\d){3,})`;

/**
 * Makes a detector of phone numbers and, since nothing the assistant needs has six digits, of every other long number: a
 * short one counts as a code, a longer one as the number of a person or a record.
 */
export function phoneNumberDetector({ phones, counts }: SensitiveWords): Detector {
  const examples = new Set(phones.examples.map(onlyDigits));
  const beside = new RegExp(
    `${patternOf(phones.words)}(?:[\\s:=.,#-]*(?:is|at|on|no|nr|number|nummer|me|under|ist|=|:|to)){0,3}[\\s:=.,#-]*${SHORT_NUMBER}`,
    'giu',
  );
  const wordBefore = new RegExp(`${patternOf(phones.words)}[^.!?\\n\\d]*$`, 'iu');
  const count = new RegExp(`^[\\s-]*${patternOf(counts)}`, 'iu');

  return (text) => {
    const found: Finding[] = [];
    for (const { start, end, text: number, digits } of longNumbersIn(text)) {
      if (examples.has(digits) || isWithinAddress(text, start)) continue;
      const isPhone =
        /^[+(]*0?0?\+?/.exec(number)?.[0] !== '' ||
        wordBefore.test(text.slice(Math.max(0, start - 40), start));
      found.push({ kind: isPhone && digits.length <= 15 ? 'phone' : kindOf(number, digits), start, end });
    }
    for (const match of text.matchAll(beside)) {
      const value = match.groups?.value ?? '';
      const number = numberAt(match.index + match[0].length - value.length, value);
      if (
        examples.has(number.digits) ||
        isHarmlessNumber(value) ||
        count.test(text.slice(number.end, number.end + 20))
      )
        continue;
      if (/^(?:19|20)\d\d$/.test(value)) continue;
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

function onlyDigits(text: string): string {
  return text.replace(/\D/g, '');
}
