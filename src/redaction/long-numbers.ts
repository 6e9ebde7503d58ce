/** Six digits or more, however they are grouped. */
const LONG_NUMBER = /[+(]{0,2}\d(?:[\s\p{P}\p{Cf}+]{0,3}\d){5,}/gu;
const TIME = String.raw`\d{1,2}[:.h]\d{2}`;
const DATE = String.raw`(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2})`;
const YEAR = String.raw`(?:19|20)\d{2}`;
/** What a long row of digits may be besides a number that belongs to somebody. */
const HARMLESS = [
  new RegExp(`^${DATE}(?:[\\s,]{0,2}${TIME})?$`),
  new RegExp(`^${TIME}(?:\\s?[-–]\\s?${TIME})?$`),
  new RegExp(`^${YEAR}(?:\\s?[-–/,]\\s?(?:${YEAR}|\\d{2}))+$`),
  // A version, or an address within a network.
  /^\d{1,3}(?:\.\d{1,5}){2,3}$/,
  // An amount of money.
  /^\d{1,3}(?:[,.]\d{3})+[,.]\d{2}$/,
  // A list: 1, 2, 3, 4, 5, 6.
  /^\d{1,2}(?:(?:, ?|\/| - )\d{1,2}){3,}$/,
];

/** A number in a text, with the digits it has. */
export interface FoundNumber {
  start: number;
  end: number;
  text: string;
  digits: string;
}

/** The text with every digit and plus of every script as a plain one; the length stays, so that places stay. */
export function withPlainDigits(text: string): string {
  return text
    .replaceAll('＋', '+')
    .replace(/[⁰¹²³⁴-⁹₀-₉]/gu, (digit) => digit.normalize('NFKC'))
    .replace(/\p{Nd}/gu, (digit) => `${valueOfDigit(digit)}${'\u2060'.repeat(digit.length - 1)}`);
}

/** Scripts have their ten digits in a row; how many digits stand directly before one is its value. */
function valueOfDigit(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return code - 0x30;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}

/** Rows of six digits or more that are no date, time, version or list. */
export function longNumbersIn(text: string): FoundNumber[] {
  return [...text.matchAll(LONG_NUMBER)]
    .map(({ index, 0: found }) => numberAt(index, found))
    .filter((number) => !isHarmlessNumber(number.text));
}

/** Whether a row of digits is a date, a time, a version or a list. */
export function isHarmlessNumber(text: string): boolean {
  return HARMLESS.some((pattern) => pattern.test(text.trim()));
}

/** A number as it was found in a text. */
export function numberAt(start: number, text: string): FoundNumber {
  return { start, end: start + text.length, text, digits: text.replace(/\D/g, '') };
}
