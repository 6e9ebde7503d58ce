import { type Content, type DeskTexts, type Texts, textsForDesk } from '../content/content.ts';
import { type ContentProblem, describeProblem } from '../content/content-problem.ts';
import { type Say, sayFor } from '../content/format-message.ts';
import type { HelpdeskTexts } from '../content/schema/helpdesk-texts.ts';
import type { Assets } from '../http/assets.ts';
import { type Html, html, json } from '../http/html.ts';
import type { Session } from './session.ts';

/** The context in which every helpdesk page is drawn. */
export interface PageContext {
  /** All texts of the content pack. */
  pack: Texts & DeskTexts;
  texts: HelpdeskTexts;
  language: string;
  /** Fills the placeholders of a text. */
  say: Say;
  /** The base address of scripts and styles, with their version. */
  assets: string;
  session?: Session | undefined;
  /** What is wrong with a changed content pack, while an earlier one is still in use. */
  contentProblems: readonly ContentProblem[];
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
    ${session ? html`<script type="module" src="${assets}/news.js"></script>` : ''}
  </head>
  <body>
    <a class="skip" href="#content">${say(texts.page.skip)}</a>
    <header class="top">
      <div>
        <p class="name">${say(texts.page.title)}</p>
        ${session ? navigation(context, session, current) : ''}
      </div>
    </header>
    <main id="content" tabindex="-1">${session ? html`<div id="news" role="status"></div>` : ''}${session ? wrongPack(context) : ''}${main}</main>
  </body>
</html>
`;
}

/** Says what is wrong with a changed content pack; nothing where it is right. */
function wrongPack({ texts, say, contentProblems }: PageContext): Html {
  if (contentProblems.length === 0) return html``;
  const { heading, explanation } = texts.page.wrongPack;
  return html`
      <section class="notice refused wrong-pack" aria-labelledby="wrong-pack">
        <h2 id="wrong-pack">${say(heading)}</h2>
        <p>${say(explanation)}</p>
        <ul>${contentProblems.map((problem) => html`<li>${describeProblem(problem)}</li>`)}</ul>
      </section>`;
}

function navigation(context: PageContext, session: Session, current: Parts['current']): Html {
  const { texts, say } = context;
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
        ${tellMe(context)}
        <form class="who" method="post" action="/helpdesk/sign-out">
          <input type="hidden" name="csrf" value="${session.csrf}">
          <span>${say(texts.page.signedInAs, { name: session.agent.name })}</span>
          <button class="plain">${say(texts.page.signOut)}</button>
        </form>`;
}

/** Returns the button for notifications of the browser; a script shows it where the browser has any. */
function tellMe({ texts, say }: PageContext): Html {
  const { button, on, off, denied } = texts.page.tellMe;
  return html`<button type="button" class="plain" id="tell-me" aria-pressed="false" data-on="${say(on)}" data-off="${say(off)}" data-denied="${say(denied)}" hidden>${say(button)}</button>`;
}

interface PageContextOptions {
  /** The language that the helpdesk works in. */
  deskLanguage: string;
  assets: Assets;
  contentProblems: () => readonly ContentProblem[];
}

/** Returns a function that makes the page context for a session, from the content pack that counts then. */
export function pageContextFor(
  content: () => Content,
  { deskLanguage, assets, contentProblems }: PageContextOptions,
): (session?: Session) => Promise<PageContext> {
  return async (session) => {
    const pack = textsForDesk(content(), deskLanguage);
    const { helpdesk: texts, network, language } = pack;
    const say = sayFor(network, language);
    return {
      pack,
      texts,
      language,
      say,
      assets: await assets.address(),
      session,
      contentProblems: contentProblems(),
    };
  };
}
