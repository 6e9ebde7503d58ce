/** After this many failures in a row people are told; one alone is often over before anybody has read of it. */
export const TOLD_AFTER = 2;

/** Something about a ticket that has failed again and again, and is tried again by itself. */
export interface Trouble {
  ticket: string;
  target: string;
  /** The reason of the last failure, for the operator. */
  problem: string;
  attempts: number;
  since: string;
  /** True where the other system does not say what happened to the ticket there. */
  isNews?: boolean;
}

/** Remembers for which tickets another system gives no news, so that the inbox shows it. */
export class NewsTroubles {
  readonly #failed = new Map<string, Trouble>();

  /** Notes a failure; returns true where people are told from now on. */
  failed(ticket: string, target: string, problem: string): boolean {
    const before = this.#failed.get(ticket);
    const attempts = (before?.attempts ?? 0) + 1;
    const since = before?.since ?? new Date().toISOString();
    this.#failed.set(ticket, { ticket, target, problem, attempts, since, isNews: true });
    return attempts === TOLD_AFTER;
  }

  /** Notes that there are news of a ticket, or no longer a ticket; returns true where people were told otherwise. */
  over(ticket: string): boolean {
    const attempts = this.#failed.get(ticket)?.attempts ?? 0;
    this.#failed.delete(ticket);
    return attempts >= TOLD_AFTER;
  }

  /** Forgets all tickets but these. */
  keepOnly(tickets: ReadonlySet<string>): void {
    for (const ticket of this.#failed.keys()) if (!tickets.has(ticket)) this.#failed.delete(ticket);
  }

  /** Lists what people are told. */
  list(): Trouble[] {
    return [...this.#failed.values()].filter(({ attempts }) => attempts >= TOLD_AFTER);
  }
}
