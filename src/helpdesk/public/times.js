// @ts-check

/**
 * Writes the moments in a part of the page in the reader's own time.
 * @param {ParentNode} part
 * @param {string} language
 */
export function localise(part, language) {
  const format = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  for (const time of part.querySelectorAll('time')) time.textContent = format.format(new Date(time.dateTime));
}
