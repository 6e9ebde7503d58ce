import { type Html, html } from '../../http/html.ts';
import { dateLocale } from '../../lib/date-locale.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns a moment in UTC; a script of the page turns it into the reader's own time. */
export function when(iso: string, language: string): Html {
  const date = new Date(iso);
  const isThisYear = date.getUTCFullYear() === new Date().getUTCFullYear();
  return html`<time datetime="${iso}">${formatOf(language, isThisYear).format(date)}</time>`;
}

function formatOf(language: string, isThisYear: boolean): Intl.DateTimeFormat {
  const key = `${language} ${isThisYear}`;
  const format = formats.get(key) ?? newFormat(language, isThisYear);
  formats.set(key, format);
  return format;
}

function newFormat(language: string, isThisYear: boolean): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(dateLocale(language), {
    day: 'numeric',
    month: 'short',
    ...(!isThisYear && { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
}
