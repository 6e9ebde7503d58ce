import type { MessageValues } from '../../../content/format-message.ts';
import { GUIDE_PAGE } from '../../../guide/guide-page.ts';
import { type Html, html } from '../../../http/html.ts';
import type { PageParts, Say } from './types.ts';

interface Parts {
  title: string;
  main: Html;
  /** Further elements at the end of the page's head. */
  head?: Html;
}

/** Renders a plain page: a header with the network's name, the content, and a footer with links. */
export function layout(page: PageParts, { title, main, head }: Parts): Html {
  const { options, say, assets, to } = page;
  const { site, network, language } = options;
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} – ${network.shortName}</title>
    <link rel="icon" href="${assets}/icon.svg">
    <link rel="stylesheet" href="${assets}/site.css">
    <script src="${assets}/kept-language.js"></script>
    ${head ?? ''}
  </head>
  <body>
    <a class="skip" href="#content">${say(site.page.skip)}</a>
    <header class="top"><div><a href="${to('/')}">${network.name}</a>${languageLinks(page)}</div></header>
    <main id="content" tabindex="-1">${main}</main>
    <footer class="bottom">
      <div>
        <p>${network.about}</p>
        <ul>
          <li><a href="${to('/')}">${say(site.page.home)}</a></li>
          <li><a href="${to(GUIDE_PAGE)}">${say(site.page.guide)}</a></li>
          <li><a href="${to('/accessibility')}">${say(site.page.accessibility)}</a></li>
          <li><a href="${to('/privacy')}">${say(site.page.privacy)}</a></li>
          <li><a href="${network.site}" rel="noopener">${say(site.page.networkSite)}</a></li>
          <li><a href="${network.ernSite}" rel="noopener">${say(site.page.ernSite)}</a></li>
        </ul>
      </div>
    </footer>
  </body>
</html>
`;
}

/** Draws links to the same page in each language, where there is more than one. */
function languageLinks({ options, say, inLanguage }: PageParts): Html {
  const { languages, language, site } = options;
  if (languages.length < 2) return html``;
  return html`
      <nav class="languages" aria-label="${say(site.page.language)}">
        <ul>${languages.map(({ code, name }) => {
          const current = code === language ? html` aria-current="true"` : '';
          return html`<li><a href="${inLanguage(code)}" lang="${code}" hreflang="${code}"${current}>${name}</a></li>`;
        })}</ul>
      </nav>`;
}

/** Renders sections of text under headings. */
export function sections(
  list: readonly { heading: string; paragraphs: readonly string[] }[],
  say: Say,
  values: MessageValues = {},
): Html[] {
  return list.map(
    ({ heading, paragraphs }) => html`
      <section>
        <h2>${say(heading)}</h2>
        ${paragraphs.map((paragraph) => html`<p>${say(paragraph, values)}</p>`)}
      </section>`,
  );
}

/** Renders a sentence with an email address in it as a link, or a sentence that there is none yet. */
export function contactLine(
  { write, unset }: { write: string; unset: string },
  contact: string | null,
  say: Say,
): Html {
  if (contact === null) return html`${say(unset)}`;
  const [before = '', ...after] = say(write, { contact }).split(contact);
  return html`${before}<a href="mailto:${contact}">${contact}</a>${after.join(contact)}`;
}
