/** Six digits or more, however they are grouped. */
const LONG_NUMBER = /[+(]{0,2}\d(?:[\s\p{P}\p{Cf}+]{0,3}\d){5,}/gu;
const TIME = String.raw`\d{1,2}[:.h]\d{2}`;
const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
const MONTH = '(?:0?[1-9]|1[0-2])';
const GAP = String.raw`[./-]\s?`;
const DATE = String.raw`(?:(?:${DAY}${GAP}${MONTH}|${MONTH}${GAP}${DAY})${GAP}(?:\d{4}|\d{2})|\d{4}[./-]${MONTH}[./-]${DAY})`;
const HOURS = String.raw`\d{1,2}(?:[:.h]\d{2})?\s?[-–]\s?(?:1?\d|2[0-4])(?:[:.h]\d{2})?`;
const YEAR = String.raw`(?:19|20)\d{2}`;
/** Long rows of digits that are not anybody's number. */
const HARMLESS = [
  new RegExp(`^${DATE}(?:[\\s,]{0,2}${TIME}(?:\\s?[-–]\\s?${TIME})?)?$`),
  new RegExp(`^${TIME}(?:\\s?[-–]\\s?${TIME})?$`),
  new RegExp(`^${YEAR}(?:\\s?[-–/,]\\s?(?:${YEAR}|\\d{2}))+$`),
  new RegExp(`^${HOURS}(?:\\s?[,;/+&]?\\s?${HOURS}){0,2}$`),
  // A version has a short part, and none that begins with 0.
  /^(?=.*(?:^|\.)\d(?:\.|$)|.{5,9}$)(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,4})){2,3}$/,
  // An address within a network.
  /^(?:(?:1?\d?\d|2[0-4]\d|25[0-5])\.){3}(?:1?\d?\d|2[0-4]\d|25[0-5])$/,
  // An amount of money.
  /^\d{1,3}(?:[,.]\d{3})+[,.]\d{2}$/,
  // A list: 1, 2, 3, 4, 5, 6.
  /^\d{1,2}(?:(?:, ?|\/| - )\d{1,2}){3,}$/,
];

/** A number in a text. */
export interface FoundNumber {
  start: number;
  end: number;
  text: string;
  /** The text without anything but digits. */
  digits: string;
}

/** Replaces the digits and plus signs of every script by plain ones and keeps the length, so that indices stay valid. */
export function withPlainDigits(text: string): string {
  return text
    .replaceAll('＋', '+')
    .replace(/[⁰¹²³⁴-⁹₀-₉]/gu, (digit) => digit.normalize('NFKC'))
    .replace(/\p{Nd}/gu, (digit) => `${valueOfDigit(digit)}${'\u2060'.repeat(digit.length - 1)}`);
}

/** Returns a digit's value: scripts have their ten digits in a row, so that it is the count of digits directly before. */
function valueOfDigit(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return code - 0x30;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}

/** Finds rows of six digits or more that are not a date, a time, a version or a list. */
export function longNumbersIn(text: string): FoundNumber[] {
  return [...text.matchAll(LONG_NUMBER)]
    .map(({ index, 0: found }) => numberAt(index, found))
    .filter((number) => !isHarmlessNumber(number.text));
}

/** Checks whether a row of digits is a date, a time, a version, an amount or a list. */
export function isHarmlessNumber(text: string): boolean {
  return HARMLESS.some((pattern) => pattern.test(text.trim()));
}

/** Describes a number that was found in a text. */
export function numberAt(start: number, text: string): FoundNumber {
  return { start, end: start + text.length, text, digits: text.replace(/\D/g, '') };
}
