import { sayError } from '../dialogs/apologise.ts';
import { botFor } from './bot.ts';
import { mountTeams } from './channels/teams/index.ts';
import { mountWebChat } from './channels/webchat/index.ts';
import { mountPages } from './channels/webchat/pages.ts';
import { type Config, configFrom } from './config.ts';
import { type Content, DEFAULT_LANGUAGE, textsOf } from './content/content.ts';
import { loadContent } from './content/load.ts';
import { openLog, originOf } from './log.ts';
import { isLoopback } from './loopback.ts';
import { createServer } from './server.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';
import { turnMiddleware } from './turn/middleware.ts';
import { understandingOf } from './understanding/understand.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const PURGE_EVERY_MS = 60 * 60 * 1000;

/** A running assistant. */
export interface Assistant {
  /** Where it can be opened, for example http://localhost:3978/. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Puts the parts together and starts to listen.
 * @throws ConfigError or ContentError, with what to change, before anything is opened.
 */
export async function start(env: NodeJS.ProcessEnv): Promise<Assistant> {
  const config = configFrom(env);
  const content = loadContent(config.contentDir);
  const store = await openStore(config.databaseUrl);
  try {
    return await serve(config, content, store);
  } catch (error) {
    // A connection that stays open would keep the process alive.
    await store.close();
    throw error;
  }
}

async function serve(config: Config, content: Content, store: Store): Promise<Assistant> {
  const log = openLog(config.logLevel);
  const understand = understandingOf(content);
  const { retentionMs, webchatOrigins: origins } = config;

  const server = createServer(log);
  const bot = botFor(content, understand);
  const middleware = turnMiddleware({ store, content, retentionMs, log, apologise: sayError });
  if (config.bot.kind !== 'none') await mountTeams(server, { identity: config.bot, bot, middleware, log });
  const webChat = mountWebChat(server, {
    store,
    bot,
    middleware,
    origins,
    signingKey: config.webchatSigningKey,
    retentionMs,
  });
  const { network, site, language } = textsOf(content, DEFAULT_LANGUAGE);
  mountPages(server, {
    site,
    network: {
      name: network.name,
      shortName: network.shortName,
      about: network.about,
      site: content.network.site,
      ernSite: content.network.ernSite,
    },
    accessibilityContact: content.network.contacts[content.network.accessibilityContact]?.email ?? null,
    privacyContact: content.network.contacts[content.network.helpdesk]?.email ?? null,
    retentionDays: retentionMs / DAY_MS,
    language,
    origins,
  });

  const purge = () =>
    void store.purge().catch((error: unknown) => log.error(originOf(error), 'purge failed'));
  const purging = setInterval(purge, PURGE_EVERY_MS).unref();
  await listen(server, config);
  // Learnt, or read from the cache, before the first question but after the first page can be served.
  setImmediate(() => understand('', DEFAULT_LANGUAGE));
  return {
    url: urlOf(config, server.address().port),
    async stop() {
      clearInterval(purging);
      await webChat.close();
      await new Promise<void>((closed) => server.close(() => closed()));
      await store.close();
    },
  };
}

/** An address that can be opened: nobody can go to "every address of this machine". */
function urlOf({ host, publicUrl }: Config, port: number): string {
  if (publicUrl !== undefined && !isLoopback(host)) return `${publicUrl}/`;
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::') return `http://localhost:${port}/`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}

function listen(
  server: ReturnType<typeof createServer>,
  { port, host }: { port: number; host: string },
): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      const what = inUse
        ? `PORT ${port} is in use on ${host}. Set another one. Example: PORT=3979`
        : `HOST ${host} with PORT ${port} cannot be listened on (${error.message}). Example: HOST=127.0.0.1`;
      failed(new Error(what, { cause: error }));
    });
    server.listen(port, host, () => listening());
  });
}
