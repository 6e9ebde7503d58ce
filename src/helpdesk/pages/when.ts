import { type Html, html } from '../../http/html.ts';
import { dateLocale } from '../../lib/date-locale.ts';
import { oncePerKey } from '../../lib/once-per-key.ts';

const format = { thisYear: formatWith({}), otherYears: formatWith({ year: 'numeric' }) };

/** Returns a moment in UTC; a script of the page turns it into the reader's own time. */
export function when(iso: string, language: string): Html {
  const date = new Date(iso);
  const isThisYear = date.getUTCFullYear() === new Date().getUTCFullYear();
  const { [isThisYear ? 'thisYear' : 'otherYears']: formatIn } = format;
  return html`<time datetime="${iso}">${formatIn(language).format(date)}</time>`;
}

function formatWith(more: Intl.DateTimeFormatOptions): (language: string) => Intl.DateTimeFormat {
  return oncePerKey(
    (language) =>
      new Intl.DateTimeFormat(dateLocale(language), {
        day: 'numeric',
        month: 'short',
        ...more,
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone: 'UTC',
        timeZoneName: 'short',
      }),
  );
}
