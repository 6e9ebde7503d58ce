import { type Html, html } from '../../../http/html.ts';
import type { PageContext } from '../../layout.ts';

/** The data that a script draws: a bar for each label, with a part for each series. */
interface Bars {
  labels: string[];
  series: { name: string; values: (number | null)[]; stack: string }[];
  isAcross: boolean;
}

/** A row of the table. */
export type Row = readonly [label: string, ...numbers: (number | undefined)[]];

/** Numbers as a table, and a bar chart of some of them. */
export interface Chart {
  id: string;
  title: string;
  about: string;
  /** The text in place of the chart where there is nothing to draw. */
  none: string;
  /** The text alternative of the chart. */
  alt: string;
  columns: readonly string[];
  rows: readonly Row[];
  bars: Bars;
}

/** What a chart is made of. */
interface ChartParts extends Pick<Chart, 'id' | 'alt' | 'rows'> {
  /** The texts of the pack that head the columns. */
  columns: readonly string[];
  /** By its number, the stack that a column is drawn in; a column without one is only in the table. */
  stacks: Readonly<Record<number, string>>;
  /** True for bars that lie, with room for long labels. */
  isAcross?: boolean;
  /** The rows that are drawn, where those of the table are others. */
  drawn?: readonly Row[];
  /** The greatest number of rows that are drawn. */
  most?: number;
}

/** Returns a chart under the heading that the pack has for it. */
export function chartOf(
  { say }: PageContext,
  { title, about, none }: Pick<Chart, 'title' | 'about' | 'none'>,
  { id, alt, rows, stacks, isAcross = false, drawn = rows, most, ...parts }: ChartParts,
): Chart {
  const columns = parts.columns.map((column) => say(column));
  const bars = barsOf(columns, drawn.slice(0, most), stacks, isAcross);
  return { id, title: say(title), about: say(about), none: say(none), alt, columns, rows, bars };
}

/** Returns the bars for some columns of a table; columns with the same stack are stacked. */
function barsOf(
  columns: readonly string[],
  rows: readonly Row[],
  stacks: Readonly<Record<number, string>>,
  isAcross: boolean,
): Bars {
  return {
    labels: rows.map(([label]) => label),
    series: Object.entries(stacks).map(([column, stack]) => ({
      name: columns[Number(column)] ?? '',
      values: rows.map((row) => Number(row[Number(column)] ?? Number.NaN)).map((n) => (n >= 0 ? n : null)),
      stack,
    })),
    isAcross,
  };
}

/** Checks whether there is anything to draw. */
export function isDrawn({ bars }: Chart): boolean {
  return bars.series.some(({ values }) => values.some((value) => value !== null && value > 0));
}

/** Returns a chart with its heading, and the same numbers as a table. A script draws the chart; the table is always there. */
export function chartSection(context: PageContext, chart: Chart): Html {
  const { say, pack } = context;
  const { numbers } = pack.learning;
  const { id, title, about, none, alt, columns, rows, bars } = chart;
  const isCut = bars.isAcross && bars.labels.length < rows.length;
  return html`
      <section id="${id}">
        <h2>${title}</h2>
        <p>${about}</p>
        ${
          isDrawn(chart)
            ? html`
        <div class="picture" data-picture="${id}" hidden><canvas role="img" aria-label="${alt}"></canvas></div>
        ${isCut ? html`<p>${say(numbers.shortened, { shown: bars.labels.length, all: rows.length })}</p>` : ''}
        <details>
          <summary>${say(numbers.table)}<span class="unseen">: ${title}</span></summary>
          ${numbersTable(title, columns, rows)}
        </details>`
            : html`<p class="empty">${none}</p>`
        }
      </section>`;
}

function numbersTable(title: string, columns: readonly string[], rows: readonly Row[]): Html {
  const [first = '', ...others] = columns;
  return html`
          <div class="scroll" tabindex="0" role="region" aria-label="${title}">
            <table>
              <thead><tr><th scope="col">${first}</th>${others.map((name) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
              <tbody>
                ${rows.map(
                  ([label, ...numbers]) =>
                    html`<tr><th scope="row">${label}</th>${numbers.map((number) => html`<td class="number">${number ?? '–'}</td>`)}</tr>`,
                )}
              </tbody>
            </table>
          </div>`;
}
