import type { SensitiveWords } from '../content/schema/words/sensitive-words.ts';
import type { Detector, Finding } from './detector.ts';
import { isHarmlessNumber } from './long-numbers.ts';
import { type SpokenNumber, spokenNumberFinder } from './number-words.ts';
import { patternOf } from './word-patterns.ts';
import { phraseFinder } from './words.ts';

const DIGITS = String.raw`\d(?:[\s.,/\u2060\uFE0F\u20E3-]{0,2}\d){3,9}`;
const LETTERS_AND_DIGITS = String.raw`(?=[A-Z-]{0,5}\d)[A-Z\d]{1,5}-?[A-Z\d]{2,8}`;
/** Letters and digits in groups, as recovery codes are written. */
const GROUPS = String.raw`(?=[\p{L}-]{0,12}\d)[\p{L}\d]{2,6}(?:-[\p{L}\d]{2,6}){1,5}`;
/** A key as programs show it: capital letters and digits in at least three groups of four. */
const KEY = /(?<![\p{L}\p{N}])(?=[A-Z\s-]{0,20}\d)[A-Z\d]{4}(?:[\s-][A-Z\d]{4}){2,8}(?![\p{L}\p{N}])/gu;
/** Groups in capital letters, one of them mixing letters and digits: "K7QD-92MX", but not the name of a network or a standard. */
const MIXED_GROUPS =
  /(?<![\p{L}\p{N}./_-])(?=(?:[A-Z\d]{1,6}-){0,3}(?:[A-Z]\d|\d[A-Z]))[A-Z\d]{2,6}(?:-[A-Z\d]{1,6}){1,4}(?![\p{L}\p{N}_/-])/gu;
/** The same in small letters, where two groups mix. */
const SMALL_GROUPS = /(?<![\p{L}\p{N}./_-])[a-z\d]{3,6}(?:-[a-z\d]{3,6}){1,4}(?![\p{L}\p{N}_/@.-])/gu;
/** A word of capital letters and digits that change often: "5H2K9". */
const MIXED_WORD =
  /(?<![\p{L}\p{N}./_-])(?![TNM]\d)(?:[A-Z]{2,8}:)?(?=(?:[A-Z]{0,4}\d{1,4}){2})[A-Z\d]{5,20}(?![\p{L}\p{N}_/@.-])/gu;
/** A message of four digits or more and nothing else: a PIN or a code. */
const NOTHING_BUT_A_CODE = /^[\s\p{P}]*\d(?:[\s\p{P}\p{Cf}]{0,3}\d){3,}[\s\p{P}]*$/u;
/** Four single digits or more with spaces or dashes between them, as a PIN is read out. */
const DIGIT_BY_DIGIT = /(?<![\p{L}\d.,:/-]\s?)\d(?:[ –-]{1,3}\d){3,7}(?![\s.,:/-]{0,2}\d|\p{L})/gu;
/** "pin=0o93", with letters that stand for digits. */
const DIRECTLY_BEHIND = /\s?[:=]\s?(?=\S{0,9}\d\S{0,9}\d)(?=\S{0,9}\p{L})[\p{L}\d-]{4,12}(?![\p{L}\d-])/uy;
/** "begins with 48" */
const PART =
  /(?:[\s:]{1,2}\p{L}{1,8}){0,2}[\s:]{1,2}(?<value>\d{1,3}(?:[ -]\d{1,3}){0,2})(?![\d\p{L}]|[.,:]\d)/uy;
/** A recent or coming year, typed alone, is unlikely to be a PIN. */
const THIS_CENTURY = /^\s*20[0-3]\d\s*$/;
/** In characters: a code is this close to the word for it, in the same sentence. */
const NEAR = 40;
/** In digits: a shorter number in words is a count, such as "four digits". */
const SHORTEST = 4;

