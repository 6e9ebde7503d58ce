import { oncePerKey } from './once-per-key.ts';

const namesIn = oncePerKey((language) => new Intl.DisplayNames([language], { type: 'region' }));

/** Returns the name of a country in a language, by its code of two letters; the code itself where there is none. */
export function countryNameIn(language: string, code: string): string {
  return namesIn(language).of(code) ?? code;
}
