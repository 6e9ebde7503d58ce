import { setTimeout as after } from 'node:timers/promises';

/** A timer is no more exact than this. */
const TICK_MS = 4;

/** What became of calls that were made at a rate. */
export interface Rated {
  /** How long they took, in milliseconds, the shortest first. */
  times: number[];
  /** Those that were due while too many others were under way, and were not made. */
  leftOut: number;
}

/**
 * Makes calls at a rate, whether or not those before are answered, as many people do who know nothing of each other. `call` returns
 * undefined where nobody is free to make one.
 */
export async function atRate(
  perSecond: number,
  forMs: number,
  call: () => Promise<number | undefined> | undefined,
): Promise<Rated> {
  const times: number[] = [];
  const calls: Promise<void>[] = [];
  let leftOut = 0;
  const began = performance.now();
  for (let made = 0; performance.now() - began < forMs; await after(TICK_MS))
    for (const due = ((performance.now() - began) * perSecond) / 1000; made < due; made++) {
      const answer = call();
      if (!answer) leftOut++;
      else calls.push(answer.then((took) => void (took !== undefined && times.push(took))));
    }
  await Promise.all(calls);
  return { times: times.sort((a, b) => a - b), leftOut };
}

/** Returns the time below which that share of sorted times lies. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}
