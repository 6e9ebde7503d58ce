import { MAX_TEXT_LENGTH } from '../../../conversation/input-limits.ts';
import { GUIDE_PAGE } from '../../../guide/guide-page.ts';
import { type Html, html, json } from '../../../http/html.ts';
import { type CardContent, cardAsHtml } from './first-look.ts';
import { contactLine } from './layout.ts';
import type { PageParts, PagesOptions, Say } from './types.ts';

/** The parts of the page besides the texts of the content pack. */
export interface ChatPageParts {
  nonce: string;
  /** The welcome, which is shown until there is a conversation. */
  welcome?: CardContent | undefined;
  /** Leads to a conversation that the browser need not know yet. */
  token?: string;
}

/** Renders the page with the conversation, for a whole window or for the frame that the launcher opens. */
export function chatPage(parts: PageParts, { nonce, welcome, token }: ChatPageParts): Html {
  const { options, say, assets, to } = parts;
  const { site, language } = options;
  const { chat, progress, page } = site;
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${say(chat.title)}</title>
    <link rel="icon" href="${assets}/icon.svg">
    ${token === undefined ? html`<script src="${assets}/kept-language.js"></script>` : ''}
    <link rel="stylesheet" href="${assets}/chat.css">
    <link rel="stylesheet" href="${assets}/notices.css">
    <link rel="stylesheet" href="${assets}/progress.css">
    <link rel="stylesheet" href="${assets}/cards.css">
    <link rel="stylesheet" href="${assets}/transcript.css">
    <link rel="stylesheet" href="${assets}/first-look.css">
    <link rel="stylesheet" href="${assets}/low-window.css">
    <link rel="stylesheet" href="${assets}/forced-colors.css">
    <link rel="stylesheet" href="${assets}/print.css">
    <script type="module" src="${assets}/frame-ready.js" async></script>
    <script type="application/json" id="settings">${json({ ...settings(options, say, nonce), token })}</script>
    <script src="${assets}/early.js"></script>
    <script type="module" src="${assets}/chat.js"></script>
    <script type="module" src="${assets}/slow-start.js" async></script>
  </head>
  <body>
    <header class="top">
      <div>
        <h1 data-text="title">${say(chat.title)}</h1>
        <p data-text="subtitle">${say(chat.subtitle)}</p>
        <p id="lasts" role="status"></p>
      </div>
      ${languageButton(options, say)}
      <div class="top-buttons">
        <button type="button" id="my-data" data-text="my-data">${say(options.myData)}</button>
        <button type="button" id="not-me" data-text="not-me" hidden>${say(chat.notMe.button)}</button>
      </div>
    </header>
    <section class="compact" id="compact" data-text="compact" aria-label="${say(progress.heading)}" hidden>
      <button type="button" id="compact-open" aria-haspopup="dialog" aria-labelledby="compact-text">
        <span id="compact-text"></span>
        <progress id="compact-bar" aria-hidden="true" max="1" value="0"></progress>
      </button>
    </section>
    <div class="columns">
      <main>
        <div id="chat">
          <div class="web-chat" id="first-look">
            <div id="first-talk" tabindex="-1">${welcome ? html`<div data-welcome>${cardAsHtml(welcome)}</div>` : ''}</div>
            <p class="waiting" id="first-wait" data-text="wait">${say(welcome ? chat.resuming : chat.loading)}</p>
            <form id="first-form">
              <textarea id="first-box" data-text="box" rows="1" placeholder="${say(chat.placeholder)}" aria-label="${say(chat.placeholder)}"></textarea>
              <button type="submit" title="${say(chat.send)}" aria-label="${say(chat.send)}"><svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d="M3 20l18-8L3 4l2 6.5 9 1.5-9 1.5z"/></svg></button>
            </form>
          </div>
          <div id="web-chat"></div>
        </div>
        <div id="too-long" role="status"></div>
        <div id="away" role="status"></div>
        <div id="unsent" role="alert"></div>
        <div id="trouble" role="alert"></div>
        <noscript>
          <div class="waiting">
            <p>${say(chat.noScript.line)}</p>
            <p><a href="${to(GUIDE_PAGE)}">${say(chat.noScript.guide)}</a></p>
            <p>${contactLine(chat.noScript, options.helpdeskEmail, say)}</p>
          </div>
        </noscript>
      </main>
      <aside aria-labelledby="progress-heading">
        <h2 id="progress-heading" data-text="progress">${say(progress.heading)}</h2>
        <div id="progress"><p data-text="no-progress">${say(progress.none)}</p></div>
        <p class="small"><a href="${to('/accessibility')}" data-text="accessibility" target="_blank" rel="noopener">${say(page.accessibility)}</a></p>
      </aside>
    </div>
    <div id="status" role="status" class="unseen"></div>
    <dialog id="not-me-dialog" aria-labelledby="not-me-heading" aria-describedby="not-me-explanation">
      <h2 id="not-me-heading" data-text="not-me-heading">${say(chat.notMe.heading)}</h2>
      <p class="notice" id="not-me-explanation" data-text="not-me-explanation">${say(chat.notMe.explanation)}</p>
      <div class="choices">
        <button type="button" id="not-me-cancel" data-text="not-me-cancel" class="main">${say(chat.notMe.cancel)}</button>
        <button type="button" id="not-me-confirm" data-text="not-me-confirm">${say(chat.notMe.confirm)}</button>
      </div>
    </dialog>
    ${languageDialog(options, say)}
    <dialog id="steps-dialog" aria-labelledby="steps-heading">
      <h2 id="steps-heading" data-text="progress">${say(progress.heading)}</h2>
      <div id="steps-list"></div>
      <button type="button" id="steps-close" data-text="close" class="main">${say(progress.close)}</button>
    </dialog>
    <dialog id="picture-dialog" aria-labelledby="picture-large">
      <img id="picture-large" alt="">
      <button type="button" id="picture-close" data-text="close-picture" class="main">${say(options.closePicture)}</button>
    </dialog>
  </body>
</html>
`;
}

/** Draws the button that names the language and offers the others, where there are any. A globe says what it is in no language. */
function languageButton({ languages, language, site }: PagesOptions, say: Say): Html {
  if (languages.length < 2) return html``;
  const name = languages.find(({ code }) => code === language)?.name ?? language;
  return html`<button type="button" id="language" data-text="language" aria-haspopup="dialog" aria-label="${say(site.page.language)}: ${name}"><svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true"><path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18"/></svg><span data-text="language-name">${name}</span></button>`;
}

function languageDialog({ languages, language, site }: PagesOptions, say: Say): Html {
  if (languages.length < 2) return html``;
  return html`<dialog id="language-dialog" aria-labelledby="language-heading">
      <h2 id="language-heading" data-text="language-heading">${say(site.page.language)}</h2>
      <div class="choices notice">${languages.map(({ code, name }) => {
        const current = code === language ? html` class="main" aria-current="true"` : '';
        return html`<button type="button" data-language="${code}" lang="${code}"${current}>${name}</button>`;
      })}</div>
      <button type="button" id="language-close" data-text="close">${say(site.progress.close)}</button>
    </dialog>`;
}

/** Collects the settings of the page's scripts, in the shape that public/settings.js describes. */
function settings({ site, backToAssistant, language, languages }: PagesOptions, say: Say, nonce: string) {
  const { chat, progress } = site;
  const spoken = (texts: Record<string, string>) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, say(text)]));
  return {
    nonce,
    title: say(chat.title),
    language,
    languages: languages.map(({ code }) => code),
    placeholder: say(chat.placeholder),
    withHelpdesk: { ...spoken(chat.withHelpdesk), back: say(backToAssistant) },
    conversation: say(chat.conversation),
    said: say(chat.said),
    youSaid: say(chat.youSaid),
    messageReady: say(chat.messageReady),
    earlier: say(chat.earlier),
    resuming: say(chat.resuming),
    copy: spoken(chat.copy),
    unsent: say(chat.unsent),
    away: spoken(chat.away),
    lasts: spoken(chat.lasts),
    working: say(chat.working),
    earlierStep: spoken(chat.earlierStep),
    earlierMessages: spoken(chat.earlierMessages),
    notOpened: say(progress.notOpened),
    tooLong: say(chat.tooLong, { count: '{count}' }),
    longest: MAX_TEXT_LENGTH,
    tooMany: say(chat.tooMany, { seconds: '{seconds}' }),
    unavailable: say(chat.unavailable, { seconds: '{seconds}' }),
    busy: say(chat.busy),
    failed: spoken(chat.failed),
    ended: spoken(chat.ended),
    erased: spoken(chat.erased),
    summary: say(progress.summary, { done: '{done}', total: '{total}' }),
    states: spoken(progress.states),
  };
}
