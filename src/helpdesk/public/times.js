// @ts-check

/**
 * Rewrites the times in a part of the page in the reader's own time zone and form.
 * @param {ParentNode} part
 * @param {string} language
 */
export function localise(part, language) {
  const locale = readersLocale(language);
  const [short, long] = [newFormat(locale), newFormat(locale, 'numeric')];
  const thisYear = new Date().getFullYear();
  for (const time of part.querySelectorAll('time')) {
    const date = new Date(time.dateTime);
    time.textContent = (date.getFullYear() === thisYear ? short : long).format(date);
  }
}

/**
 * Returns the reader's own form of the page's language; English without one is written as in Europe, the day before the month.
 * @param {string} language
 */
function readersLocale(language) {
  const own = navigator.languages.find((locale) => locale.startsWith(`${language}-`) && isLocale(locale));
  return own ?? (language === 'en' ? 'en-GB' : language);
}

/**
 * Checks whether a browser's language is one that dates can be written in: on a server without languages Chromium says "en-US@posix".
 * @param {string} locale
 */
function isLocale(locale) {
  try {
    return Intl.getCanonicalLocales(locale).length > 0;
  } catch {
    return false;
  }
}

/**
 * @param {string} locale
 * @param {'numeric'} [year]
 */
function newFormat(locale, year) {
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    ...(year && { year }),
    // A clock of 24 hours writes 09:05, one of 12 hours 9:05 AM; "numeric" alone gives 9:05 on both.
    hour: hour12 ? 'numeric' : '2-digit',
    minute: '2-digit',
  });
}
