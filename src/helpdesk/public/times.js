// @ts-check

/**
 * Rewrites the times in a part of the page in the reader's own time zone.
 * @param {ParentNode} part
 * @param {string} language
 */
export function localise(part, language) {
  const [short, long] = [newFormat(language), newFormat(language, 'numeric')];
  const thisYear = new Date().getFullYear();
  for (const time of part.querySelectorAll('time')) {
    const date = new Date(time.dateTime);
    time.textContent = (date.getFullYear() === thisYear ? short : long).format(date);
  }
}

/**
 * @param {string} language
 * @param {'numeric'} [year]
 */
function newFormat(language, year) {
  // English dates as the server writes them: the day before the month.
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    day: 'numeric',
    month: 'short',
    ...(year && { year }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}
