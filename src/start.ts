import { setImmediate } from 'node:timers/promises';
import { dialogsFor } from '../dialogs/index.ts';
import { sayError } from '../dialogs/info-cards.ts';
import { openCounts } from './analytics/counts.ts';
import { questionOutcomeOf } from './analytics/question-outcome.ts';
import { botFor, showTicketEvent } from './bot/bot.ts';
import type { SendProactive } from './channels/contract.ts';
import { mountTeams } from './channels/teams/index.ts';
import { mountWebChat } from './channels/webchat/index.ts';
import { mountPages } from './channels/webchat/pages/index.ts';
import { pagesOptions } from './channels/webchat/pages/options.ts';
import { TICKET_LINK } from './channels/webchat/pages/ticket-link.ts';
import { type Config, configFrom } from './config/config.ts';
import { ownUrl } from './config/own-url.ts';
import { proxyWarning } from './config/proxy-warning.ts';
import { type Content, DEFAULT_LANGUAGE, nearestLanguage, textsOf } from './content/content.ts';
import { unconfirmedWarning } from './content/translations/unconfirmed.ts';
import { completeErasures } from './conversation/erasure/erasure.ts';
import { type RunTurn, turnRunner } from './conversation/transaction.ts';
import { ApiKeys } from './helpdesk/api-keys.ts';
import { openHelpdesk } from './helpdesk/open.ts';
import { oneTimeLink } from './helpdesk/sign-in/one-time-link.ts';
import { mountSuggest } from './helpdesk/suggest/endpoint.ts';
import { allAnswersOf, suggestFor } from './helpdesk/suggest/suggest.ts';
import type { Suggest } from './helpdesk/suggestion.ts';
import { clientAddressBehind } from './http/client-address.ts';
import { mountHealth } from './http/health.ts';
import { mountMetrics } from './http/metrics.ts';
import { openLog } from './lib/log.ts';
import { Measures } from './lib/measures.ts';
import { socketMetric } from './lib/metrics.ts';
import { oncePerKey } from './lib/once-per-key.ts';
import { repeat } from './lib/repeat.ts';
import { UnderWay } from './lib/under-way.ts';
import { limitRequests } from './limits/limit-requests.ts';
import type { Limits } from './limits/limits.ts';
import { openLimits } from './limits/open.ts';
import { folderState } from './live-content/folder-state.ts';
import { learnAside } from './live-content/learn-aside.ts';
import { LiveContent } from './live-content/live-content.ts';
import { contentOf } from './live-content/pack-cache.ts';
import { readAside } from './live-content/read-aside.ts';
import { pictureFiles } from './pictures/files.ts';
import { warmUpFinder } from './redaction/find-sensitive.ts';
import { createServer, listen, refuseOnceStopping } from './server.ts';
import { stop } from './stop.ts';
import { measuredStore } from './store/measured.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';
import type { SendToChat } from './tickets/outbox/chat-handler.ts';
import { setupWarning } from './tickets/setup-warning.ts';
import { ticketMetrics } from './tickets/ticket-metrics.ts';
import { languageDetector } from './understanding/languages/detect-language.ts';
import type { Understand } from './understanding/understand.ts';

const COMPLETE_EVERY_MS = 60 * 1000;
const PURGE_EVERY_MS = 60 * 60 * 1000;

/** A running assistant. */
export interface Assistant {
  /** The address to open, for example http://localhost:3978/. */
  url: string;
  /** A link that signs in to the helpdesk once; undefined with another way to sign in, or without a helpdesk. */
  helpdeskLink: string | undefined;
  /** Stops within ten seconds, whatever hangs; a second call waits for the same stop. */
  stop(): Promise<void>;
}

/**
 * Composes the assistant and starts to listen.
 * @throws ConfigError or ContentError that says what to change, before anything is opened.
 */
