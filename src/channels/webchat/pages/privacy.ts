import { type Html, html } from '../../../http/html.ts';
import { contactLine, layout, sections } from './layout.ts';
import type { PagesOptions, Say } from './types.ts';

type Kept = PagesOptions['site']['privacy']['kept'];

/** Renders the privacy statement, the terms of use (which the app for Teams links to), and the contact for questions. */
export function privacyPage(options: PagesOptions, say: Say, assets: string): Html {
  const { privacy } = options.site;
  return layout(options, say, {
    title: say(privacy.title),
    assets,
    main: html`
      <h1>${say(privacy.title)}</h1>
      <p class="intro">${say(privacy.intro)}</p>
      ${keptTable(privacy.kept, say, options.retentionDays)}
      ${sections(privacy.sections, say)}
      <div id="use">${sections([privacy.use], say)}</div>
      <section>
        <h2>${say(privacy.contact.heading)}</h2>
        <p>${say(privacy.contact.explanation)}</p>
        <p>${contactLine(privacy.contact, options.privacyContact, say)}</p>
      </section>`,
  });
}

/** Draws the kinds of records as a table, each with how long it is kept and who sees it. */
function keptTable({ columns, rows, ...section }: Kept, say: Say, days: number): Html {
  return html`
      ${sections([section], say)}
      <table>
        <thead>
          <tr><th scope="col">${say(columns.what)}</th><th scope="col">${say(columns.howLong)}</th><th scope="col">${say(columns.who)}</th></tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ what, howLong, who }) =>
              html`<tr><td>${say(what)}</td><td>${say(howLong, { days })}</td><td>${say(who)}</td></tr>`,
          )}
        </tbody>
      </table>`;
}
