// @ts-check

/**
 * @typedef {object} Status
 * @property {{ timestamp?: string }} activity
 * @property {boolean} [hideTimestamp] The next message says it for this one, too.
 * @property {'sending' | 'send failed' | 'sent'} sendState
 */

/**
 * The middleware for Web Chat that says below a message when it was sent, as this reader writes dates. Web Chat itself
 * writes all English ones as in America.
 */
export const messageTimes =
  () => (/** @type {(status: Status) => unknown} */ next) => (/** @type {Status} */ status) => {
    const { activity, hideTimestamp, sendState } = status;
    if (sendState !== 'sent' || activity.timestamp === undefined) return next(status);
    return hideTimestamp ? '' : timeOf(new Date(activity.timestamp));
  };

/** @param {Date} date */
function timeOf(date) {
  const now = new Date();
  const isToday = date.toDateString() === now.toDateString();
  const isThisYear = date.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(readersLocale(), {
    ...(!isToday && { day: 'numeric', month: 'short' }),
    ...(!isThisYear && { year: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(date);
}

/** Returns the reader's own form of the page's language; English without one is written as in Europe, the day before the month. */
function readersLocale() {
  const { lang } = document.documentElement;
  const own = navigator.languages.find((locale) => locale.startsWith(`${lang}-`));
  return own ?? (lang === 'en' ? 'en-GB' : lang);
}
