import { type Html, html } from '../../../http/html.ts';
import { contactLine, layout, sections } from './layout.ts';
import type { PageParts, PagesOptions, Say } from './types.ts';

type Kept = PagesOptions['site']['privacy']['kept'];

/** Renders the privacy statement, the terms of use (which the app for Teams links to), and the contact for questions. */
export function privacyPage(parts: PageParts): Html {
  const { options, say } = parts;
  const { privacy } = options.site;
  return layout(parts, {
    title: say(privacy.title),
    main: html`
      <h1>${say(privacy.title)}</h1>
      <p class="intro">${say(privacy.intro)}</p>
      ${keptTable(privacy.kept, say, options.retentionDays)}
      ${sections(privacy.sections, say)}
      <div id="use">${sections([privacy.use], say)}</div>
      <section>
        <h2>${say(privacy.contact.heading)}</h2>
        <p>${say(privacy.contact.explanation)}</p>
        <p>${contactLine(privacy.contact, options.helpdeskEmail, say)}</p>
      </section>`,
  });
}

/**
 * Draws the kinds of records as a table, each with how long it is kept and who sees it. A phone shows each row as a block, under
 * the names of its columns; the roles keep it a table for screen readers there.
 */
function keptTable({ columns, rows, ...section }: Kept, say: Say, days: number): Html {
  return html`
      ${sections([section], say)}
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">${[columns.what, columns.howLong, columns.who].map((name) => html`<th role="columnheader" scope="col">${say(name)}</th>`)}</tr>
        </thead>
        <tbody role="rowgroup">
          ${rows.map(
            ({ what, howLong, who }) =>
              html`<tr role="row"><td role="cell">${say(what)}</td><td role="cell" data-column="${say(columns.howLong)}">${say(howLong, { days })}</td><td role="cell" data-column="${say(columns.who)}">${say(who)}</td></tr>`,
          )}
        </tbody>
      </table>`;
}
