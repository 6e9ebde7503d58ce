import { soak } from '../soak/soak.ts';
import { trendsOf } from '../soak/trends.ts';
import type { Bench } from './ratio.ts';

const TWO_MINUTES_MS = 2 * 60_000;
const EVERY_MS = 5_000;
const PER_SECOND = 20;

/** Measures whether memory, times and the store grow while people use the assistant in every way: the end beside the beginning. */
export const measureSoak: Bench = async (report) => {
  const { samples } = await soak({ forMs: TWO_MINUTES_MS, everyMs: EVERY_MS, perSecond: PER_SECOND }, report);
  return trendsOf(samples).map(({ what, unit, from, to, perHour, atMost }) => ({
    what: `after two minutes (${perHour.toFixed(0)} ${unit} an hour): ${what}, ${unit}`,
    ours: to,
    baseline: from,
    ratio: to / from,
    goal: { atMost },
  }));
};
