import type { SensitiveWords } from '../content/schema/sensitive-words.ts';
import type { Detector, Finding } from './detector.ts';
import { isHarmlessNumber } from './long-numbers.ts';
import { patternOf } from './word-patterns.ts';

const DIGITS = String.raw`\d(?:[\s.\u2060\uFE0F\u20E3-]{0,2}\d){3,9}`;
const LETTERS_AND_DIGITS = String.raw`(?=[A-Z-]{0,5}\d)[A-Z\d]{1,5}-?[A-Z\d]{2,8}`;
/** Letters and digits in groups, as recovery codes are written. */
const GROUPS = String.raw`(?=[A-Za-z-]{0,12}\d)[A-Za-z\d]{3,6}(?:-[A-Za-z\d]{3,6}){1,4}`;
/** A message of four digits or more and nothing else: a PIN or a code. */
const NOTHING_BUT_A_CODE = /^[\s\p{P}]*\d(?:[\s\p{P}\p{Cf}]{0,3}\d){3,}[\s\p{P}]*$/u;
/** A recent or coming year, typed alone, is unlikely to be a PIN. */
const THIS_CENTURY = /^\s*20[0-3]\d\s*$/;
/** In characters: a code stands this close to the word for it, in the same sentence. */
const NEAR = 40;

/** Makes a detector of PINs and codes: a whole message of digits, and numbers beside a word for a code. */
export function codeDetector({ codes, counts, times, phones }: SensitiveWords): Detector {
  const word = new RegExp(patternOf(codes.words), 'giu');
  const other = new RegExp(`${patternOf(codes.others)}[\\s-]*$`, 'iu');
  const phone = new RegExp(patternOf(phones.words), 'iu');
  const count = new RegExp(`^[\\s-]*${patternOf(counts)}`, 'iu');
  const time = new RegExp(`${patternOf(times)}\\s*$`, 'iu');
  const value = new RegExp(
    `(?<![\\p{L}\\d+.,/-])(?:${DIGITS}|${GROUPS}|${LETTERS_AND_DIGITS})(?![\\p{L}\\d/]|[.,]\\d)`,
    'gu',
  );

  /** Finds the values in a piece of text that are not counts, years or dates. */
  const valuesIn = (text: string, from: number, piece: string): Finding[] => {
    const found: Finding[] = [];
    for (const { index, 0: number } of piece.matchAll(value)) {
      const start = from + index;
      const end = start + number.length;
      if (count.test(text.slice(end, end + NEAR)) || isHarmlessNumber(number)) continue;
      if (
        /^(?:19|20)\d\d$/.test(number) &&
        (time.test(text.slice(Math.max(0, start - 12), start)) || phone.test(piece.slice(0, index)))
      )
        continue;
      if (/^\D*\d{0,2}\D*$/.test(number)) continue;
      found.push({ kind: 'code', start, end });
    }
    return found;
  };

  const got =
    /(?<!\p{L})(?:sent me|send me|got|received|typed|entered|enter|type|bekam|erhalten|reçu|recibí|ricevuto)\s(?:the\s|in\s)?(?<value>\d{4,8})(?![\d\p{L}]|[.,/:]\d)/giu;
  const stuckTo = new RegExp(
    `(?<!\\p{L})(?:${codes.words.filter((each) => /^\p{L}+$/u.test(each)).join('|')})(?<value>\\d{4,8})(?![\\d\\p{L}])`,
    'giu',
  );

  return (text) => {
    if (NOTHING_BUT_A_CODE.test(text) && !isHarmlessNumber(text) && !THIS_CENTURY.test(text))
      return [{ kind: 'code', start: 0, end: text.length }];
    const found: Finding[] = [];
    for (const match of [...text.matchAll(got), ...text.matchAll(stuckTo)]) {
      const number = match.groups?.value ?? '';
      const end = match.index + match[0].length;
      if (THIS_CENTURY.test(number) || count.test(text.slice(end, end + NEAR))) continue;
      found.push({ kind: 'code', start: end - number.length, end });
    }
    for (const { index, 0: phrase } of text.matchAll(word)) {
      if (other.test(text.slice(Math.max(0, index - NEAR), index))) continue;
      const end = index + phrase.length;
      const behind = /^[^.!?;\n]*/u.exec(text.slice(end, end + NEAR))?.[0] ?? '';
      found.push(...valuesIn(text, end, wholeWords(behind, text, end)));
      const start = Math.max(0, index - NEAR);
      const ahead = /[^.!?;\n]*$/u.exec(text.slice(start, index))?.[0] ?? '';
      if (!/\b(?:is|was|as|for|ist|als|war)\b[^,]*$/iu.test(ahead)) continue;
      found.push(...valuesIn(text, index - ahead.length, ahead));
    }
    return found;
  };
}

/** Extends the piece to the end of a number that it cuts. */
function wholeWords(piece: string, text: string, start: number): string {
  const end = start + piece.length;
  return piece + (/^[\d\s.-]{0,12}\d/u.exec(text.slice(end))?.[0] ?? '');
}
