import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Request, Response, Server } from 'restify';
import { formatMessage } from '../../../content/format-message.ts';
import { GUIDE_PAGE, readGuidePageChoices } from '../../../guide/guide-page.ts';
import { createAssets } from '../../../http/assets.ts';
import { chatHeaders, pageHeaders } from '../../../http/headers.ts';
import type { Html } from '../../../http/html.ts';
import { readQuery, requestedHost } from '../../../http/read-request.ts';
import { sendPage } from '../../../http/respond.ts';
import { accessibilityPage } from './accessibility.ts';
import { chatPage } from './chat.ts';
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

/** Adds the public pages to the server: start page, launcher, chat, and the statements on accessibility and privacy. */
export function mountPages(server: Server, options: PagesOptions): void {
  const { network, language, origins, publicUrl } = options;
  const say: Say = (text, values) =>
    formatMessage(text, { network: network.shortName, networkName: network.name, ...values }, language);
  const assets = createAssets({
    path: '/assets',
    folder: join(import.meta.dirname, '../public'),
    packages: { 'webchat.js': WEB_CHAT },
  });
  const widget = createWidget(options.site.widget, say);

  const page = (path: string, render: (request: Request) => Promise<RenderedPage>): void => {
    get(server, path, async (request, response) => {
      const { html, headers } = await render(request);
      sendPage(response, 200, html, headers);
    });
  };
  page('/', async () => ({
    html: homePage(options, say, await assets.address()),
    headers: pageHeaders(),
  }));
  page('/accessibility', async () => ({
    html: accessibilityPage(options, say, await assets.address()),
    headers: pageHeaders(),
  }));
  page('/privacy', async () => ({
    html: privacyPage(options, say, await assets.address()),
    headers: pageHeaders(),
  }));
  page(GUIDE_PAGE, async (request) => ({
    html: guidePage(options, say, {
      assets: await assets.address(),
      choices: readGuidePageChoices(options.content, readQuery(request)),
      pages: publicUrl ?? requestedHost(request),
    }),
    headers: pageHeaders(),
  }));
  page('/chat', async (request) => {
    const nonce = randomBytes(16).toString('base64');
    return {
      html: chatPage(options, say, await assets.address(), nonce),
      headers: chatHeaders(publicUrl ? new URL(publicUrl).host : request.headers.host, nonce, origins),
    };
  });
  get(server, '/widget.js', widget);
  get(server, '/assets/:version/:name', assets.serve);
}

interface RenderedPage {
  html: Html;
  headers: Record<string, string>;
}

function get(
  server: Server,
  path: string,
  handler: (request: Request, response: Response) => Promise<void>,
): void {
  server.get(path, handler);
  server.head(path, handler);
}
