import { oncePerKey } from '../lib/once-per-key.ts';
import { normalizeText } from './match-name.ts';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/**
 * The codes of all countries by their names in a language. Only codes that stand for themselves count: the old ones (DD, UK,
 * ZR) have the names of the countries that took their place, and would be found for these.
 */
const codesIn = oncePerKey((language) => {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  const todays = codes.filter((code) => new Intl.Locale(`und-${code}`).region === code);
  return new Map(
    todays.toReversed().flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [[normalizeText(name), code] as const];
    }),
  );
});

/**
 * Returns the code of the country with exactly this name in one of the languages (by CLDR), in the first of them that has it;
 * undefined for any other text.
 */
export function countryCodeOf(text: string, languages: readonly string[]): string | undefined {
  const name = normalizeText(text);
  if (name === '') return undefined;
  for (const language of languages) {
    const code = codesIn(language).get(name);
    if (code !== undefined) return code;
  }
  return undefined;
}
