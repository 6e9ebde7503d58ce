import { createServer } from 'node:http';
import type { TurnContext } from 'botbuilder-core';
import { onTestFinished } from 'vitest';
import { mountPages } from '../../src/channels/webchat/pages/index.ts';
import { pagesOptions as pagesOptionsOf } from '../../src/channels/webchat/pages/options.ts';
import type { PagesOptions } from '../../src/channels/webchat/pages/types.ts';
import type { Content } from '../../src/content/content.ts';
import { openChat } from '../channels/webchat/support.ts';
import { pack } from '../support/clinician.ts';
import { testLimits } from '../support/test-limits.ts';

/** What the pages of the tests say: the real texts, around an invented network. */
export function pagesOptions(language = 'en', content = pack): PagesOptions {
  return {
    ...pagesOptionsOf(content, language, {
      retentionMs: 180 * 24 * 60 * 60 * 1000,
      origins: [],
      publicUrl: undefined,
    }),
    network: {
      name: 'ERN Testnet',
      shortName: 'Testnet',
      about: 'An invented network.',
      site: 'https://testnet.example.org/',
      ernSite: 'https://networks.example.org/',
    },
    accessibilityContact: null,
    helpdeskEmail: null,
  };
}

/** The pages with a chat behind them whose bot is given. */
export async function openSite(
  setting: { bot?: (context: TurnContext) => Promise<void>; origins?: string[]; content?: Content } = {},
) {
  const chat = await openChat(setting);
  const { content = pack, origins = [] } = setting;
  const options = (language: string) => ({ ...pagesOptions(language, content), origins });
  mountPages(chat.server, () => ({ content, options, welcome: async () => ({ body: [] }) }), {
    tokenFor: async () => undefined,
    limits: testLimits(),
  });
  return chat;
}

/** A page of another site, for as long as the test runs; it is told its own address and answers with what is drawn. */
export async function openForeignSite(headers: Record<string, string>, draw: () => string): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', ...headers });
    response.end(draw());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return `http://127.0.0.1:${address.port}`;
}
