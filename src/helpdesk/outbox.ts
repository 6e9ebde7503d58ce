import { type Log, originOf } from '../log.ts';
import type { Entry, Store } from '../store/store.ts';
import type { Ticket } from './ticket.ts';
import { OUTBOX, type OutboxItem, outboxItemSchema } from './ticket-rows.ts';
import { DeliveryError } from './ticket-system.ts';
import type { Tickets } from './tickets.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const EVERY_MS = 10 * SECOND;
/** How long to wait after the first try that failed, the second and so on; then as after the last one. */
const PAUSES = [10 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR];
/** Longer than a weekend: whoever has to mend the other system may not be there before Monday. */
const GIVE_UP_MS = 4 * 24 * HOUR;
/** A target that asks to be left alone for longer has most likely miscounted. */
const LONGEST_WAIT_MS = 6 * HOUR;
/** Longer than any try takes; after a crash another process takes over then. */
const LEASE_MS = 3 * MINUTE;
/** So many failures in a row say that a target is down; the others wait for the next round. */
const DOWN_AFTER = 3;

/** An item of the outbox with its place in it. */
export interface Waiting {
  key: string;
  item: OutboxItem;
}

/** Brings an item to its target and says what that changes about the ticket. @throws DeliveryError */
export type Courier = (ticket: Ticket, waiting: Waiting) => Promise<((ticket: Ticket) => Ticket) | undefined>;

export interface OutboxOptions {
  store: Store;
  tickets: Tickets;
  /** By the name of the target. */
  couriers: ReadonlyMap<string, Courier>;
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
    this.#isWanted = true;
    this.#round ??= this.#rounds().finally(() => {
      this.#round = undefined;
    });
  }

  /** Resolves once nothing is being brought any more. */
  async idle(): Promise<void> {
    await this.#round;
  }

  /** Ends after what is being brought just now. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.idle();
  }

  /** Brings everything that is due, once. */
  async run(): Promise<void> {
    const byTarget = Object.groupBy(await this.#due(), ({ value }) => value.target);
    await Promise.all(Object.values(byTarget).map((due) => this.#runTarget(due ?? [])));
  }

  async #rounds(): Promise<void> {
    while (this.#isWanted && !this.#isClosed) {
      this.#isWanted = false;
      try {
        await this.run();
      } catch (error) {
        this.#options.log.error(originOf(error), 'the outbox could not be read');
      }
    }
  }

  /** The first item of every ticket and target, where it may be tried now. */
  async #due(): Promise<Item[]> {
    const items = (await this.#options.store.list(OUTBOX)).map(readItem);
    const firsts = new Map<string, Item>();
    for (const item of items) {
      const queue = `${item.value.target}/${item.value.ticket}`;
      if (!firsts.has(queue)) firsts.set(queue, item);
    }
    return [...firsts.values()].filter(({ value }) => !value.isDead && value.due <= this.#now());
  }

  async #runTarget(due: readonly Item[]): Promise<void> {
    let failures = 0;
    for (const item of due) {
      if (failures >= DOWN_AFTER || this.#isClosed) return;
      failures = (await this.#try(item)) ? 0 : failures + 1;
    }
  }

  async #try({ key, value, version }: Item): Promise<boolean> {
    const { tickets, couriers, log } = this.#options;
    const item: OutboxItem = { ...value, attempts: value.attempts + 1, due: this.#now() + LEASE_MS };
    const leased = await this.#write(key, item, version);
    if (leased === undefined) return true;
    const about = { target: item.target, ticket: item.ticket, attempt: item.attempts };
    try {
      const ticket = await tickets.get(item.ticket);
      const courier = couriers.get(item.target);
      if (!courier) throw noSuchTarget(item.target);
      const change = ticket && (await courier(ticket, { key, item }));
      if (change) await tickets.change(item.ticket, (current) => ({ ticket: change(current) }));
      await this.#write(key, undefined, leased);
      log.info(about, 'brought to its target');
      this.#isWanted = true;
      return true;
    } catch (error) {
      await this.#postpone(key, item, leased, error);
      return false;
    }
  }

  async #postpone(key: string, item: OutboxItem, version: number, error: unknown): Promise<void> {
    const now = this.#now();
    const known = error instanceof DeliveryError ? error : undefined;
    const asked = known?.waitMs && Math.min(known.waitMs, LONGEST_WAIT_MS);
    const pause = asked ?? PAUSES[item.attempts - 1] ?? PAUSES.at(-1) ?? HOUR;
    const isDead = known?.isFinal === true || now - Date.parse(item.since) > GIVE_UP_MS;
    const problem = known?.message ?? 'Something unexpected went wrong; the log says where.';
    await this.#write(key, { ...item, due: now + pause, problem, isDead }, version);
    const about = { target: item.target, ticket: item.ticket, attempt: item.attempts, why: known?.message };
    const what = isDead
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

interface Item {
  key: string;
  value: OutboxItem;
  version: number;
}

function readItem({ key, value, version }: Entry): Item {
  return { key, value: outboxItemSchema.parse(value), version };
}

function noSuchTarget(target: string): DeliveryError {
  return new DeliveryError(`The settings no longer name "${target}". Set HELPDESK and what belongs to it.`, {
    isFinal: true,
  });
}