export async function start(env: NodeJS.ProcessEnv): Promise<Assistant> {
  const config = configFrom(env);
  const state = await folderState(config.contentDir);
  const content = await contentOf(config.contentDir);
  const log = openLog(config.logLevel);
  const store = await openStore(config.databaseUrl, { warn: (says) => log.warn(says) });
  try {
    const addressOf = clientAddressBehind(config.trustedProxies);
    const limits = await openLimits({ databaseUrl: config.databaseUrl, addressOf, log });
    try {
      return await serve(config, { content, state }, { store, limits, log });
    } catch (error) {
      await limits.close();
      throw error;
    }
  } catch (error) {
    // An open connection would keep the process alive.
    await store.close();
    throw error;
  }
}

interface Opened {
  store: Store;
  limits: Limits;
  log: ReturnType<typeof openLog>;
}

async function serve(
  config: Config,
  { content, state }: { content: Content; state: string },
  { limits, log, ...opened }: Opened,
): Promise<Assistant> {
  const measures = new Measures();
  const store = measuredStore(opened.store, {
    took: (operation, seconds) => measures.storeCalls.observe({ operation }, seconds),
    failed: (kind) => measures.storeErrors.inc({ kind }),
  });
  const warning = setupWarning(config.helpdesk, content);
  if (warning) log.warn(`${warning.says}. ${warning.fix}`);
  const aboutTranslations = unconfirmedWarning(content.unconfirmed);
  if (aboutTranslations) log.warn(aboutTranslations);
  const aboutProxy = proxyWarning(config);
  if (aboutProxy) log.warn(aboutProxy);
  const { retentionMs, publicUrl, webchatOrigins: origins } = config;
  const base = ownUrl(config, config.port).replace(/\/$/, '');
  const entryPoints = { base, ...(config.bot.kind === 'registered' && { botId: config.bot.id }) };
  const live = new LiveContent({
    folder: config.contentDir,
    state,
    first: content,
    read: readAside,
    learn: learnAside,
    make: (pack, understand) => ({
      content: pack,
      understand,
      dialogs: dialogsFor(pack),
      bot: botFor(pack, understand),
      suggest: suggestFor(pack, understand, entryPoints),
      answers: allAnswersOf(pack, entryPoints),
      pages: oncePerKey((language) => pagesOptions(pack, language, { retentionMs, origins, publicUrl })),
      // Nobody sees it before the page is opened, so the start does without what it takes.
      welcome: oncePerKey(async (language) =>
        (await import('./rehearsal/welcome-card.ts')).welcomeCard(pack, language),
      ),
    }),
    log,
  });
  const currentContent = (): Content => live.current.content;
  const understand: Understand = (...asked) => live.current.understand(...asked);
  const suggest: Suggest = (...asked) => live.current.suggest(...asked);

  const stopping = new AbortController();
  const server = createServer(log);
  const counts = openCounts(store, log);
  const keys = new ApiKeys(store);
  mountSuggest(server, { suggest, keys, limits, log, base });
  const helpdesk =
    config.helpdesk.kind === 'open'
      ? openHelpdesk(server, {
          config: config.helpdesk,
          store,
          content: currentContent,
          contentProblems: () => live.problems,
          understand,
          suggest,
          answers: (language) => live.current.answers(language),
          counts,
          contentDir: config.contentDir,
          publicUrl,
          linkPage: base + TICKET_LINK,
          retentionMs,
          limits,
          log,
        })
      : undefined;
  mountMetrics(server, {
    keys,
    log,
    registry: measures.registry,
    read: async () => [
      ...(await ticketMetrics(store, helpdesk?.targets ?? [])),
      ...limits.metrics(),
      socketMetric({ chat: webChat.openStreams(), inbox: helpdesk?.openStreams() ?? 0 }),
    ],
  });

  let isReady = false;
  const ready = Promise.withResolvers<void>();
  // There may be nobody who asks.
  ready.promise.catch(() => {});
  mountHealth(server, {
    checks: {
      store: () => store.probe(),
      // Who asks too early hears as soon as it is there: an answer of no would count for two seconds.
      content: () => ready.promise,
    },
    stopping: stopping.signal,
    keys,
    log,
  });

  const pictures = pictureFiles(currentContent);
  pictures.mount(server, log);

  const turns = new UnderWay();
  const run = turnRunner({
    store,
    pack: () => live.current,
    retentionMs,
    welcomeBackMs: config.welcomeBackMs,
    log,
    apologise: sayError,
    onTurn: (outcome, seconds) => measures.turns.observe({ outcome }, seconds),
    onCounts(counted) {
      counts.add(counted);
      for (const outcome of counted.map(questionOutcomeOf))
        if (outcome !== undefined) measures.questions.inc({ outcome });
    },
    ...(helpdesk && { helpdesk: helpdesk.forTurns }),
  });
  const runTurn: RunTurn = async (...turn) => {
    // After a start with a changed pack it takes seconds, while pages and streams are there already.
    if (!isReady) await live.learned();
    return turns.add(run(...turn));
  };
  const teams =
    config.bot.kind === 'none'
      ? undefined
      : await mountTeams(server, {
          identity: config.bot,
          runTurn,
          limits,
          tooOften: (locale) => tooOftenFor(live.current.content, locale),
          publicUrl,
          pictureAt: pictures.png,
          log,
        });
  const webChat = mountWebChat(server, {
    store,
    limits,
    runTurn,
    origins,
    publicUrl,
    signingKey: config.webchatSigningKey,
    retentionMs,
  });
  const pagesNow = () => {
    const { content: pack, pages, welcome } = live.current;
    return { content: pack, options: pages, welcome };
  };
  mountPages(server, pagesNow, {
    async tokenFor(key) {
      const conversation = await helpdesk?.conversationOf(key);
      return conversation === undefined ? undefined : webChat.tokenFor(conversation);
    },
    limits,
  });
  // Last, so that the refusals have the headers by which other sites may read them.
  refuseOnceStopping(server, stopping.signal);
  limitRequests(server, limits);

  const purging = repeat(PURGE_EVERY_MS, 'purge', (stopped) => store.purge(stopped), log);
  const completing = repeat(COMPLETE_EVERY_MS, 'completing erasures', () => completeErasures(store), log);
  // A crash may have interrupted one, and nobody may see what it has left.
  await completeErasures(store);
  await listen(server, config);
  const url = ownUrl(config, server.address().port);
  const signsInByLink = config.helpdesk.kind === 'open' && config.helpdesk.signIn.kind === 'link';
  const helpdeskLink = signsInByLink ? await oneTimeLink(store, url) : undefined;
  // Loads the understanding and the guard before the first question, but after the first page can be served.
  const getReady = async (): Promise<void> => {
    // What was learned is read meanwhile.
    await setImmediate();
    warmUpFinder(content);
    try {
      await live.learned();
    } catch (error) {
      if (!stopping.signal.aborted) throw error;
      ready.reject(error);
      return;
    }
    understand('', DEFAULT_LANGUAGE);
    isReady = true;
    ready.resolve();
    if (stopping.signal.aborted) return;
    helpdesk?.start(
      sendToChat({ webchat: webChat.sendProactive, ...(teams && { msteams: teams.sendProactive }) }),
    );
    purging.runNow();
    live.watch();
    await setImmediate();
    // Learns to tell the languages of the pack apart, which takes longer than a message should.
    languageDetector(content)('', DEFAULT_LANGUAGE);
  };
  void getReady();
  let stopped: Promise<void> | undefined;
  return {
    url,
    helpdeskLink,
    stop() {
      stopped ??= stop(
        {
          stopping,
          server,
          turns,
          chores: [purging, completing, live],
          helpdesk,
          webChat,
          counts,
          limits,
          store,
        },
        log,
      );
      return stopped;
    },
  };
}

/** Returns what somebody is told in Teams who writes more than can be answered. */
function tooOftenFor(content: Content, locale: string | undefined): string {
  return textsOf(content, nearestLanguage(content, locale)).messages.notices.tooOften;
}

/** Returns the function that shows a ticket's events in the person's chat, by the channel of that chat. */
function sendToChat(channels: Record<string, SendProactive>): SendToChat {
  return async (event, turn) => {
    const { address } = event.ticket;
    const send = channels[String(address.channelId)];
    return send ? send(address, turn, (context) => showTicketEvent(context, event)) : 'blocked';
  };
}
