import type { Middleware } from 'botbuilder-core';
import type { Server } from 'restify';
import type { BotIdentity } from '../../config/bot-identity.ts';
import type { Log } from '../../lib/log.ts';
import { once } from '../../lib/once.ts';
import type { BotLogic } from '../bot-logic.ts';
import type { SendProactive } from '../proactive.ts';

/** What the door for Microsoft Teams needs from the rest. */
export interface TeamsOptions {
  identity: Exclude<BotIdentity, { kind: 'none' }>;
  bot: BotLogic;
  /** Run around every turn, in this order. */
  middleware: readonly Middleware[];
  log: Log;
}

/**
 * Adds `/api/messages`, to which Azure posts what people say in Teams, to the server. What is behind it is loaded with the
 * first message where nothing about it can refuse the start. @throws Error where the bot's credentials are no use.
 */
export async function mountTeams(server: Server, options: TeamsOptions): Promise<{ reach: SendProactive }> {
  const endpoint = once(async () => (await import('./endpoint.ts')).openEndpoint(options));
  if (options.identity.kind === 'registered') await endpoint();
  server.post('/api/messages', async (request, response) => (await endpoint()).answer(request, response));
  return { reach: async (...chat) => (await endpoint()).reach(...chat) };
}
