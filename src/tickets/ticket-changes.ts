type Listener = (number: string) => void;

/** Notifies the open pages of this process of changes to tickets, so that nobody has to reload to see them. */
export class TicketChanges {
  readonly #listeners = new Set<Listener>();

  /** Notifies every listener that a ticket has changed. */
  announce(number: string): void {
    for (const listener of this.#listeners) listener(number);
  }

  /** Calls the listener with the number of every ticket that changes. Returns a function that ends this. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
