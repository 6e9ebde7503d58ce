import type { Server } from 'restify';
import { z } from 'zod';
import type { RunTurn } from '../../conversation/transaction.ts';
import type { Limits } from '../../limits/limits.ts';
import type { Store } from '../../store/store.ts';
import type { SendProactive } from '../contract.ts';
import { createAccess, createOrigins } from './access.ts';
import { WebChatAdapter } from './adapter.ts';
import { Broadcast } from './broadcast.ts';
import { letSitesRead } from './cross-origin.ts';
import { History } from './history.ts';
import { addRoutes } from './routes.ts';
import { signingKey } from './signing-key.ts';
import { Streams } from './streams.ts';
import { createTokens } from './tokens.ts';
import { acceptStreams } from './upgrade.ts';

const addressSchema = z.looseObject({ conversation: z.looseObject({ id: z.string() }) });

/** The parts of the assistant that the web chat needs. */
export interface WebChatOptions {
  store: Store;
  limits: Limits;
  runTurn: RunTurn;
  /** The sites, such as https://www.example.org, that may embed the chat; the assistant's own pages always may. */
  origins: readonly string[];
  /** The scheme and host under which people reach the assistant; without it, those that a request names. */
  publicUrl?: string | undefined;
  /** The key that signs tokens; without it one is created in the store. */
  signingKey?: string | undefined;
  /** Time for which a conversation, and the right to continue it, is kept after its last message. */
  retentionMs: number;
}

/** The mounted web chat. */
interface WebChat {
  /** Sends a proactive message. */
  sendProactive: SendProactive;
  /** Returns a token that continues a conversation; undefined where it is not stored any more, or was ended. */
  tokenFor(conversation: string): Promise<string | undefined>;
  /** Returns the number of open streams. */
  openStreams(): number;
  /** Refuses further streams; those that are open stay so until the web chat is closed. */
  acceptNoMore(): void;
  close(): Promise<void>;
}

/** Adds a Direct Line 3.0 service, for Microsoft's Web Chat and other clients, to the server. */
export function mountWebChat(server: Server, options: WebChatOptions): WebChat {
  const { store, limits, runTurn, retentionMs, publicUrl } = options;
  const history = new History(store, retentionMs);
  const streams = new Streams(history);
  const key = signingKey(store, options.signingKey);
  const broadcast = new Broadcast({ store, key, history, streams });
  const adapter = new WebChatAdapter({ history, streams, broadcast, runTurn, publicUrl });
  const tokens = createTokens(key, retentionMs);
  const origins = createOrigins(options.origins, publicUrl);
  const access = createAccess(tokens, history);
  /** Ends a conversation for all its tokens and closes its windows; nothing can be said in it any more. */
  const endConversation = async (conversation: string): Promise<void> => {
    await history.end(conversation);
    await broadcast.send({ conversation, ends: true });
  };

  letSitesRead(server, origins);
  addRoutes(server, { access, adapter, history, origins, tokens, limits, publicUrl, endConversation });
  const stopAccepting = acceptStreams(server, { access, limits, origins, streams });

  return {
    async sendProactive(address, { id }, logic) {
      if ((await history.statusOf(conversationIdOf(address))) === 'ended') return 'blocked';
      await adapter.continueConversation({ ...address, activityId: id }, logic);
      return 'reached';
    },
    async tokenFor(conversation) {
      const user = await history.userOf(conversation);
      return user === undefined ? undefined : (await tokens.issue({ conversation, user })).token;
    },
    openStreams: () => streams.count,
    acceptNoMore: stopAccepting,
    async close() {
      stopAccepting();
      broadcast.close();
      await streams.close();
    },
  };
}

function conversationIdOf(address: Record<string, unknown>): string {
  return addressSchema.parse(address).conversation.id;
}
