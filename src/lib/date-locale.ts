/** Returns the locale in which a language writes its dates: English ones as in Europe, the day before the month. */
export function dateLocale(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}
