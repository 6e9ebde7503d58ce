import { setTimeout as after } from 'node:timers/promises';
import { ChaosPerson, type Tally } from './person.ts';

/** As many people as type in most faults. */
export const CROWD = 8;

/** Longer than a start on a busy machine. */
const PATIENCE_MS = 150_000;

const NOTHING: Tally = { confirmed: 0, lost: 0, doubled: 0, misplaced: 0 };

/** Several people who type at the same time. */
export class Crowd {
  readonly people: ChaosPerson[];

  private constructor(people: ChaosPerson[]) {
    this.people = people;
  }

  /** Lets people in, each with a conversation of their own. */
  static async open(size: number, url: string): Promise<Crowd> {
    const people = Array.from({ length: size }, () => new ChaosPerson(url));
    await Promise.all(people.map((person) => person.open()));
    return new Crowd(people);
  }

  /** Tells everybody where the assistant is now. */
  moveTo(url: string): void {
    for (const person of this.people) person.url = url;
  }

  talk(): void {
    for (const person of this.people) person.talk();
  }

  async rest(): Promise<void> {
    await Promise.all(this.people.map((person) => person.rest()));
  }

  get confirmed(): number {
    return this.people.reduce((sum, { confirmed }) => sum + confirmed.size, 0);
  }

  get repeated(): number {
    return this.people.reduce((sum, { repeated }) => sum + repeated, 0);
  }

  /** Resolves once so many more messages are confirmed. */
  untilConfirmed(more: number): Promise<void> {
    const wanted = this.confirmed + more;
    return until(`${more} more are confirmed`, () => this.confirmed >= wanted);
  }

  /** Resolves once so many more messages had to be sent again. */
  untilRepeated(more: number): Promise<void> {
    const wanted = this.repeated + more;
    return until(`${more} more are sent again`, () => this.repeated >= wanted);
  }

  async tally(): Promise<Tally> {
    const tallies = await Promise.all(this.people.map((person) => person.tally()));
    return tallies.reduce(
      (sum, tally) => ({
        confirmed: sum.confirmed + tally.confirmed,
        lost: sum.lost + tally.lost,
        doubled: sum.doubled + tally.doubled,
        misplaced: sum.misplaced + tally.misplaced,
      }),
      NOTHING,
    );
  }
}

async function until(what: string, has: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!has()) {
    if (Date.now() > deadline)
      throw new Error(`after ${PATIENCE_MS / 1000} seconds it is not so that ${what}`);
    await after(5);
  }
}
