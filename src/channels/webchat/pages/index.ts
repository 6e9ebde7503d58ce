import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Request, Response, Server } from 'restify';
import { sayFor } from '../../../content/format-message.ts';
import { GUIDE_PAGE, readGuidePageChoices } from '../../../guide/guide-page.ts';
import { createAssets } from '../../../http/assets.ts';
import { chatHeaders, pageHeaders } from '../../../http/headers.ts';
import type { Html } from '../../../http/html.ts';
import { readQuery, requestedHost } from '../../../http/read-request.ts';
import { sendPage } from '../../../http/respond.ts';
import { accessibilityPage } from './accessibility.ts';
import { chatPage } from './chat.ts';
import type { CardContent } from './first-look.ts';
import { guidePage } from './guide.ts';
import { homePage } from './home.ts';
import { privacyPage } from './privacy.ts';
import type { PagesOptions, Say } from './types.ts';
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
export function mountPages(server: Server, current: () => PagesParts): void {
  const assets = createAssets({
    path: '/assets',
    folder: join(import.meta.dirname, '../public'),
    bundles: ['chat.js'],
    packages: { 'webchat.js': WEB_CHAT },
  });
  const page = (path: string, render: (parts: PageParts) => RenderedPage | Promise<RenderedPage>): void => {
    get(server, path, async (request, response) => {
      const { options } = current();
      const parts = { options, say: sayIn(options), assets: await assets.address(), request };
      const { html, headers } = await render(parts);
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
  page('/chat', async ({ options, say, assets, request }) => {
    // Whoever follows a link to a step is shown the step.
    const welcome = readQuery(request).get('start') === null ? await current().welcome() : undefined;
    const nonce = randomBytes(16).toString('base64');
    const { publicUrl, origins } = options;
    return {
      html: chatPage(options, say, { assets, nonce, welcome }),
      headers: chatHeaders(publicUrl ? new URL(publicUrl).host : request.headers.host, nonce, origins),
    };
  });
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

/** The parts that a page is drawn from, all of the content pack that counts when it is asked for. */
interface PageParts {
  options: PagesOptions;
  say: Say;
  assets: string;
  request: Request;
}

interface RenderedPage {
  html: Html;
  headers: Record<string, string>;
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
