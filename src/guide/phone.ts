/** The mistakes in a phone number; each has a sentence of its own in the language files. */
type PhoneProblem =
  | 'empty'
  | 'letters'
  | 'no-plus'
  | 'unknown-country'
  | 'too-short'
  | 'too-long'
  | 'not-mobile'
  | 'invalid';

export type PhoneCheck =
  | { kind: 'good'; number: string }
  | { kind: 'wrong'; problem: PhoneProblem; number?: string };

/**
 * Checks a mobile number and writes it as EU Login wants it: plus, country code, blanks as in `+11 111 11 11 11`
 * (guide, section 2.1). The number is only ever a return value: nothing keeps it.
 */
export async function checkPhone(typed: string): Promise<PhoneCheck> {
  const { default: parsePhoneNumber, validatePhoneNumberLength } = await import('libphonenumber-js/max');
  const number = typed.normalize('NFKC').trim();
  if (!/\d/.test(number)) return { kind: 'wrong', problem: number === '' ? 'empty' : 'letters' };
  if (/\p{L}/u.test(number)) return { kind: 'wrong', problem: 'letters' };
  const international = number.replace(/^00/, '+').replace(/\(0\)/, '');
  if (!international.startsWith('+')) return { kind: 'wrong', problem: 'no-plus' };
  const length = validatePhoneNumberLength(international);
  if (length === 'INVALID_COUNTRY') return { kind: 'wrong', problem: 'unknown-country' };
  if (length === 'TOO_SHORT') return { kind: 'wrong', problem: 'too-short' };
  if (length === 'TOO_LONG') return { kind: 'wrong', problem: 'too-long' };
  const parsed = parsePhoneNumber(international);
  if (!parsed?.isValid()) return { kind: 'wrong', problem: 'invalid' };
  const written = withBlanks(parsed.countryCallingCode, parsed.nationalNumber);
  if (parsed.getType() === 'FIXED_LINE') return { kind: 'wrong', problem: 'not-mobile', number: written };
  return { kind: 'good', number: written };
}

/** Checks whether a written number has as many digits behind the country code as the guide's example: no other blanks are known. */
export function isAsExample(number: string): boolean {
  return /^\+\d+ \d{3} \d{2} \d{2} \d{2}$/.test(number);
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
