import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Request, Response, Server } from 'restify';
import { format, type Values } from '../../../content/format.ts';
import type { SiteTexts } from '../../../content/schema/site-texts.ts';
import { createAssets } from '../../../http/assets.ts';
import { chatHeaders, pageHeaders } from '../../../http/headers.ts';
import type { Html } from '../../../http/html.ts';
import { sendPage } from '../../../http/respond.ts';
import { accessibilityPage } from './accessibility.ts';
import { chatPage } from './chat.ts';
import { homePage } from './home.ts';
import { privacyPage } from './privacy.ts';
import { createWidget } from './widget.ts';

/** The package exports only what a bundler needs, which lies beside it. */
const WEB_CHAT = join(
  dirname(createRequire(import.meta.url).resolve('botframework-webchat')),
  '../dist/webchat.js',
);

/** What the pages say, and who may show the chat. */
export interface PagesOptions {
  site: SiteTexts;
  /** What a person says who no longer wants to write to the helpdesk. */
  backToAssistant: string;
  network: NetworkNames;
  /** An e-mail address; null while it is not set. */
  accessibilityContact: string | null;
  /** Whom to ask about privacy: an e-mail address; null while it is not set. */
  privacyContact: string | null;
  /** How many days a message is kept. */
  retentionDays: number;
  language: string;
  /** Sites, such as https://www.example.org, that may show the chat in a frame; our own pages always may. */
  origins: readonly string[];
}

interface NetworkNames {
  name: string;
  shortName: string;
  about: string;
  /** Address of the network's own web site. */
  site: string;
  /** Address of the Commission's page about all networks. */
  ernSite: string;
}

/** Fills the placeholders of a text of the pages. */
export type Say = (text: string, values?: Values) => string;

/** Adds the pages that people see to the server: start page, launcher, chat, statements on accessibility and privacy. */
export function mountPages(server: Server, options: PagesOptions): void {
  const { network, language, origins } = options;
  const say: Say = (text, values) =>
    format(text, { network: network.shortName, networkName: network.name, ...values }, language);
  const assets = createAssets({
    path: '/assets',
    folder: join(import.meta.dirname, '../public'),
    packages: { 'webchat.js': WEB_CHAT },
  });
  const widget = createWidget(options.site.widget, say);

  const page = (path: string, draw: (request: Request) => Promise<Drawn>): void => {
    get(server, path, async (request, response) => {
      const { html, headers } = await draw(request);
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
  page('/chat', async (request) => {
    const nonce = randomBytes(16).toString('base64');
    return {
      html: chatPage(options, say, await assets.address(), nonce),
      headers: chatHeaders(request.headers.host, nonce, origins),
    };
  });
  get(server, '/widget.js', widget);
  get(server, '/assets/:version/:name', assets.serve);
}

interface Drawn {
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
