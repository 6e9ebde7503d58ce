import { type Content, DEFAULT_LANGUAGE, textsOf } from '../content/content.ts';
import { type Say, sayFor } from '../content/format-message.ts';
import type { HelpdeskTexts } from '../content/schema/helpdesk-texts.ts';
import type { Assets } from '../http/assets.ts';
import { type Html, html, json } from '../http/html.ts';
import type { Session } from './session.ts';

/** The context in which every helpdesk page is drawn. */
export interface PageContext {
  texts: HelpdeskTexts;
  language: string;
  /** Fills the placeholders of a text. */
  say: Say;
  /** The base address of scripts and styles, with their version. */
  assets: string;
  session?: Session | undefined;
}

interface Parts {
  title: string;
  main: Html;
  /** The entry of the navigation that the page belongs to. */
  current?: 'tickets' | 'answers' | 'learning';
  /** Additional elements of the head. */
  head?: Html;
  /** The settings that the page's scripts read. */
  settings?: object;
}

/** Returns a helpdesk page: the navigation, who is signed in, and the content. */
export function layout(context: PageContext, { title, main, current, head, settings }: Parts): Html {
  const { texts, language, say, assets, session } = context;
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} – ${say(texts.page.title)}</title>
    <link rel="icon" href="${assets}/icon.svg">
    <link rel="stylesheet" href="${assets}/helpdesk.css">
    ${settings ? html`<script type="application/json" id="settings">${json(settings)}</script>` : ''}
    ${head ?? ''}
  </head>
  <body>
    <a class="skip" href="#content">${say(texts.page.skip)}</a>
    <header class="top">
      <div>
        <p class="name">${say(texts.page.title)}</p>
        ${session ? navigation(context, session, current) : ''}
      </div>
    </header>
    <main id="content" tabindex="-1">${main}</main>
  </body>
</html>
`;
}

function navigation({ texts, say }: PageContext, session: Session, current: Parts['current']): Html {
  const link = (page: 'tickets' | 'answers' | 'learning', href: string): Html =>
    html`<li><a href="${href}"${current === page ? html` aria-current="page"` : ''}>${say(texts.page[page])}</a></li>`;
  return html`
        <nav aria-label="${say(texts.page.navigation)}">
          <ul>
            ${link('tickets', '/helpdesk')}
            ${link('answers', '/helpdesk/answers')}
            ${link('learning', '/helpdesk/learning')}
          </ul>
        </nav>
        <form class="who" method="post" action="/helpdesk/sign-out">
          <input type="hidden" name="csrf" value="${session.csrf}">
          <span>${say(texts.page.signedInAs, { name: session.agent.name })}</span>
          <button class="plain">${say(texts.page.signOut)}</button>
        </form>`;
}

/** Returns a function that makes the page context for a session. */
export function pageContextFor(
  content: Content,
  assets: Assets,
): (session?: Session) => Promise<PageContext> {
  const { helpdesk: texts, network, language } = textsOf(content, DEFAULT_LANGUAGE);
  const say = sayFor(network, language);
  return async (session) => ({ texts, language, say, assets: await assets.address(), session });
}
