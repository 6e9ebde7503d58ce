import type { Server } from 'restify';
import type { Content } from '../content/content.ts';
import type { OpenHelpdesk } from '../helpdesk-config.ts';
import { countAnswer } from '../learning/answer-time.ts';
import type { Counts } from '../learning/counts.ts';
import type { Log } from '../log.ts';
import { repeat } from '../repeat.ts';
import type { Store } from '../store/store.ts';
import type { TurnGuardOptions } from '../turn/guard.ts';
import type { Understand } from '../understanding/understand.ts';
import { Changes } from './changes.ts';
import { chatCourier, type SayInChat } from './chat-courier.ts';
import { takeOver } from './news.ts';
import { Outbox } from './outbox.ts';
import { mountAssets } from './pages/assets.ts';
import { mountInbox } from './pages/inbox.ts';
import { pageContextFor } from './pages/layout.ts';
import { mountLearning } from './pages/learning/learning.ts';
import { openDoor } from './sign-in/door.ts';
import type { AllAnswers, Suggest } from './suggestion.ts';
import { systemCourier } from './system-courier.ts';
import { CHAT } from './ticket-rows.ts';
import { openTicketSystems } from './ticket-systems.ts';
import { Tickets } from './tickets.ts';
import { tellWhoWaits } from './waiting.ts';

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
  forTurns: NonNullable<TurnGuardOptions['helpdesk']>;
  /** Where what it says to people is brought to, besides the chats. */
  targets: readonly string[];
  /** Begins to bring tickets to their systems and answers into the chats. */
  start(say: SayInChat): void;
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
    start(say) {
      const couriers = new Map([...systems].map(([name, system]) => [name, systemCourier(system)]));
      couriers.set(CHAT, chatCourier(store, say));
      outbox = new Outbox({ store, tickets, couriers, log, retentionMs });
      outbox.start();
      const tellAll = () => tellWhoWaits(tickets, content.network, new Date());
      repeated.push(repeat(WAITING_EVERY_MS, 'telling who waits', tellAll, log));
      const other = systems.get(config.system);
      if (!other || config.system === 'inbox') return;
      const takeAllOver = (stopped: AbortSignal) => takeOver(other, tickets, log, stopped);
      repeated.push(repeat(NEWS_EVERY_MS, 'looking for news of tickets', takeAllOver, log));
    },
    async close() {
      inbox.close();
      await Promise.all([...repeated.map((each) => each.stop()), outbox?.close()]);
    },
  };
}
