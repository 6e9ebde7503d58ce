// @ts-check

/** @typedef {{ type: unknown, props: object }} Element What Web Chat's own middleware draws: an element of React. */
/**
 * What Web Chat tells about the line below a message.
 * @typedef {object} StatusQuestion
 * @property {{ timestamp?: string }} activity
 * @property {boolean} hideTimestamp A message right after it says the same.
 * @property {string} sendState
 */

/**
 * Makes a middleware for Web Chat that writes below a message when it came, in the reader's own form; Web Chat writes all times
 * as in America. What it says of a message that is on its way, or was not taken, stays its own.
 * @param {string} language
 */
export function ownTimes(language) {
  const [short, long] = [newFormat(language), newFormat(language, 'numeric')];
  return () =>
    (/** @type {(question: StatusQuestion) => Element | false | null} */ next) =>
    (/** @type {StatusQuestion} */ question) => {
      const { activity, hideTimestamp, sendState } = question;
      const drawn = next(question);
      if (!drawn || sendState !== 'sent' || activity.timestamp === undefined) return drawn;
      if (hideTimestamp) return null;
      const date = new Date(activity.timestamp);
      const format = date.getFullYear() === new Date().getFullYear() ? short : long;
      const props = {
        className: 'message-time',
        dateTime: activity.timestamp,
        children: format.format(date),
      };
      // React is inside Web Chat's bundle, so its element is made into ours.
      return { ...drawn, type: 'time', props };
    };
}

/**
 * Returns the format of the reader's own form of the page's language; English without one is written as in Europe, the day before the month.
 * @param {string} language
 * @param {'numeric'} [year]
 */
function newFormat(language, year) {
  const own = navigator.languages.filter((locale) => locale.startsWith(`${language}-`) && isLocale(locale));
  const locales = [...own, language === 'en' ? 'en-GB' : language];
  const { hour12 } = new Intl.DateTimeFormat(locales, { hour: 'numeric' }).resolvedOptions();
  return new Intl.DateTimeFormat(locales, {
    day: 'numeric',
    month: 'short',
    ...(year && { year }),
    // A clock of 24 hours writes 09:05, one of 12 hours 9:05 AM; "numeric" alone gives 9:05 on both.
    hour: hour12 ? 'numeric' : '2-digit',
    minute: '2-digit',
  });
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
