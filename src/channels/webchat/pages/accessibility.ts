import type { PagesOptions, Say } from '../pages.ts';
import { type Html, html } from './html.ts';
import { layout, sections } from './layout.ts';

/** The accessibility statement, with the address to write to or the words that there is none yet. */
export function accessibilityPage(options: PagesOptions, say: Say, assets: string): Html {
  const { accessibility } = options.site;
  const { feedback } = accessibility;
  return layout(options, say, {
    title: say(accessibility.title),
    assets,
    main: html`
      <h1>${say(accessibility.title)}</h1>
      <p class="intro">${say(accessibility.intro)}</p>
      ${sections(accessibility.sections, say)}
      <section>
        <h2>${say(feedback.heading)}</h2>
        <p>${say(feedback.explanation)}</p>
        <p>${contactLine(options, say)}</p>
      </section>`,
  });
}

function contactLine({ accessibilityContact: contact, site }: PagesOptions, say: Say): Html {
  const { write, unset } = site.accessibility.feedback;
  if (contact === null) return html`${say(unset)}`;
  const [before = '', ...after] = say(write, { contact }).split(contact);
  return html`${before}<a href="mailto:${contact}">${contact}</a>${after.join(contact)}`;
}
