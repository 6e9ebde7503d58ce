import { GUIDE_PAGE } from '../../../guide/guide-page.ts';
import { type Html, html } from '../../../http/html.ts';
import { layout, sections } from './layout.ts';
import type { PagesOptions, Say } from './types.ts';

/** Renders the start page: the purpose of the access, and the launcher of the assistant. */
export function homePage(options: PagesOptions, say: Say, assets: string): Html {
  const { home } = options.site;
  return layout(options, say, {
    title: say(home.title),
    assets,
    head: html`<script src="/widget.js" defer></script>`,
    main: html`
      <h1>${say(home.title)}</h1>
      <p class="intro">${say(home.intro)}</p>
      ${sections(home.sections, say)}
      <p><a class="button" href="/chat">${say(home.openChat)}</a></p>
      <p><a href="${GUIDE_PAGE}">${say(options.site.page.guide)}</a></p>`,
  });
}
