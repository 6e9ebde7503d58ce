import { correlated } from '../../lib/correlation.ts';
import { type Log, originOf } from '../../lib/log.ts';
import { OUTBOX } from '../../store/keys.ts';
import type { Entry, Store } from '../../store/store.ts';
import { INBOX } from '../systems/inbox.ts';
import { TOLD_AFTER } from '../systems/news-troubles.ts';
import { DeliveryError } from '../systems/ticket-system.ts';
import type { Ticket } from '../ticket.ts';
import { CHAT, type OutboxItem, outboxItemSchema, PERSON_EMAIL, readableRows } from '../ticket-rows.ts';
import type { Tickets } from '../tickets.ts';
import { endsInTime, LeftError } from './ends-in-time.ts';
import { LEASE_MS, Lease } from './lease.ts';
import { GIVE_UP_MS, nextAttempt } from './retry-policy.ts';

const EVERY_MS = 5_000;
/** After this many failures in a row a target counts as down, and its other items wait for the next round. */
const DOWN_AFTER = 3;
/** A delivery that takes longer than this goes on beside the next ones. */
const PATIENCE_MS = 5_000;
/** So many deliveries to one target may take long at the same time; mail servers and ticket systems limit connections, too. */
const MOST_SLOW = 8;

/** An outbox item with its key in the store. */
export interface QueuedItem {
  key: string;
  item: OutboxItem;
  /** The beginning of the last attempt before this one that may have arrived, in milliseconds since 1970. */
  lastTriedAt?: number | undefined;
}

/**
 * Delivers an item to its target, and stops as soon as the signal is aborted. Returns the change that this makes to the
 * ticket, if any. @throws DeliveryError
 */
export type OutboxHandler = (
  ticket: Ticket,
  queued: QueuedItem,
  stopped: AbortSignal,
) => Promise<((ticket: Ticket) => Ticket) | undefined>;

export interface OutboxOptions {
  store: Store;
  tickets: Tickets;
  /** By the name of the target. */
  handlers: ReadonlyMap<string, OutboxHandler>;
  /** Counts a delivery to the ticket system of a desk; returns how long it has to wait, in milliseconds, where there were too many. */
  pace?: (desk: string) => Promise<number | undefined>;
  /** Called with the number of a ticket whose page says something else about its deliveries now. */
  changed?: (number: string) => void;
  log: Log;
  /** The shortest time for which a waiting item is kept, in milliseconds. */
  retentionMs: number;
  now?: () => number;
  /** The time after which a delivery goes on beside the next ones, in milliseconds. */
  patienceMs?: number;
}

