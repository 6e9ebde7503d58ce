import type { Request, Response, Server } from 'restify';
import { NO_STORE, pageHeaders, privatePageHeaders } from '../../../http/headers.ts';
import { html } from '../../../http/html.ts';
import { toHttpError } from '../../../http/http-error.ts';
import { readForm, readQuery } from '../../../http/read-request.ts';
import { answering, sendError, sendPage } from '../../../http/respond.ts';
import { checkSameSite } from '../../../http/same-site.ts';
import type { Limits } from '../../../limits/limits.ts';
import { layout } from './layout.ts';
import type { PageParts, RenderedPage, RequestedPage } from './types.ts';

/** The page that a link in an email opens. */
export const TICKET_LINK = '/ticket';

/** What links in emails open. */
export interface TicketLinks {
  /** Returns a token that continues the conversation to which a link's key leads; undefined where it leads to none (any more). */
  tokenFor(key: string): Promise<string | undefined>;
  limits: Limits;
}

interface Drawing {
  /** Returns the parts of every page. */
  partsFor(request: Request): Promise<RequestedPage>;
  /** Renders the page with the conversation that a token leads to. */
  chat(parts: RequestedPage, token: string): RenderedPage;
}

/**
 * Adds the page that the link of an email opens: a visit shows a button, since programs that look into emails press none, and the
 * button opens the conversation.
 */
export function mountTicketLink(server: Server, links: TicketLinks, { partsFor, chat }: Drawing): void {
  const page = async (
    request: Request,
    response: Response,
    key: string,
    render: (parts: RequestedPage, token: string) => RenderedPage,
  ): Promise<void> => {
    const token = await links.tokenFor(key);
    const parts = await partsFor(request);
    const { html, headers } = token === undefined ? uselessLinkPage(parts) : render(parts, token);
    sendPage(response, token === undefined ? 404 : 200, html, { ...headers, ...NO_STORE });
  };
  const limited =
    (handler: (request: Request, response: Response) => Promise<void>) =>
    async (request: Request, response: Response): Promise<void> =>
      answering(
        response,
        async () => {
          await links.limits.checkAddress('tokens', request);
          await handler(request, response);
        },
        (error) => sendError(response, toHttpError(error, request.log, 'a link to a conversation failed')),
      );

  server.get(
    TICKET_LINK,
    limited((request, response) => {
      const key = readQuery(request).get('key') ?? '';
      return page(request, response, key, (parts) => ticketLinkPage(parts, key));
    }),
  );
  server.post(
    TICKET_LINK,
    limited(async (request, response) => {
      checkSameSite(request, (await partsFor(request)).options.publicUrl);
      await page(request, response, (await readForm(request)).get('key') ?? '', chat);
    }),
  );
}

function ticketLinkPage(parts: PageParts, key: string): RenderedPage {
  const { options, say, to } = parts;
  const { title, text, replaces, button } = options.site.ticketLink;
  const main = html`
      <h1>${say(title)}</h1>
      <p class="intro">${say(text)}</p>
      <p>${say(replaces)}</p>
      <form method="post" action="${to(TICKET_LINK)}">
        <input type="hidden" name="key" value="${key}">
        <button class="button">${say(button)}</button>
      </form>`;
  return { html: layout(parts, { title: say(title), main }), headers: privatePageHeaders() };
}

/** Returns the page for a link that opens nothing (any more), with what the person can do instead. */
function uselessLinkPage(parts: PageParts): RenderedPage {
  const { options, say, to } = parts;
  const { title, text, again, openChat } = options.site.ticketLink.useless;
  const main = html`
      <h1>${say(title)}</h1>
      <p class="intro">${say(text)}</p>
      <p>${say(again)}</p>
      <p><a class="button" href="${to('/chat')}">${say(openChat)}</a></p>`;
  return { html: layout(parts, { title: say(title), main }), headers: pageHeaders() };
}
