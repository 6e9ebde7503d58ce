import { type Html, html } from '../../../http/html.ts';
import { contactLine, layout, sections } from './layout.ts';
import type { PagesOptions, Say } from './types.ts';

/** Renders the privacy statement, the terms of use (which the app for Teams links to), and the contact for questions. */
export function privacyPage(options: PagesOptions, say: Say, assets: string): Html {
  const { privacy } = options.site;
  return layout(options, say, {
    title: say(privacy.title),
    assets,
    main: html`
      <h1>${say(privacy.title)}</h1>
      <p class="intro">${say(privacy.intro)}</p>
      ${sections(privacy.sections, say, { days: options.retentionDays })}
      <div id="use">${sections([privacy.use], say)}</div>
      <section>
        <h2>${say(privacy.contact.heading)}</h2>
        <p>${say(privacy.contact.explanation)}</p>
        <p>${contactLine(privacy.contact, options.privacyContact, say)}</p>
      </section>`,
  });
}
