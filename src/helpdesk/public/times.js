// @ts-check

/**
 * Rewrites the times in a part of the page in the reader's own time zone and form; of those with `data-day`, the day alone.
 * @param {ParentNode} part
 * @param {string} language
 */
export function localise(part, language) {
  const locale = readersLocale(language);
  const [short, long] = [newFormat(locale), newFormat(locale, 'numeric')];
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const thisYear = new Date().getFullYear();
  for (const time of part.querySelectorAll('time')) {
    const date = new Date(time.dateTime);
    const inYear = date.getFullYear() === thisYear ? short : long;
    time.textContent = ('day' in time.dataset ? day : inYear).format(date);
  }
}

/**
 * Returns the page's language as it is written where the reader is, by the first language of their browser: the words are the page's,
 * the order and the clock are theirs. English that names no country is written as in Europe, the day before the month.
 * @param {string} language
 */
function readersLocale(language) {
  const first = navigator.languages.find(isLocale);
  const region = first === undefined ? undefined : regionOf(new Intl.Locale(first));
  if (region !== undefined) return `${language}-${region}`;
  return language === 'en' ? 'en-GB' : language;
}

/** @param {Intl.Locale} locale */
function regionOf(locale) {
  return locale.region ?? (locale.language === 'en' ? undefined : locale.maximize().region);
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
