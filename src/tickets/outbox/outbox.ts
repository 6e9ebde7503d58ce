import { type Log, originOf } from '../../lib/log.ts';
import type { Entry, Store } from '../../store/store.ts';
import { DeliveryError } from '../systems/ticket-system.ts';
import type { Ticket } from '../ticket.ts';
import { OUTBOX, type OutboxItem, outboxItemSchema, readableRows } from '../ticket-rows.ts';
import type { Tickets } from '../tickets.ts';
import { GIVE_UP_MS, nextAttempt } from './retry-policy.ts';

const EVERY_MS = 10_000;
/** Longer than any try takes; after a crash another process takes over then. */
const LEASE_MS = 3 * 60_000;
/** So many failures in a row say that a target is down; the others wait for the next round. */
const DOWN_AFTER = 3;

/** An item of the outbox with its place in it. */
export interface QueuedItem {
  key: string;
  item: OutboxItem;
}

/** Brings an item to its target and says what that changes about the ticket. @throws DeliveryError */
export type OutboxHandler = (
  ticket: Ticket,
  waiting: QueuedItem,
) => Promise<((ticket: Ticket) => Ticket) | undefined>;

export interface OutboxOptions {
  store: Store;
  tickets: Tickets;
  /** By the name of the target. */
  handlers: ReadonlyMap<string, OutboxHandler>;
  log: Log;
  /** How long an item that waits is kept at the least, in milliseconds. */
  retentionMs: number;
  now?: () => number;
}

/**
 * Brings what waits in the store to ticket systems and chats: in order per ticket, again and again with growing pauses until it is
 * there, through restarts, and never by two processes at once.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #isWanted = false;
  #isClosed = false;
  /** By target: what is being brought to it just now. */
  readonly #busy = new Map<string, Promise<boolean>>();
  /** Targets for which something has come while they were busy. */
  readonly #late = new Set<string>();

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Begins to look after what waits, now and every few seconds. */
  start(): void {
    this.#timer = setInterval(() => this.wake(), EVERY_MS).unref();
    this.wake();
  }

  /** Says that something new may wait. */
  wake(): void {
    if (this.#isClosed) return;
    this.#isWanted = true;
    this.#round ??= this.#rounds();
  }

  /** Resolves once nothing is being brought any more. */
  async idle(): Promise<void> {
    while (this.#round || this.#busy.size > 0) await Promise.all([this.#round, ...this.#busy.values()]);
  }

  /** Ends after what is being brought just now. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.idle();
  }

  /** Brings everything that is due, once. */
  async run(): Promise<void> {
    await Promise.all(await this.#begin());
  }

  async #rounds(): Promise<void> {
    while (this.#isWanted && !this.#isClosed) {
      this.#isWanted = false;
      try {
        for (const brought of await this.#begin()) void brought.then((goesOn) => goesOn && this.wake());
      } catch (error) {
        this.#options.log.error(originOf(error), 'the outbox could not be read');
      }
    }
    this.#round = undefined;
  }

  /**
   * Begins to bring what is due to every target that is not busy, so that a slow one keeps no other waiting; what is begun tells
   * whether there may be more at once.
   */
  async #begin(): Promise<Promise<boolean>[]> {
    const begun: Promise<boolean>[] = [];
    for (const [target, due] of Map.groupBy(await this.#due(), ({ value }) => value.target)) {
      if (this.#busy.has(target)) {
        this.#late.add(target);
        continue;
      }
      const brought = this.#runTarget(due).then(({ isDown, count }) => {
        this.#busy.delete(target);
        const isLate = this.#late.delete(target);
        return !isDown && (isLate || count > 0);
      });
      this.#busy.set(target, brought);
      begun.push(brought);
    }
    return begun;
  }

  /** The first item of every ticket and target, where it may be tried now. */
  async #due(): Promise<StoredItem[]> {
    const firsts = new Map<string, Entry>();
    for (const entry of await this.#options.store.list(OUTBOX)) {
      const queue = entry.key.slice(0, entry.key.lastIndexOf('/'));
      if (!firsts.has(queue)) firsts.set(queue, entry);
    }
    // What a later version has written keeps its ticket waiting, since the rest must not come before it, but no other.
    return readableRows(outboxItemSchema, [...firsts.values()]).filter(
      ({ value }) => !value.isDead && value.due <= this.#now(),
    );
  }

  /** Brings one after the other, and says how many are there and whether the target seems to be down. Never throws. */
  async #runTarget(due: readonly StoredItem[]): Promise<{ isDown: boolean; count: number }> {
    let [failures, count] = [0, 0];
    for (const item of due) {
      if (failures >= DOWN_AFTER || this.#isClosed) break;
      try {
        const isBrought = await this.#try(item);
        failures = isBrought ? 0 : failures + 1;
        count += isBrought ? 1 : 0;
      } catch (error) {
        this.#options.log.error(originOf(error), 'the outbox could not be written');
        return { isDown: true, count };
      }
    }
    return { isDown: failures >= DOWN_AFTER, count };
  }

  async #try({ key, value, version }: StoredItem): Promise<boolean> {
    const { tickets, handlers, log } = this.#options;
    const item: OutboxItem = { ...value, attempts: value.attempts + 1, due: this.#now() + LEASE_MS };
    const leased = await this.#write(key, item, version);
    if (leased === undefined) return true;
    const about = { target: item.target, ticket: item.ticket, attempt: item.attempts };
    try {
      const ticket = await tickets.get(item.ticket);
      const handler = handlers.get(item.target);
      if (!handler) throw unknownTarget(item.target);
      const change = ticket && (await handler(ticket, { key, item }));
      if (change) await tickets.change(item.ticket, (current) => ({ ticket: change(current) }));
      await this.#write(key, undefined, leased);
      log.info(
        about,
        ticket ? 'brought to its target' : 'not brought, since its ticket is not kept any more',
      );
      return true;
    } catch (error) {
      await this.#postpone(key, item, leased, error);
      return false;
    }
  }

  async #postpone(key: string, item: OutboxItem, version: number, error: unknown): Promise<void> {
    const known = error instanceof DeliveryError ? error : undefined;
    const later = nextAttempt(item, known, this.#now());
    await this.#write(key, later, version);
    const about = { target: item.target, ticket: item.ticket, attempt: item.attempts, why: known?.message };
    const what = later.isDead
      ? 'could not be brought to its target and is given up'
      : 'not brought to its target yet';
    this.#options.log.error({ ...about, ...(known ? {} : originOf(error)) }, what);
  }

  /** Writes or deletes an item; gives its new version, or undefined where somebody else was faster. */
  async #write(key: string, value: OutboxItem | undefined, expected: number): Promise<number | undefined> {
    const { store, retentionMs } = this.#options;
    const expiresAt = Date.now() + Math.max(retentionMs, GIVE_UP_MS * 2);
    if (!(await store.commit([{ key, expected, value, expiresAt }]))) return undefined;
    return value === undefined ? expected : (await store.get(key))?.version;
  }
}

type StoredItem = Entry & { value: OutboxItem };

function unknownTarget(target: string): DeliveryError {
  return new DeliveryError(`The settings no longer name "${target}". Set HELPDESK and what belongs to it.`, {
    isFinal: true,
  });
}
