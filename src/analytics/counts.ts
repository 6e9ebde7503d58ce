import { z } from 'zod';
import { type Log, originOf } from '../lib/log.ts';
import { COUNTS } from '../store/keys.ts';
import type { Store } from '../store/store.ts';
import { update } from '../store/update.ts';
import type { Count, Counted } from './count.ts';
import { weekOf } from './week.ts';

/** A crash loses at most this much. */
const WRITE_EVERY_MS = 5000;
/** Two years, so that a week can be compared with the same week of the year before; older counts have no use. */
const KEPT_MS = 2 * 366 * 24 * 60 * 60 * 1000;

/** The counts of a week, by event and then by id. */
export type WeekCounts = Partial<Record<Counted, Record<string, number>>>;

/** The stored row; events that only a later version counts are kept as they are. */
const weekSchema = z.object({
  version: z.literal(1),
  counts: z.record(z.string(), z.record(z.string(), z.number().int())),
});

/**
 * Adds up counts and writes them to one row a week, every few seconds. The row is not part of a turn's commit, where people who
 * have nothing to do with each other would lose races for it.
 */
export class Counts {
  readonly #store: Store;
  readonly #log: Log;
  /** Counts that are not written yet, by week. */
  #pending = new Map<string, WeekCounts>();
  #writing: Promise<void> = Promise.resolve();
  readonly #timer: NodeJS.Timeout;

  constructor(store: Store, log: Log) {
    this.#store = store;
    this.#log = log;
    this.#timer = setInterval(() => void this.write(), WRITE_EVERY_MS).unref();
  }

  /** Adds counts to the week of a moment. */
  readonly add = (counts: readonly Count[], moment = new Date()): void => {
    if (counts.length === 0) return;
    const week = weekOf(moment);
    for (const { what, of } of counts) this.#keep(week, { [what]: { [of]: 1 } });
  };

  /** Writes the pending counts; those that cannot be written now are kept for the next time. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writePending());
    return this.#writing;
  }

  /** Returns the counts of weeks, in the order given; a week in which nothing happened has none. */
  async read(weeks: readonly string[]): Promise<WeekCounts[]> {
    await this.write();
    const rows = await Promise.all(weeks.map((week) => this.#store.get(COUNTS + week)));
    return rows.map((row) => (row ? readWeek(row.value) : {}));
  }

  /** Writes the rest; nothing may be added afterwards. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
  }

  #keep(week: string, counts: WeekCounts): void {
    const pending = this.#pending.get(week) ?? {};
    addTo(pending, counts);
    this.#pending.set(week, pending);
  }

  async #writePending(): Promise<void> {
    const pending = this.#pending;
    this.#pending = new Map();
    for (const [week, counts] of pending) {
      try {
        await this.#writeWeek(week, counts);
      } catch (error) {
        this.#log.warn({ ...originOf(error), week }, 'counts are kept for later');
        this.#keep(week, counts);
      }
    }
  }

  #writeWeek(week: string, counts: WeekCounts): Promise<void> {
    const key = COUNTS + week;
    return update(this.#store, `adding to the counts of ${week}`, async () => {
      const row = await this.#store.get(key);
      const total = row ? readWeek(row.value) : {};
      addTo(total, counts);
      const value = { version: 1, counts: total };
      const expiresAt = Date.now() + KEPT_MS;
      return { writes: [{ key, expected: row?.version ?? null, value, expiresAt }], result: undefined };
    });
  }
}

/** Opens the counts in a store; close them before the store. */
export function openCounts(store: Store, log: Log): Counts {
  return new Counts(store, log);
}

/** Reads a row. One that cannot be read is replaced, since it is worth less than what is counted from now on. */
function readWeek(value: unknown): WeekCounts {
  const { data } = weekSchema.safeParse(value);
  return data ? (data.counts as WeekCounts) : {};
}

function addTo(total: WeekCounts, counts: WeekCounts): void {
  for (const [what, by] of Object.entries(counts) as [Counted, Record<string, number>][]) {
    const sums = total[what] ?? {};
    for (const [of, count] of Object.entries(by)) sums[of] = (sums[of] ?? 0) + count;
    total[what] = sums;
  }
}
