/** Returns the name of a country in a language, by its code of two letters; the code itself where there is none. */
export function countryNameIn(language: string, code: string): string {
  return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
}
