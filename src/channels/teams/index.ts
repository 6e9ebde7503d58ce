import type { Middleware } from 'botbuilder-core';
import type { Server } from 'restify';
import type { BotIdentity } from '../../bot-identity.ts';
import type { Log } from '../../log.ts';
import { type BotLogic, TeamsAdapter } from './adapter.ts';
import { answeredCards } from './answered-cards.ts';
import { authenticationFor } from './authentication.ts';
import { rooms } from './rooms.ts';
import { addRoute } from './routes.ts';

/** What the door for Microsoft Teams needs from the rest. */
export interface TeamsOptions {
  identity: Exclude<BotIdentity, { kind: 'none' }>;
  bot: BotLogic;
  /** Run around every turn, in this order. */
  middleware: readonly Middleware[];
  log: Log;
}

/** Adds `/api/messages`, to which Azure posts what people say in Teams, to the server. */
export function mountTeams(server: Server, { identity, bot, middleware, log }: TeamsOptions): void {
  const authentication = authenticationFor(identity);
  const adapter = new TeamsAdapter(authentication, bot, log);
  adapter.use(rooms, answeredCards(adapter.shown), ...middleware);
  addRoute(server, { authentication, adapter, isLocal: identity.kind === 'local', log });
}
