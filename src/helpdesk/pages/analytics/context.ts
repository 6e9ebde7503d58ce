import { type Html, html } from '../../../http/html.ts';
import { dateLocale } from '../../../lib/date-locale.ts';
import { oncePerKey } from '../../../lib/once-per-key.ts';
import type { PageContext } from '../../layout.ts';

const PAGES = [
  ['numbers', '/helpdesk/learning'],
  ['questions', '/helpdesk/learning/questions'],
  ['history', '/helpdesk/learning/history'],
] as const;

/** Returns the navigation between the analytics pages. */
export function tabs({ say, pack }: PageContext, current: (typeof PAGES)[number][0]): Html {
  const { pages } = pack.learning;
  const links = PAGES.map(
    ([page, href]) =>
      html`<li><a href="${href}"${page === current ? html` aria-current="page"` : ''}>${say(pages[page])}</a></li>`,
  );
  return html`<nav class="tabs" aria-label="${say(pages.navigation)}"><ul>${links}</ul></nav>`;
}

/** Returns the link to the styles of the analytics pages. */
export function styles({ assets }: PageContext): Html {
  return html`<link rel="stylesheet" href="${assets}/learning.css">`;
}

const dayFormatIn = oncePerKey(
  (language) =>
    new Intl.DateTimeFormat(dateLocale(language), {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    }),
);

/** Formats a day in the reader's language. */
export function dayOf(date: Date, language: string): string {
  return dayFormatIn(language).format(date);
}
