/** The work that is under way, so that a stop can wait until it is done. */
export class UnderWay {
  readonly #work = new Set<Promise<unknown>>();

  /** Counts a piece of work in until it has ended, and returns it. */
  add<Result>(work: Promise<Result>): Promise<Result> {
    this.#work.add(work);
    const ended = () => void this.#work.delete(work);
    work.then(ended, ended);
    return work;
  }

  /** Resolves once nothing is under way. */
  async done(): Promise<void> {
    while (this.#work.size > 0) await Promise.allSettled(this.#work);
  }
}
