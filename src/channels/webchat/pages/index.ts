import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Request, Response, Server } from 'restify';
import type { Content } from '../../../content/content.ts';
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
import { inLanguage, languageFor, leadingOn } from './language.ts';
import { privacyPage } from './privacy.ts';
import { mountTicketLink, type TicketLinks } from './ticket-link.ts';
import type { PagesOptions, RenderedPage, RequestedPage } from './types.ts';
import { createWidget } from './widget.ts';

/** The script for browsers, which the package holds but does not export. */
const WEB_CHAT = join(
  dirname(createRequire(import.meta.url).resolve('botframework-webchat')),
  '../dist/webchat.js',
);

/** What the pages are drawn from; all of it may change with the content pack. */
export interface PagesParts {
  content: Content;
  /** Returns the texts and facts in a language of the pack. */
  options(language: string): PagesOptions;
  /** Returns the card that welcomes people in a language, to be shown before there is a conversation. */
  welcome(language: string): Promise<CardContent>;
}

/** Adds the public pages to the server: start page, launcher, chat, guide, and the statements on accessibility and privacy. */
export function mountPages(server: Server, current: () => PagesParts, links: TicketLinks): void {
  const assets = createAssets({
    path: '/assets',
    folder: join(import.meta.dirname, '../public'),
    bundles: ['chat.js'],
    packages: { 'webchat.js': WEB_CHAT },
  });
  const partsFor = async (request: Request): Promise<RequestedPage> => {
    const { content, options: optionsIn } = current();
    const options = optionsIn(languageFor(request, content));
    return {
      options,
      say: sayFor(options.network, options.language),
      assets: await assets.address(),
      to: leadingOn(request),
      inLanguage: (language) => inLanguage(request, language),
      request,
    };
  };
  const page = (
    path: string,
    render: (parts: RequestedPage) => RenderedPage | Promise<RenderedPage>,
  ): void => {
    get(server, path, async (request, response) => {
      const parts = await partsFor(request);
      const { html, headers } = await render(parts);
      sendPage(response, 200, html, {
        ...headers,
        'Content-Language': parts.options.language,
        Vary: 'Accept-Language',
      });
    });
  };
  page('/', (parts) => ({ html: homePage(parts), headers: pageHeaders() }));
  page('/accessibility', (parts) => ({ html: accessibilityPage(parts), headers: pageHeaders() }));
  page('/privacy', (parts) => ({ html: privacyPage(parts), headers: pageHeaders() }));
  page(GUIDE_PAGE, ({ request, ...parts }) => ({
    html: guidePage(parts, {
      choices: readGuidePageChoices(parts.options.content, readQuery(request)),
      pages: parts.options.publicUrl ?? requestedHost(request),
    }),
    headers: pageHeaders(),
  }));
  page('/chat', async (parts) => {
    // Whoever follows a link to a step is shown the step.
    const isLinked = readQuery(parts.request).get('start') !== null;
    return chat(parts, isLinked ? {} : { welcome: await current().welcome(parts.options.language) });
  });
  mountTicketLink(server, links, { partsFor, chat: (parts, token) => chat(parts, { token }) });
  get(
    server,
    '/widget.js',
    createWidget(() => {
      const { content, options } = current();
      return { content, texts: [...content.languages.keys()].map(options) };
    }),
  );
  get(server, '/assets/:version/*', assets.serve);
}

/** Renders the page with the conversation. */
function chat(parts: RequestedPage, shown: Pick<ChatPageParts, 'welcome' | 'token'>): RenderedPage {
  const nonce = randomBytes(16).toString('base64');
  const { request, options } = parts;
  const { publicUrl, origins } = options;
  return {
    html: chatPage(parts, { nonce, ...shown }),
    headers: chatHeaders(publicUrl ? new URL(publicUrl).host : request.headers.host, nonce, origins),
  };
}

function get(
  server: Server,
  path: string,
  handler: (request: Request, response: Response) => Promise<void>,
): void {
  server.get(path, handler);
  server.head(path, handler);
}
