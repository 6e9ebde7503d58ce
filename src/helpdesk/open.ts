import type { Server } from 'restify';
import { countAnswer } from '../analytics/answer-time.ts';
import type { Counts } from '../analytics/counts.ts';
import type { OpenHelpdesk } from '../config/helpdesk-config.ts';
import type { Content } from '../content/content.ts';
import type { TransactionOptions } from '../conversation/transaction.ts';
import type { Log } from '../lib/log.ts';
import { repeat } from '../lib/repeat.ts';
import type { Store } from '../store/store.ts';
import { Changes } from '../tickets/changes.ts';
import { chatOutboxHandler, type SendToChat } from '../tickets/chat-outbox-handler.ts';
import { Outbox } from '../tickets/outbox.ts';
import { pullUpdates } from '../tickets/sync.ts';
import { systemOutboxHandler } from '../tickets/system-outbox-handler.ts';
import { CHAT } from '../tickets/ticket-rows.ts';
import { openTicketSystems } from '../tickets/ticket-systems.ts';
import { Tickets } from '../tickets/tickets.ts';
import { tellWhoWaits } from '../tickets/waiting.ts';
import type { Understand } from '../understanding/understand.ts';
import { mountLearning } from './pages/analytics/analytics.ts';
import { mountAssets } from './pages/assets.ts';
import { mountInbox } from './pages/inbox.ts';
import { pageContextFor } from './pages/layout.ts';
import { openDoor } from './sign-in/door.ts';
import type { AllAnswers, Suggest } from './suggestion.ts';

const WAITING_EVERY_MS = 30_000;
const NEWS_EVERY_MS = 60_000;

export interface HelpdeskOptions {
  config: OpenHelpdesk;
  store: Store;
  content: Content;
  understand: Understand;
  suggest: Suggest;
  answers: AllAnswers;
  counts: Counts;
  contentDir: string;
  /** The address under which people reach the assistant, without a slash at its end; undefined: on this machine alone. */
  publicUrl: string | undefined;
  retentionMs: number;
  log: Log;
}

/** The helpdesk of a running assistant. */
export interface Helpdesk {
  /** What turns need of it. */
  forTurns: NonNullable<TransactionOptions['helpdesk']>;
  /** Where what it says to people is brought to, besides the chats. */
  targets: readonly string[];
  /** Begins to bring tickets to their systems and answers into the chats. */
  start(send: SendToChat): void;
  close(): Promise<void>;
}

/** Opens the helpdesk: its pages, its tickets, and what brings them where they belong. */
export function openHelpdesk(server: Server, options: HelpdeskOptions): Helpdesk {
  const { config, store, content, understand, suggest, answers, counts, retentionMs, log } = options;
  const changes = new Changes();
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
  const { systems, targetsFor } = openTicketSystems(config, {
    store,
    content,
    retentionMs,
    base: options.publicUrl,
  });

  const assets = mountAssets(server);
  const { signIn } = config;
  const door = openDoor(server, {
    store,
    signIn,
    publicUrl: options.publicUrl,
    context: pageContextFor(content, assets),
    log,
  });
  const shared = { store, door, content, assets, retentionMs, log };
  const inbox = mountInbox(server, { ...shared, tickets, changes, suggest, answers });
  mountLearning(server, { ...shared, counts, understand, contentDir: options.contentDir });

  const repeated: ReturnType<typeof repeat>[] = [];

  return {
    forTurns: { targetsFor, changed },
    targets: [CHAT, ...systems.keys()],
    start(send) {
      const couriers = new Map([...systems].map(([name, system]) => [name, systemOutboxHandler(system)]));
      couriers.set(CHAT, chatOutboxHandler(store, send));
      outbox = new Outbox({ store, tickets, couriers, log, retentionMs });
      outbox.start();
      const tellAll = () => tellWhoWaits(tickets, content.network, new Date());
      repeated.push(repeat(WAITING_EVERY_MS, 'telling who waits', tellAll, log));
      const other = systems.get(config.system);
      if (!other || config.system === 'inbox') return;
      const takeAllOver = (stopped: AbortSignal) => pullUpdates(other, tickets, log, stopped);
      repeated.push(repeat(NEWS_EVERY_MS, 'looking for news of tickets', takeAllOver, log));
    },
    async close() {
      inbox.close();
      await Promise.all([...repeated.map((each) => each.stop()), outbox?.close()]);
    },
  };
}
