import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Request, Response, Server } from 'restify';
import { sayFor } from '../../../content/format-message.ts';
import { GUIDE_PAGE, readGuidePageChoices } from '../../../guide/guide-page.ts';
import { createAssets } from '../../../http/assets.ts';
import { chatHeaders, pageHeaders } from '../../../http/headers.ts';
import { readQuery, requestedHost } from '../../../http/read-request.ts';
import { sendPage } from '../../../http/respond.ts';
import { accessibilityPage } from './accessibility.ts';
import { type ChatPageParts, chatPage } from './chat.ts';
import type { CardContent } from './first-look.ts';
import { guidePage } from './guide.ts';
import { homePage } from './home.ts';
import { privacyPage } from './privacy.ts';
import { mountTicketLink, type TicketLinks } from './ticket-link.ts';
import type { PageParts, PagesOptions, RenderedPage, Say } from './types.ts';
import { createWidget } from './widget.ts';

/** The script for browsers, which the package holds but does not export. */
const WEB_CHAT = join(
  dirname(createRequire(import.meta.url).resolve('botframework-webchat')),
  '../dist/webchat.js',
);

/** What the pages are drawn from; all of it may change with the content pack. */
export interface PagesParts {
  options: PagesOptions;
  /** Returns the card that welcomes people, to be shown before there is a conversation. */
  welcome(): Promise<CardContent>;
}

/** Adds the public pages to the server: start page, launcher, chat, guide, and the statements on accessibility and privacy. */
export function mountPages(server: Server, current: () => PagesParts, links: TicketLinks): void {
  const assets = createAssets({
    path: '/assets',
    folder: join(import.meta.dirname, '../public'),
    bundles: ['chat.js'],
    packages: { 'webchat.js': WEB_CHAT },
  });
  const partsFor = async (request: Request): Promise<PageParts> => {
    const { options } = current();
    return { options, say: sayIn(options), assets: await assets.address(), request };
  };
  const page = (path: string, render: (parts: PageParts) => RenderedPage | Promise<RenderedPage>): void => {
    get(server, path, async (request, response) => {
      const { html, headers } = await render(await partsFor(request));
      sendPage(response, 200, html, headers);
    });
  };
  page('/', ({ options, say, assets }) => ({ html: homePage(options, say, assets), headers: pageHeaders() }));
  page('/accessibility', ({ options, say, assets }) => ({
    html: accessibilityPage(options, say, assets),
    headers: pageHeaders(),
  }));
  page('/privacy', ({ options, say, assets }) => ({
    html: privacyPage(options, say, assets),
    headers: pageHeaders(),
  }));
  page(GUIDE_PAGE, ({ options, say, assets, request }) => ({
    html: guidePage(options, say, {
      assets,
      choices: readGuidePageChoices(options.content, readQuery(request)),
      pages: options.publicUrl ?? requestedHost(request),
    }),
    headers: pageHeaders(),
  }));
  page('/chat', async (parts) => {
    // Whoever follows a link to a step is shown the step.
    const isLinked = readQuery(parts.request).get('start') !== null;
    return chat(parts, isLinked ? {} : { welcome: await current().welcome() });
  });
  mountTicketLink(server, links, { partsFor, chat: (parts, token) => chat(parts, { token }) });
  get(
    server,
    '/widget.js',
    createWidget(() => {
      const { options } = current();
      return { texts: options.site.widget, language: options.language, say: sayIn(options) };
    }),
  );
  get(server, '/assets/:version/*', assets.serve);
}

/** Renders the page with the conversation. */
function chat(
  { options, say, assets, request }: PageParts,
  shown: Pick<ChatPageParts, 'welcome' | 'token'>,
): RenderedPage {
  const nonce = randomBytes(16).toString('base64');
  const { publicUrl, origins } = options;
  return {
    html: chatPage(options, say, { assets, nonce, ...shown }),
    headers: chatHeaders(publicUrl ? new URL(publicUrl).host : request.headers.host, nonce, origins),
  };
}

function sayIn({ network, language }: PagesOptions): Say {
  return sayFor(network, language);
}

function get(
  server: Server,
  path: string,
  handler: (request: Request, response: Response) => Promise<void>,
): void {
  server.get(path, handler);
  server.head(path, handler);
}
