import type { Texts } from '../../../content/content.ts';
import { type Html, html } from '../../../http/html.ts';
import type { PageContext } from '../../layout.ts';

/** What the learning pages are drawn with. */
export interface AnalyticsContext extends PageContext {
  pack: Texts;
}

const PAGES = [
  ['numbers', '/helpdesk/learning'],
  ['questions', '/helpdesk/learning/questions'],
  ['history', '/helpdesk/learning/history'],
] as const;

/** The way between the learning pages. */
export function tabs({ say, pack }: AnalyticsContext, current: (typeof PAGES)[number][0]): Html {
  const { pages } = pack.learning;
  const links = PAGES.map(
    ([page, href]) =>
      html`<li><a href="${href}"${page === current ? html` aria-current="page"` : ''}>${say(pages[page])}</a></li>`,
  );
  return html`<nav class="tabs" aria-label="${say(pages.navigation)}"><ul>${links}</ul></nav>`;
}

/** The styles of the learning pages. */
export function styles({ assets }: AnalyticsContext): Html {
  return html`<link rel="stylesheet" href="${assets}/learning.css">`;
}

/** A day as people write it. */
export function dayOf(date: Date, language: string): string {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(date);
}

/** A question by its title, or a group of what is out of scope by its id; what the content has no more by its id alone. */
export function questionName({ say, pack }: AnalyticsContext, id: string): string {
  const question = Object.hasOwn(pack.questions, id) ? pack.questions[id] : undefined;
  if (question) return say(question.question);
  return Object.hasOwn(pack.outOfScope, id) ? id : say(pack.learning.numbers.gone, { id });
}
