import { type Html, html } from '../../../http/html.ts';
import { layout } from './layout.ts';
import type { PagesOptions, Say } from './types.ts';

/** The page that a link in an email opens. */
export const TICKET_LINK = '/ticket';

/** Renders a page with a button that opens the conversation of a ticket, since programs that look into emails press none. */
export function ticketLinkPage(options: PagesOptions, say: Say, assets: string, key: string): Html {
  const { title, text, replaces, button } = options.site.ticketLink;
  return layout(options, say, {
    title: say(title),
    assets,
    main: html`
      <h1>${say(title)}</h1>
      <p class="intro">${say(text)}</p>
      <p>${say(replaces)}</p>
      <form method="post" action="${TICKET_LINK}">
        <input type="hidden" name="key" value="${key}">
        <button class="button">${say(button)}</button>
      </form>`,
  });
}

/** Renders the page for a link that opens nothing (any more), with what the person can do instead. */
export function uselessLinkPage(options: PagesOptions, say: Say, assets: string): Html {
  const { title, text, again, openChat } = options.site.ticketLink.useless;
  return layout(options, say, {
    title: say(title),
    assets,
    main: html`
      <h1>${say(title)}</h1>
      <p class="intro">${say(text)}</p>
      <p>${say(again)}</p>
      <p><a class="button" href="/chat">${say(openChat)}</a></p>`,
  });
}
