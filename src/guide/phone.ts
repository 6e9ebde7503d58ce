import type { CountryCode, NumberingPlan } from 'libphonenumber-js/max';

/** The mistakes in a phone number; each has a sentence of its own in the language files. */
type PhoneProblem =
  | 'empty'
  | 'letters'
  | 'no-country'
  | 'unknown-country'
  | 'too-short'
  | 'too-long'
  | 'not-mobile'
  | 'invalid';

/** What is wrong with a number, and as much as can be said about this one. */
export interface WrongPhone {
  kind: 'wrong';
  problem: PhoneProblem;
  /** The number as it would be written, where only its kind is wrong. */
  number?: string;
  country?: string | undefined;
  /** The country code, the digits behind it, and how many a mobile number has there. */
  code?: string;
  digits?: number;
  expected?: string;
}

export type PhoneCheck = { kind: 'good'; number: string; country?: string | undefined } | WrongPhone;

type Library = typeof import('libphonenumber-js/max');

/** The part of a country's numbering plan that the types of the library leave out. */
interface TypedPlan extends NumberingPlan {
  type(name: 'MOBILE'): { possibleLengths(): number[] } | undefined;
}

/** Digits of a longer number are not read: no country has one, and reading takes time with every digit. */
const MOST_DIGITS = 40;

/**
 * Checks a mobile number and writes it as EU Login wants it: plus, country code, spaces as in `+11 111 11 11 11`
 * (guide, section 2.1). A number without a country code is taken as one of `country`. It is only ever a return value: nothing
 * keeps it.
 */
export async function checkPhone(typed: string, country?: string): Promise<PhoneCheck> {
  const phones = await import('libphonenumber-js/max');
  const text = typed.normalize('NFKC').trim().replace(/^tel:/i, '');
  if (text === '') return { kind: 'wrong', problem: 'empty' };
  if (!/\p{Nd}/u.test(text) || /\p{L}/u.test(text)) return { kind: 'wrong', problem: 'letters' };
  const number = onlyDigits(phones, text);
  const home = country !== undefined && phones.isSupportedCountry(country) ? country : undefined;
  if (!number.startsWith('+') && home === undefined) return { kind: 'wrong', problem: 'no-country' };
  const parsed = phones.default(number, home);
  if (!parsed?.isValid()) return whatIsWrong(phones, number, home);
  const found = {
    number: withBlanks(parsed.countryCallingCode, parsed.nationalNumber),
    country: parsed.country,
  };
  if (parsed.getType() === 'FIXED_LINE') return { kind: 'wrong', problem: 'not-mobile', ...found };
  return { kind: 'good', ...found };
}

/** Checks whether a written number has as many digits after the country code as the guide's example: no other spacing is known. */
export function isAsExample(number: string): boolean {
  return /^\+\d+ \d{3} \d{2} \d{2} \d{2}$/.test(number);
}

/** Reduces a number to its digits, in whatever script they are, with a plus before the country code, however that was written. */
function onlyDigits({ parseIncompletePhoneNumber }: Library, text: string): string {
  const plain = text.replace(/\(\s*0\s*\)/, '').replace(/[()\p{Cf}]/gu, '');
  const digits = parseIncompletePhoneNumber(plain.trim().slice(0, MOST_DIGITS));
  return digits.replace(/^\+?00/, '+');
}

/** Says what is wrong with a number that nobody can have, with the figures that show it. */
function whatIsWrong(phones: Library, number: string, home: CountryCode | undefined): WrongPhone {
  const typing = new phones.AsYouType(home);
  typing.input(number);
  const isInternational = number.startsWith('+');
  const code = isInternational ? typing.getCallingCode() : home && phones.getCountryCallingCode(home);
  const lengths = code === undefined ? [] : mobileLengths(phones, code);
  if (code === undefined || lengths.length === 0)
    return { kind: 'wrong', problem: 'unknown-country', code: number.slice(0, 4) };
  const own = isInternational
    ? number.slice(1 + code.length).replace(/^0/, '')
    : (typing.getNumber()?.nationalNumber ?? '');
  const digits = own.length;
  const [fewest, most] = [Math.min(...lengths), Math.max(...lengths)];
  return {
    kind: 'wrong',
    problem: digits < fewest ? 'too-short' : digits > most ? 'too-long' : 'invalid',
    country: isInternational ? typing.getCountry() : home,
    code: `+${code}`,
    digits,
    expected: fewest === most ? `${most}` : `${fewest}–${most}`,
  };
}

/** Returns the numbers of digits that mobile numbers have behind a country code, which several countries may share. */
function mobileLengths({ Metadata, getCountries, getCountryCallingCode }: Library, code: string): number[] {
  const countries = getCountries().filter((country) => getCountryCallingCode(country) === code);
  return countries.flatMap((country) => {
    const metadata = new Metadata();
    metadata.selectNumberingPlan(country);
    const plan = metadata.numberingPlan as TypedPlan | undefined;
    return plan?.type('MOBILE')?.possibleLengths() ?? [];
  });
}

/** Groups the digits: three, then pairs; a single digit left over joins the last pair. */
function withBlanks(country: string, national: string): string {
  const groups = [national.slice(0, 3)];
  let rest = national.slice(3);
  while (rest.length > 3) {
    groups.push(rest.slice(0, 2));
    rest = rest.slice(2);
  }
  if (rest) groups.push(rest);
  return `+${country} ${groups.join(' ')}`;
}