/**
 * Delivers items from the store to ticket systems and chats: in order for each ticket, retried with growing pauses, across restarts,
 * and never by two processes at once. A target gets one after the other; one that hangs holds up its own ticket only.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #isWanted = false;
  readonly #closing = new AbortController();
  /** The targets that are being gone through. */
  readonly #busy = new Map<string, Promise<boolean>>();
  /** The deliveries in progress, by target. */
  readonly #deliveries = new Map<string, Set<Promise<boolean>>>();
  /** Targets that were given new items while they were busy. */
  readonly #late = new Set<string>();
  /** When the next item of a desk may be delivered, where there were too many. */
  readonly #heldUntil = new Map<string, number>();

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => Date.now());
  }

  /** Delivers what is due now, and again every few seconds. */
  start(): void {
    this.#timer = setInterval(() => this.wake(), EVERY_MS).unref();
    this.wake();
  }

  /** Looks for new items at once instead of at the next interval. */
  wake(): void {
    if (this.#closing.signal.aborted) return;
    this.#isWanted = true;
    this.#round ??= this.#rounds();
  }

  /** Makes what could not reach the chats of these tickets due now, also where it was given up: the person has written. */
  async hurry(numbers: readonly string[]): Promise<void> {
    const { store } = this.#options;
    const entries = await Promise.all(numbers.map((number) => store.list(`${OUTBOX}${CHAT}/${number}/`)));
    let isAny = false;
    for (const { key, value, version } of readableRows(outboxItemSchema, entries.flat())) {
      if (value.isLeased || value.problem === undefined) continue;
      const item = { ...value, isDead: false, due: 0 };
      isAny = (await this.#write(key, item, version)) !== undefined || isAny;
    }
    if (isAny) this.wake();
  }

  /** Resolves once no delivery is in progress. */
  async idle(): Promise<void> {
    while (this.#round || this.#busy.size > 0 || this.#deliveries.size > 0)
      await Promise.all([this.#round, ...this.#busy.values(), ...this.#allDeliveries()]);
  }

  /** Stops the deliveries in progress, which are due again at the next start; resolves once that is noted. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#timer);
    await this.idle();
  }

  /** Delivers everything that is due, once. */
  async run(): Promise<void> {
    await Promise.all(await this.#startDue());
    await Promise.all(this.#allDeliveries());
  }

  /** Returns how many items wait for each desk that has got as much as it may just now. */
  async heldBack(): Promise<ReadonlyMap<string, number>> {
    const held = new Map<string, number>();
    const entries = await this.#options.store.list(OUTBOX);
    for (const { value: item } of readableRows(outboxItemSchema, entries))
      if (item.desk !== undefined && !item.isDead && goesOut(item) && this.#isFull(item.desk))
        held.set(item.desk, (held.get(item.desk) ?? 0) + 1);
    return held;
  }

  async #rounds(): Promise<void> {
    while (this.#isWanted && !this.#closing.signal.aborted) {
      this.#isWanted = false;
      try {
        for (const delivered of await this.#startDue())
          void delivered.then((goesOn) => goesOn && this.wake());
      } catch (error) {
        this.#options.log.error(originOf(error), 'the outbox could not be read');
      }
    }
    this.#round = undefined;
  }

  /**
   * Starts to go through every target that is not gone through already, so that a slow one holds up no other. Each promise resolves
   * to whether more may be due at once.
   */
  async #startDue(): Promise<Promise<boolean>[]> {
    const started: Promise<boolean>[] = [];
    for (const [target, due] of Map.groupBy(await this.#due(), ({ value }) => value.target)) {
      if (this.#busy.has(target)) {
        this.#late.add(target);
        continue;
      }
      const delivery = this.#runTarget(target, due).then(({ isDown, count }) => {
        this.#busy.delete(target);
        const isLate = this.#late.delete(target);
        return !isDown && (isLate || count > 0);
      });
      this.#busy.set(target, delivery);
      started.push(delivery);
    }
    return started;
  }

  /** Returns the first item of every ticket and target, where it is due. */
  async #due(): Promise<StoredItem[]> {
    const firsts = new Map<string, Entry>();
    for (const entry of await this.#options.store.list(OUTBOX)) {
      const queue = entry.key.slice(0, entry.key.lastIndexOf('/'));
      if (!firsts.has(queue)) firsts.set(queue, entry);
    }
    // An item that a later version wrote holds up its own ticket, since the rest must not overtake it, but no other.
    return readableRows(outboxItemSchema, [...firsts.values()]).filter(
      ({ value }) => !value.isDead && value.due <= this.#now(),
    );
  }

  /**
   * Delivers one item after the other, and reports how many arrived and whether the target seems to be down. It waits for none that
   * takes long. Never throws.
   */
  async #runTarget(target: string, due: readonly StoredItem[]): Promise<{ isDown: boolean; count: number }> {
    let [failures, count] = [0, 0];
    for (const item of due) {
      if (failures >= DOWN_AFTER || this.#closing.signal.aborted) break;
      if ((this.#deliveries.get(target)?.size ?? 0) >= MOST_SLOW) break;
      try {
        if (await this.#isHeld(item.value)) continue;
        const isDelivered = await this.#withPatience(this.#deliver(target, item));
        if (isDelivered === undefined) continue;
        failures = isDelivered ? 0 : failures + 1;
        count += isDelivered ? 1 : 0;
      } catch (error) {
        this.#options.log.error(originOf(error), 'the outbox could not be written');
        return { isDown: true, count };
      }
    }
    return { isDown: failures >= DOWN_AFTER, count };
  }

  /** Delivers an item; it counts as one of its target's deliveries until it has ended. */
  #deliver(target: string, item: StoredItem): Promise<boolean> {
    const ofTarget = this.#deliveries.get(target) ?? new Set();
    const delivery = correlated(item.value.correlation, () => this.#try(item)).finally(() => {
      ofTarget.delete(delivery);
      if (ofTarget.size === 0) this.#deliveries.delete(target);
    });
    this.#deliveries.set(target, ofTarget.add(delivery));
    return delivery;
  }

  /** Returns whether an item was delivered; undefined where that takes long, and then looks for more once it has arrived. */
  async #withPatience(delivery: Promise<boolean>): Promise<boolean | undefined> {
    const slow = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => slow.resolve(undefined), this.#options.patienceMs ?? PATIENCE_MS);
    try {
      const isDelivered = await Promise.race([delivery, slow.promise]);
      if (isDelivered === undefined)
        delivery.then(
          (isLateDelivered) => isLateDelivered && this.wake(),
          (error: unknown) => this.#options.log.error(originOf(error), 'the outbox could not be written'),
        );
      return isDelivered;
    } finally {
      clearTimeout(timer);
    }
  }

  #allDeliveries(): Promise<unknown>[] {
    // One that could not be written is logged where it was started.
    return [...this.#deliveries.values()].flatMap((each) => [...each]).map((each) => each.catch(() => false));
  }

  /**
   * Checks whether an item has to wait because its desk has got as much as it may. Nothing is written: it stays as it is, and
   * is delivered in a later round, by this or another process.
   */
  async #isHeld(item: OutboxItem): Promise<boolean> {
    const { pace } = this.#options;
    const { desk } = item;
    if (!pace || desk === undefined || !goesOut(item)) return false;
    if (this.#isFull(desk)) return true;
    const waitMs = await pace(desk);
    if (waitMs === undefined) return false;
    this.#heldUntil.set(desk, this.#now() + waitMs);
    return true;
  }

  #isFull(desk: string): boolean {
    return this.#now() < (this.#heldUntil.get(desk) ?? 0);
  }

  async #try({ key, value, version }: StoredItem): Promise<boolean> {
    const { tickets, handlers, log } = this.#options;
    const item: OutboxItem = {
      ...value,
      attempts: value.attempts + 1,
      triedAt: this.#now(),
      due: this.#now() + LEASE_MS,
      isLeased: true,
    };
    const leased = await this.#write(key, item, version);
    if (leased === undefined) return true;
    const renew = (at: number) => this.#write(key, { ...item, due: this.#now() + LEASE_MS }, at);
    const lease = new Lease(leased, renew);
    const stopped = AbortSignal.any([this.#closing.signal, lease.lost]);
    const about = { target: item.target, ticket: item.ticket, attempt: item.attempts };
    try {
      const ticket = await tickets.get(item.ticket);
      const handler = handlers.get(item.target);
      if (!handler) throw unknownTarget(item.target);
      const queued = { key, item, lastTriedAt: value.triedAt };
      const change = ticket && (await endsInTime(handler(ticket, queued, stopped), stopped));
      if (change) await tickets.change(item.ticket, (current) => ({ ticket: change(current) }));
      await this.#write(key, undefined, await lease.end());
      if ((item.failures ?? 0) >= TOLD_AFTER) this.#options.changed?.(item.ticket);
      log.info(
        about,
        ticket ? 'brought to its target' : 'not delivered, because its ticket is no longer kept',
      );
      return true;
    } catch (error) {
      const version = await lease.end();
      if (error instanceof LeftError) log.warn(about, 'a delivery does not stop and is left to itself');
      else if (stopped.aborted) await this.#release(key, item, version, about);
      else await this.#postpone(key, withLastTry(item, value, error), version, error);
      return false;
    }
  }

  /** Makes an item due at once whose delivery was stopped; nothing is changed where it is somebody else's by now. */
  async #release(key: string, item: OutboxItem, version: number, about: object): Promise<void> {
    const { isLeased: _, ...rest } = item;
    await this.#write(key, { ...rest, due: 0 }, version);
    this.#options.log.info(about, 'its delivery was stopped, and is due again');
  }

  async #postpone(key: string, item: OutboxItem, version: number, error: unknown): Promise<void> {
    const known = error instanceof DeliveryError ? error : undefined;
    const later = nextAttempt(item, known, this.#now());
    await this.#write(key, later, version);
    const { change } = known ?? {};
    if (change) await this.#options.tickets.change(item.ticket, (ticket) => ({ ticket: change(ticket) }));
    if (later.isDead || later.failures === TOLD_AFTER) this.#options.changed?.(item.ticket);
    const about = { target: item.target, ticket: item.ticket, attempt: item.attempts, why: known?.message };
    const what = later.isDead ? 'could not be delivered, and is given up' : 'not delivered yet';
    this.#options.log.error({ ...about, ...(known ? {} : originOf(error)) }, what);
  }

  /** Writes or deletes an item. Returns its new version, or undefined where another process was faster. */
  async #write(key: string, value: OutboxItem | undefined, expected: number): Promise<number | undefined> {
    const { store, retentionMs } = this.#options;
    const expiresAt = Date.now() + Math.max(retentionMs, GIVE_UP_MS * 2);
    if (!(await store.commit([{ key, expected, value, expiresAt }]))) return undefined;
    return value === undefined ? expected : (await store.get(key))?.version;
  }
}

/** Returns the item with its last attempt that may have arrived: the one before where this one has surely not. */
function withLastTry(item: OutboxItem, before: OutboxItem, error: unknown): OutboxItem {
  if (!(error instanceof DeliveryError) || error.mayHaveArrived) return item;
  const { triedAt: _, ...rest } = item;
  return { ...rest, ...(before.triedAt !== undefined && { triedAt: before.triedAt }) };
}

type StoredItem = Entry & { value: OutboxItem };

/** Checks whether an item goes to a desk outside our own inbox, and not to the person. */
function goesOut({ target }: OutboxItem): boolean {
  return target !== CHAT && target !== PERSON_EMAIL && target !== INBOX;
}

function unknownTarget(target: string): DeliveryError {
  return new DeliveryError(
    `The settings no longer name "${target}". Set HELPDESK and the settings that belong to it.`,
    {
      isFinal: true,
    },
  );
}
