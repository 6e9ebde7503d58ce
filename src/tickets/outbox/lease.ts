/** After a crash another process takes the item over so long after the last renewal. */
export const LEASE_MS = 15_000;
const RENEW_EVERY_MS = 5_000;
/** What it may take to stop a delivery, and by how much the clocks of two machines may differ. */
const MARGIN_MS = 3_000;

/** Renews the lease of an item from its version. Returns the new version, or undefined where somebody else has the item. */
type Renew = (version: number) => Promise<number | undefined>;

/**
 * Holds an item of the outbox while it is delivered: it is renewed as long as this process lives. Where that fails, because
 * another process has the item or the store is away for too long, the signal tells the delivery to stop.
 */
export class Lease {
  readonly #renew: Renew;
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #deadline: NodeJS.Timeout;
  #version: number;
  #renewing: Promise<void> | undefined;

  /** @param version the version of the item with the lease in it */
  constructor(version: number, renew: Renew) {
    this.#version = version;
    this.#renew = renew;
    this.#deadline = this.#nextDeadline();
    this.#timer = setInterval(() => {
      this.#renewing ??= this.#renewOnce();
    }, RENEW_EVERY_MS).unref();
  }

  /** Aborted once the item may be somebody else's. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Stops renewing, and returns the version of the item. */
  async end(): Promise<number> {
    clearInterval(this.#timer);
    await this.#renewing;
    clearTimeout(this.#deadline);
    return this.#version;
  }

  async #renewOnce(): Promise<void> {
    const next = this.#nextDeadline();
    try {
      const renewed = await this.#renew(this.#version);
      if (renewed === undefined) {
        clearTimeout(next);
        return this.#lost.abort();
      }
      this.#version = renewed;
      clearTimeout(this.#deadline);
      this.#deadline = next;
    } catch {
      // The store is away; the lease still holds until its deadline.
      clearTimeout(next);
    } finally {
      this.#renewing = undefined;
    }
  }

  #nextDeadline(): NodeJS.Timeout {
    return setTimeout(() => this.#lost.abort(), LEASE_MS - MARGIN_MS).unref();
  }
}
