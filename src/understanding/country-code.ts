import { normalizeText } from './match-name.ts';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Returns the code of the country with exactly this name in a language (by CLDR); undefined for any other text. */
export function countryCodeOf(text: string, language: string): string | undefined {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const wanted = normalizeText(text);
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).find((code) => {
    const name = names.of(code);
    return name !== undefined && normalizeText(name) === wanted;
  });
}
