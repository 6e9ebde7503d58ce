import { textsOf } from '../../../content/content.ts';
import { GUIDE_PAGE } from '../../../guide/guide-page.ts';
import { type Html, html } from '../../../http/html.ts';
import { layout, sections } from './layout.ts';
import type { PageParts } from './types.ts';

/** Renders the start page: the purpose of the access, and the launcher of the assistant. */
export function homePage(parts: PageParts): Html {
  const { options, say, to } = parts;
  const { home } = options.site;
  const { messages, steps } = textsOf(options.content, options.language);
  const { before, parts: phases } = messages.welcome;
  return layout(parts, {
    title: say(home.title),
    head: html`<script src="/widget.js" defer></script>`,
    main: html`
      <h1>${say(home.title)}</h1>
      <p class="intro">${say(home.intro)}</p>
      <p><a class="button" href="${to('/chat')}">${say(home.openChat)}</a></p>
      <section>
        <h2>${say(before.title)}</h2>
        <ul>${before.lines.map((line) => html`<li>${say(line)}</li>`)}</ul>
      </section>
      <section>
        <h2>${say(phases)}</h2>
        <ol>${options.content.guide.phases.map(({ id }) => html`<li>${say(steps[id]?.title ?? id)}</li>`)}</ol>
      </section>
      ${sections(home.sections, say)}
      <p><a href="${to(GUIDE_PAGE)}">${say(options.site.page.guide)}</a></p>`,
  });
}
