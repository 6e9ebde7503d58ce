import type { Tally } from './person.ts';

/** What was seen of one fault. */
export interface Outcome {
  fault: string;
  /** How often it happened. */
  times: number;
  tally: Tally;
  /** What else was looked at, with figures. */
  seen: string;
  /** What should not have happened, besides what the tally tells. */
  wrong: readonly string[];
}

/** Checks whether nothing was lost, doubled or misplaced, and all else was as it should be. */
export function isGood({ tally, wrong }: Outcome): boolean {
  return tally.lost + tally.doubled + tally.misplaced + wrong.length === 0;
}

/** Returns an outcome as a line of the table. */
export function lineOf({ fault, times, tally, seen, wrong }: Outcome): string {
  const { confirmed, lost, doubled, misplaced } = tally;
  return `| ${[fault, times, confirmed, lost, doubled, misplaced, [seen, ...wrong.map((each) => `**${each}**`)].join('; ')].join(' | ')} |`;
}

/** The head of the table. */
export const HEAD = `| fault | times | confirmed | lost | doubled | misplaced | seen |
|---|---|---|---|---|---|---|`;
