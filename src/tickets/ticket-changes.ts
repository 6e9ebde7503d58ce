type Listener = (number: string) => void;

/** Tells open pages of this process that a ticket has changed, so that nobody has to reload to see it. */
export class TicketChanges {
  readonly #listeners = new Set<Listener>();

  /** Says that a ticket has changed. */
  announce(number: string): void {
    for (const listener of this.#listeners) listener(number);
  }

  /** Calls the listener with the number of every ticket that changes, until what it returns is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
