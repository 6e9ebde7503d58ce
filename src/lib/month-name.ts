import { oncePerKey } from './once-per-key.ts';

const formatIn = oncePerKey(
  (language) => new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
);

/** Returns a month, written as 2026-11, in the words of a language: "November 2026". */
export function monthName(month: string, language: string): string {
  return formatIn(language).format(new Date(`${month}-01T00:00:00Z`));
}
