import { normalize } from './match-name.ts';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** The code of the country with exactly this name, in the given language, as CLDR knows it; undefined for any other text. */
export function regionNamed(text: string, language: string): string | undefined {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const wanted = normalize(text);
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).find((code) => {
    const name = names.of(code);
    return name !== undefined && normalize(name) === wanted;
  });
}