/** Makes a detector of PINs and codes: a whole message of digits, numbers beside a word for a code, in words as well. */
export function codeDetector(words: SensitiveWords): Detector {
  const { codes, counts, times, phones } = words;
  const codesIn = phraseFinder(codes.words);
  const partsIn = phraseFinder(codes.parts);
  const spokenIn = spokenNumberFinder(words);
  const other = new RegExp(`${patternOf(codes.others)}[\\s-]*$`, 'iu');
  const failed = new RegExp(patternOf(codes.failures), 'iu');
  const phone = new RegExp(patternOf(phones.words), 'iu');
  const count = new RegExp(`^[\\s-]*${patternOf(counts)}`, 'iu');
  const numbered = new RegExp(`${patternOf([...codes.others, ...codes.numbered])}[\\s:#-]*$`, 'iu');
  const time = new RegExp(`${patternOf(times)}\\s*$`, 'iu');
  const value = new RegExp(
    `(?<![\\p{L}\\d+.,/-])(?:${DIGITS}|${GROUPS}|${LETTERS_AND_DIGITS})(?![\\p{L}\\d/]|[.,]\\d)`,
    'gu',
  );
  const got = new RegExp(
    `${patternOf(codes.received)}[\\s:]{1,3}(?:(?:the|in|den|le|il|el|de|het)\\s)?(?<value>\\d(?:[ -]?\\d){3,7})(?![\\d\\p{L}]|[.,/:]\\d)`,
    'giu',
  );
  const stuckTo = new RegExp(
    `(?<!\\p{L})(?:${codes.words.filter((each) => /^\p{L}+$/u.test(each)).join('|')})(?<value>\\d{4,8})(?![\\d\\p{L}])`,
    'giu',
  );

  /** Finds the values in a piece of text that are not counts, years or dates. */
  const valuesIn = (text: string, from: number, piece: string): Finding[] => {
    const found: Finding[] = [];
    for (const { index, 0: number } of piece.matchAll(value)) {
      const start = from + index;
      const end = start + number.length;
      if (
        count.test(text.slice(end, end + NEAR)) ||
        numbered.test(text.slice(Math.max(0, start - NEAR), start))
      )
        continue;
      // Four numbers with dots look like a version, but directly after the word they are a PIN.
      if (isHarmlessNumber(number) && !/^[\s:=]*$|^\s\p{Ll}{2,8}[\s:=]*$/u.test(piece.slice(0, index)))
        continue;
      if (isHarmlessNumber(number) && !/^\d(?:[.,/-]\s?\d){3,}$/.test(number)) continue;
      if (
        /^(?:19|20)\d\d$/.test(number) &&
        (time.test(text.slice(Math.max(0, start - 12), start)) || phone.test(piece.slice(0, index)))
      )
        continue;
      if (/^\D*\d{0,2}\D*$/.test(number) && !/^\p{L}+-\d\d-\p{L}+$/u.test(number)) continue;
      found.push({ kind: 'code', start, end });
    }
    return found;
  };

  return (text, list) => {
    if (NOTHING_BUT_A_CODE.test(text) && !isHarmlessNumber(text) && !THIS_CENTURY.test(text))
      return [{ kind: 'code', start: 0, end: text.length }];
    const found: Finding[] = [];
    const spoken = spokenIn(list);
    const places = codesIn(list, text);
    const parts = places.length > 0 ? partsIn(list, text) : [];
    const isCounted = (end: number) => count.test(text.slice(end, end + NEAR));
    const add = (start: number, end: number) => found.push({ kind: 'code', start, end });
    for (const number of spoken)
      if (isReadOut(number) && !isCounted(number.end)) add(number.start, number.end);
    if (/\d/.test(text)) {
      for (const match of [...text.matchAll(got), ...text.matchAll(stuckTo)]) {
        const number = match.groups?.value ?? '';
        const end = match.index + match[0].length;
        // A prefix such as 0049 is a country's.
        if (!THIS_CENTURY.test(number) && !/^00\d{2,3}$/.test(number) && !isCounted(end))
          add(end - number.length, end);
      }
      for (const { index, 0: code } of [...text.matchAll(MIXED_GROUPS), ...text.matchAll(KEY)]) {
        const isCode = code.length >= 6 && /\d.*\d/.test(code);
        if (isCode && !numbered.test(text.slice(Math.max(0, index - NEAR), index)))
          add(index, index + code.length);
      }
      for (const { index, 0: code } of text.matchAll(SMALL_GROUPS))
        if (code.split('-').filter((group) => /[a-z]\d|\d[a-z]/.test(group)).length >= 2)
          add(index, index + code.length);
      for (const { index, 0: code } of text.matchAll(MIXED_WORD))
        if ((code.match(/[A-Z](?=\d)|\d(?=[A-Z])/g)?.length ?? 0) >= 3) add(index, index + code.length);
      for (const { index, 0: row } of text.matchAll(DIGIT_BY_DIGIT))
        if (!isAscending(row) && !isCounted(index + row.length)) add(index, index + row.length);
    }
    for (const { end } of parts) {
      PART.lastIndex = end;
      const part = PART.exec(text)?.groups?.value;
      if (part !== undefined && !isCounted(PART.lastIndex)) add(PART.lastIndex - part.length, PART.lastIndex);
    }
    for (const { start, end } of places) {
      const before = text.slice(Math.max(0, start - NEAR), start);
      if (other.test(before)) continue;
      const behind = /^[^.!?;\n]*/u.exec(text.slice(end, end + NEAR))?.[0] ?? '';
      const ahead = /[^.!?;\n]*$/u.exec(before)?.[0] ?? '';
      for (const number of spoken)
        if (
          number.digits >= SHORTEST &&
          number.end >= start - ahead.length &&
          number.end <= end + behind.length + NEAR / 2 &&
          number.start <= end + behind.length &&
          !isCounted(number.end)
        )
          add(number.start, number.end);
      DIRECTLY_BEHIND.lastIndex = end;
      const direct = DIRECTLY_BEHIND.exec(text);
      if (direct && !count.test(text.slice(end + direct[0].length, end + direct[0].length + NEAR)))
        add(end, end + direct[0].length);
      // "Failed (code: 1102)" says what went wrong.
      if (!(failed.test(ahead) && /^\s*:?\s*\d{1,5}(?!\d)/.test(behind)))
        found.push(...valuesIn(text, end, wholeWords(behind, text, end)));
      if (
        /(?<!\p{L})(?:is|was|as|for|ist|als|war|my|mein|meine|mon|mio|mi|mijn|mój)(?!\p{L})[^,]{0,20}$/iu.test(
          ahead,
        )
      )
        found.push(...valuesIn(text, start - ahead.length, ahead));
    }
    return found;
  };
}

/** Checks for four digits or more that are said one by one, and are no count such as "one two three". */
function isReadOut({ isDigitByDigit, digits, first, last }: SpokenNumber): boolean {
  return isDigitByDigit && digits >= SHORTEST && last - first >= SHORTEST - 2;
}

/** Checks for a list such as "1 2 3 4". */
function isAscending(row: string): boolean {
  const digits = row.replace(/\D/g, '');
  return '0123456789'.includes(digits);
}

/** Extends the piece to the end of a number that it cuts. */
function wholeWords(piece: string, text: string, start: number): string {
  const end = start + piece.length;
  return piece + (/^[\d\s.-]{0,12}\d/u.exec(text.slice(end))?.[0] ?? '');
}
