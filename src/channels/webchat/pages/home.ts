import { DEFAULT_LANGUAGE, textsOf } from '../../../content/content.ts';
import { GUIDE_PAGE } from '../../../guide/guide-page.ts';
import { type Html, html } from '../../../http/html.ts';
import { layout, sections } from './layout.ts';
import type { PagesOptions, Say } from './types.ts';

/** Renders the start page: the purpose of the access, and the launcher of the assistant. */
export function homePage(options: PagesOptions, say: Say, assets: string): Html {
  const { home } = options.site;
  const { messages, steps } = textsOf(options.content, DEFAULT_LANGUAGE);
  const { before, parts } = messages.welcome;
  return layout(options, say, {
    title: say(home.title),
    assets,
    head: html`<script src="/widget.js" defer></script>`,
    main: html`
      <h1>${say(home.title)}</h1>
      <p class="intro">${say(home.intro)}</p>
      <p><a class="button" href="/chat">${say(home.openChat)}</a></p>
      <section>
        <h2>${say(before.title)}</h2>
        <ul>${before.lines.map((line) => html`<li>${say(line)}</li>`)}</ul>
      </section>
      <section>
        <h2>${say(parts)}</h2>
        <ol>${options.content.guide.phases.map(({ id }) => html`<li>${say(steps[id]?.title ?? id)}</li>`)}</ol>
      </section>
      ${sections(home.sections, say)}
      <p><a href="${GUIDE_PAGE}">${say(options.site.page.guide)}</a></p>`,
  });
}
