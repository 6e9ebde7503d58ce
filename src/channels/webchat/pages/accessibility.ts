import { type Html, html } from '../../../http/html.ts';
import { contactLine, layout, sections } from './layout.ts';
import type { PageParts } from './types.ts';

/** Renders the accessibility statement, with the address to write to or a sentence that there is none yet. */
export function accessibilityPage(parts: PageParts): Html {
  const { options, say } = parts;
  const { accessibility } = options.site;
  const { feedback } = accessibility;
  return layout(parts, {
    title: say(accessibility.title),
    main: html`
      <h1>${say(accessibility.title)}</h1>
      <p class="intro">${say(accessibility.intro)}</p>
      ${sections(accessibility.sections, say)}
      <section>
        <h2>${say(feedback.heading)}</h2>
        <p>${say(feedback.explanation)}</p>
        <p>${contactLine(feedback, options.accessibilityContact, say)}</p>
      </section>`,
  });
}
