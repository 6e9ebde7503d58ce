import type { AnalyticsReport } from '../../../analytics/report.ts';
import { type Html, html } from '../../../http/html.ts';
import type { PageContext } from '../../layout.ts';
import { layout } from '../../layout.ts';
import { chartSection, isDrawn } from './chart.ts';
import { chartsOf } from './charts.ts';
import { styles, tabs } from './context.ts';

/** The numbers of weeks that can be shown together. */
export const RANGES = ['4', '12', '52'] as const;

/** Returns the page with the counts, as charts and as tables. */
export function numbersPage(context: PageContext, report: AnalyticsReport, weeks: number): Html {
  const { say, pack, assets } = context;
  const { numbers } = pack.learning;
  const charts = report.isEmpty ? [] : chartsOf(context, report);
  return layout(context, {
    title: say(numbers.title),
    current: 'learning',
    head: html`${styles(context)}
    <script src="${assets}/chart.umd.min.js" defer></script>
    <script type="module" src="${assets}/learning.js"></script>`,
    settings: Object.fromEntries(charts.filter(isDrawn).map(({ id, bars }) => [id, bars])),
    main: html`
      ${tabs(context, 'numbers')}
      <h1>${say(numbers.title)}</h1>
      <p class="intro">${say(numbers.intro)}</p>
      <nav class="tabs" aria-label="${say(numbers.range)}">
        <ul>
          ${RANGES.map(
            (count) =>
              html`<li><a href="?weeks=${count}"${Number(count) === weeks ? html` aria-current="true"` : ''}>${say(numbers.weeks, { count })}</a></li>`,
          )}
        </ul>
      </nav>
      <p><a class="button" href="/helpdesk/learning.csv?weeks=${weeks}" download>${say(numbers.csv)}</a></p>
      ${report.isEmpty ? html`<p class="empty">${say(numbers.empty)}</p>` : ''}
      ${charts.map((chart) => chartSection(context, chart))}`,
  });
}
