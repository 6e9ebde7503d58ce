import type { Server } from 'restify';
import { countAnswer } from '../analytics/answer-time.ts';
import type { Counts } from '../analytics/counts.ts';
import type { OpenHelpdesk } from '../config/helpdesk-config.ts';
import type { Content } from '../content/content.ts';
import type { ContentProblem } from '../content/content-problem.ts';
import type { TransactionOptions } from '../conversation/transaction.ts';
import { type Log, originOf } from '../lib/log.ts';
import { repeat } from '../lib/repeat.ts';
import type { Limits } from '../limits/limits.ts';
import type { Store } from '../store/store.ts';
import { askIfSolved } from '../tickets/ask-if-solved.ts';
import { notifyWaiting } from '../tickets/notify-waiting.ts';
import { chatOutboxHandler, type SendToChat } from '../tickets/outbox/chat-handler.ts';
import { Outbox } from '../tickets/outbox/outbox.ts';
import { systemOutboxHandler } from '../tickets/outbox/system-handler.ts';
import { NewsTroubles } from '../tickets/systems/news-troubles.ts';
import { openTicketSystems } from '../tickets/systems/open.ts';
import { pullUpdates } from '../tickets/systems/sync.ts';
import { TicketChanges } from '../tickets/ticket-changes.ts';
import { CHAT, COPY } from '../tickets/ticket-rows.ts';
import { Tickets } from '../tickets/tickets.ts';
import type { Understand } from '../understanding/understand.ts';
import { handOverCount } from './hand-over-count.ts';
import { pageContextFor } from './layout.ts';
import { mountAnalytics } from './pages/analytics/routes.ts';
import { mountAssets } from './pages/assets.ts';
import { mountInbox } from './pages/routes.ts';
import { mountSignIn } from './sign-in/endpoint.ts';
import type { AllAnswers, Suggest } from './suggestion.ts';

const WAITING_EVERY_MS = 30_000;
const PULL_EVERY_MS = 60_000;

export interface HelpdeskOptions {
  config: OpenHelpdesk;
  store: Store;
  /** Returns the content pack that counts now. */
  content: () => Content;
  /** Returns the problems of a changed pack that could not take over; none where there is none. */
  contentProblems: () => readonly ContentProblem[];
  understand: Understand;
  suggest: Suggest;
  answers: AllAnswers;
  counts: Counts;
  contentDir: string;
  /** The address under which people reach the assistant, without a trailing slash; undefined where only this machine does. */
  publicUrl: string | undefined;
  retentionMs: number;
  limits: Limits;
  log: Log;
}

/** The helpdesk of a running assistant. */
export interface Helpdesk {
  /** The parts that turns need. */
  forTurns: NonNullable<TransactionOptions['helpdesk']>;
  /** The names of all outbox targets. */
  targets: readonly string[];
  /** Returns the number of pages that listen for changes. */
  openStreams(): number;
  /** Starts to deliver tickets to their systems and replies to the chats. */
  start(send: SendToChat): void;
  close(): Promise<void>;
}

/** Opens the helpdesk: its pages, its tickets and their outbox. */
export function openHelpdesk(server: Server, options: HelpdeskOptions): Helpdesk {
  const { config, store, content, understand, suggest, answers, counts, retentionMs, limits, log } = options;
  const changes = new TicketChanges();
  const announce = (number: string) => changes.announce(number);
  const newsTroubles = new NewsTroubles();
  let outbox: Outbox | undefined;
  const changed = (number: string) => {
    changes.announce(number);
    outbox?.wake();
  };
  const tickets = new Tickets({
    store,
    retentionMs,
    changed,
    answered: (times) => countAnswer(counts, times),
  });
  const { systems, copy, targetsFor } = openTicketSystems(config, {
    store,
    content,
    retentionMs,
    base: options.publicUrl,
  });

  const assets = mountAssets(server);
  const contextFor = pageContextFor(content, { assets, contentProblems: options.contentProblems });
  const { signIn } = config;
  const guard = mountSignIn(server, {
    store,
    signIn,
    publicUrl: options.publicUrl,
    context: contextFor,
    limits,
    log,
  });
  const shared = { store, guard, content, contextFor, retentionMs, log };
  const inbox = mountInbox(server, {
    ...shared,
    tickets,
    changes,
    suggest,
    answers,
    newsTroubles: () => newsTroubles.list(),
    heldBack: async () => (await outbox?.heldBack()) ?? new Map(),
  });
  mountAnalytics(server, { ...shared, counts, understand, contentDir: options.contentDir });

  const repeated: ReturnType<typeof repeat>[] = [];

  return {
    forTurns: {
      targetsFor,
      changed,
      isBack(numbers) {
        outbox
          ?.hurry(numbers)
          .catch((error: unknown) => log.error(originOf(error), 'the outbox could not be written'));
      },
      admitHandOver: handOverCount(limits),
    },
    targets: [CHAT, ...systems.keys(), ...(copy ? [COPY] : [])],
    openStreams: inbox.openStreams,
    start(send) {
      const handlers = new Map([...systems].map(([name, system]) => [name, systemOutboxHandler(system)]));
      handlers.set(CHAT, chatOutboxHandler(store, send));
      if (copy) handlers.set(COPY, copy);
      const pace = async (desk: string) => {
        const scope = desk === content().network.helpdesk ? 'deliveries' : 'deliveriesOutside';
        return (await limits.refusal(scope, desk))?.retryMs;
      };
      outbox = new Outbox({ store, tickets, handlers, pace, changed: announce, log, retentionMs });
      outbox.start();
      const notifyAll = async () => {
        const { network } = content();
        await notifyWaiting(tickets, network, new Date());
        await askIfSolved(tickets, network, new Date());
      };
      repeated.push(repeat(WAITING_EVERY_MS, 'telling who waits', notifyAll, log));
      const other = systems.get(config.system);
      if (!other || config.system === 'inbox') return;
      const pullAll = (stopped: AbortSignal) =>
        pullUpdates(other, tickets, { log, troubles: newsTroubles, changed: announce }, stopped);
      repeated.push(repeat(PULL_EVERY_MS, 'looking for news of tickets', pullAll, log));
    },
    async close() {
      inbox.close();
      await Promise.all([...repeated.map((each) => each.stop()), outbox?.close()]);
    },
  };
}
