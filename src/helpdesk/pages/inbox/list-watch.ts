import { type Log, originOf } from '../../../lib/log.ts';
import type { Tickets } from '../../../tickets/tickets.ts';

const EVERY_MS = 4000;

/** Watches for changes made by other processes that share the database, as long as a page is open. */
export class ListWatch {
  readonly #tickets: Tickets;
  readonly #onChange: (number: string) => void;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  #unwatch: () => void = () => {};
  /** The last change of each ticket; undefined before the first look. */
  #seen: Map<string, string> | undefined;
  #isLooking = false;

  constructor(tickets: Tickets, onChange: (number: string) => void, log: Log) {
    this.#tickets = tickets;
    this.#onChange = onChange;
    this.#log = log;
  }

  start(): void {
    if (this.#timer) return;
    this.#unwatch = this.#tickets.watch(this.#onChange);
    this.#timer = setInterval(() => void this.#look(), EVERY_MS).unref();
    void this.#look();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#unwatch();
    this.#timer = undefined;
    this.#seen = undefined;
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const list = await this.#tickets.list();
      if (!this.#timer) return;
      const before = this.#seen;
      this.#seen = new Map(list.map(({ number, changedAt }) => [number, changedAt]));
      if (!before) return;
      for (const { number, changedAt } of list) if (before.get(number) !== changedAt) this.#onChange(number);
      for (const number of before.keys()) if (!this.#seen.has(number)) this.#onChange(number);
    } catch (error) {
      this.#log.error(originOf(error), 'the list of tickets could not be read');
    } finally {
      this.#isLooking = false;
    }
  }
}
