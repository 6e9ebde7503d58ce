/** Long enough for a clock that ticks every ten milliseconds or so, and often enough for one run that other work has slowed down. */
const MEASURED_MS = 200;
const FEWEST_RUNS = 5;
const MOST_RUNS = 50;
/** A machine that is busy otherwise has moments in which every run is slow. */
const ATTEMPTS = 3;

/**
 * Measures how long this thread is busy with a run, on average of several, in milliseconds. What other programs on the machine
 * do does not count, nor does the first run, which also compiles the code.
 */
export function busyMs(run: () => unknown): number {
  run();
  const before = process.threadCpuUsage();
  for (let runs = 1; ; runs++) {
    run();
    const { user, system } = process.threadCpuUsage(before);
    const ms = (user + system) / 1000;
    if ((ms >= MEASURED_MS && runs >= FEWEST_RUNS) || runs === MOST_RUNS) return ms / runs;
  }
}

/** Checks whether a run is at least sometimes this quick; most are at once, and are not measured any longer. */
export function isWithin(limitMs: number, run: () => unknown): boolean {
  const begin = performance.now();
  run();
  if (performance.now() - begin <= limitMs) return true;
  return Array.from({ length: ATTEMPTS }).some(() => busyMs(run) <= limitMs);
}

const WORDS = Array.from({ length: 2000 }, (_, n) => `word${(n * 7919) % 1000}`);

/** A fixed amount of work of the kind that is done with texts; it takes an ordinary machine about 5 ms. */
export function ordinaryWork(): number {
  const parts = new Map<string, number>();
  for (let round = 0; round < 5; round++)
    for (const word of WORDS)
      for (let at = 0; at + 3 <= word.length; at++) {
        const part = word.slice(at, at + 3) + round;
        parts.set(part, (parts.get(part) ?? 0) + 1);
      }
  return parts.size;
}
