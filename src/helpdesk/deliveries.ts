import type { OpenHelpdesk } from '../config/helpdesk-config.ts';
import type { Content } from '../content/content.ts';
import { type Log, originOf } from '../lib/log.ts';
import { repeat } from '../lib/repeat.ts';
import type { Limits } from '../limits/limits.ts';
import type { Store } from '../store/store.ts';
import { askIfSolved } from '../tickets/ask-if-solved.ts';
import { openMailbox } from '../tickets/mailbox/open.ts';
import { notifyWaiting } from '../tickets/notify-waiting.ts';
import { chatOutboxHandler, type SendToChat } from '../tickets/outbox/chat-handler.ts';
import { Outbox, type OutboxHandler } from '../tickets/outbox/outbox.ts';
import { systemOutboxHandler } from '../tickets/outbox/system-handler.ts';
import type { NewsTroubles } from '../tickets/systems/news-troubles.ts';
import type { OpenTicketSystems } from '../tickets/systems/open.ts';
import { pullUpdates } from '../tickets/systems/sync.ts';
import { CHAT, COPY } from '../tickets/ticket-rows.ts';
import type { Tickets } from '../tickets/tickets.ts';

const WAITING_EVERY_MS = 30_000;
const PULL_EVERY_MS = 60_000;

interface DeliveriesOptions {
  config: OpenHelpdesk;
  store: Store;
  tickets: Tickets;
  content: () => Content;
  ticketSystems: OpenTicketSystems;
  /** The handlers that send emails of the assistant's own, by their target. */
  emails: ReadonlyMap<string, OutboxHandler>;
  /** Returns the secret of the proofs in emails. */
  secret: () => Promise<string>;
  /** Remembers which tickets gave no news. */
  newsTroubles: NewsTroubles;
  /** Called with the number of a ticket whose page says something else about its deliveries now. */
  announce: (number: string) => void;
  retentionMs: number;
  limits: Limits;
  log: Log;
}

/** What brings tickets and answers where they belong, and fetches what comes back. */
export interface Deliveries {
  /** Begins with them, as soon as chats can be reached. */
  start(send: SendToChat): void;
  /** Looks for new items at once. */
  wake(): void;
  /** Makes what could not reach the chats of these tickets due now. */
  hurry(numbers: readonly string[]): void;
  /** Returns how many items wait for each desk that has got as much as it may just now. */
  heldBack(): Promise<ReadonlyMap<string, number>>;
  close(): Promise<void>;
}

/** Prepares the outbox, the mailbox and what is looked at again and again. */
export function openDeliveries(options: DeliveriesOptions): Deliveries {
  const { config, store, tickets, content, secret, announce, retentionMs, limits, log } = options;
  const { systems, targetsFor } = options.ticketSystems;
  const repeated: ReturnType<typeof repeat>[] = [];
  let outbox: Outbox | undefined;
  let mailbox: ReturnType<typeof openMailbox>;

  const pace = async (desk: string) => {
    const scope = desk === content().network.helpdesk ? 'deliveries' : 'deliveriesOutside';
    return (await limits.refusal(scope, desk))?.retryMs;
  };
  const notifyAll = async () => {
    const { network } = content();
    await notifyWaiting(tickets, network, new Date());
    await askIfSolved(tickets, network, new Date());
  };

  return {
    start(send) {
      const handlers = handlersFor(options, send);
      outbox = new Outbox({ store, tickets, handlers, pace, changed: announce, log, retentionMs });
      outbox.start();
      mailbox = openMailbox(config, { store, tickets, content, targetsFor, secret, log });
      repeated.push(repeat(WAITING_EVERY_MS, 'telling who waits', notifyAll, log));
      const other = systems.get(config.system);
      if (!other || config.system === 'inbox') return;
      const pullAll = (stopped: AbortSignal) =>
        pullUpdates(other, tickets, { log, troubles: options.newsTroubles, changed: announce }, stopped);
      repeated.push(repeat(PULL_EVERY_MS, 'looking for news of tickets', pullAll, log));
    },
    wake() {
      outbox?.wake();
    },
    hurry(numbers) {
      outbox
        ?.hurry(numbers)
        .catch((error: unknown) => log.error(originOf(error), 'the outbox could not be written'));
    },
    heldBack: async () => (await outbox?.heldBack()) ?? new Map(),
    async close() {
      await Promise.all([...repeated.map((each) => each.stop()), mailbox?.close(), outbox?.close()]);
    },
  };
}

function handlersFor(
  { store, ticketSystems: { systems, copy }, emails }: DeliveriesOptions,
  send: SendToChat,
): Map<string, OutboxHandler> {
  const handlers = new Map([...systems].map(([name, system]) => [name, systemOutboxHandler(system)]));
  for (const [target, handler] of emails) handlers.set(target, handler);
  handlers.set(CHAT, chatOutboxHandler(store, send));
  if (copy) handlers.set(COPY, copy);
  return handlers;
}
