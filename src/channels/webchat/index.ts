import type { Middleware } from 'botbuilder-core';
import type { Server } from 'restify';
import type { Store } from '../../store/store.ts';
import type { BotLogic } from '../bot-logic.ts';
import type { SendProactive } from '../proactive.ts';
import { createAccess } from './access.ts';
import { WebChatAdapter } from './adapter.ts';
import { History } from './history.ts';
import { createOrigins } from './origins.ts';
import { addRoutes } from './routes.ts';
import { signingKey } from './signing-key.ts';
import { Streams } from './streams.ts';
import { createTokens } from './tokens.ts';
import { acceptStreams } from './upgrade.ts';

/** What the web chat needs from the rest. */
export interface WebChatOptions {
  store: Store;
  bot: BotLogic;
  /** Run around every turn, in this order. */
  middleware: readonly Middleware[];
  /** Sites, such as https://www.example.org, that may embed the chat; our own pages always may. */
  origins: readonly string[];
  /** Signs the tokens; made and kept in the store where there is none. */
  signingKey?: string | undefined;
  /** How long what was said, and the right to go on with it, is kept after the last word. */
  retentionMs: number;
}

/** The web chat as the rest of the assistant knows it. */
interface WebChat {
  /** Says something in a conversation that nobody asked for just now. */
  reach: SendProactive;
  close(): Promise<void>;
}

/** Adds a Direct Line 3.0 service, for Microsoft's Web Chat and other clients, to the server. */
export function mountWebChat(server: Server, options: WebChatOptions): WebChat {
  const { store, bot, middleware, retentionMs } = options;
  const history = new History(store, retentionMs);
  const streams = new Streams(history);
  const adapter = new WebChatAdapter(history, streams, bot);
  adapter.use(...middleware);
  const tokens = createTokens(signingKey(store, options.signingKey), retentionMs);
  const origins = createOrigins(options.origins);
  const access = createAccess(tokens, history);

  addRoutes(server, { access, adapter, history, origins, tokens });
  const stopAccepting = acceptStreams(server, { access, origins, streams });

  return {
    async reach(address, { id }, logic) {
      await adapter.continueConversation({ ...address, activityId: id }, logic);
      return 'reached';
    },
    async close() {
      stopAccepting();
      await streams.close();
    },
  };
}
