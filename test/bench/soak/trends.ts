import { median } from '../median.ts';
import type { Sample } from './soak.ts';

/** How a figure changes over a soak. */
export interface Trend {
  what: string;
  unit: string;
  /** The median of the first and of the last quarter of the samples. */
  from: number;
  to: number;
  /** The change of the figure in an hour: the median of the slopes between any two samples, which no single one moves. */
  perHour: number;
  /** Up to which multiple of its beginning a figure counts as flat. */
  atMost: number;
  isFlat: boolean;
}

/**
 * The figures that must not grow, and up to which multiple of the first quarter the last one counts as flat. Times move with whatever
 * else the machine does, so they count beside an echo's. Somebody who has had everything deleted leaves a row behind, by which their
 * tokens stay invalid.
 */
const FIGURES: { what: string; unit: string; atMost: number; of: (sample: Sample) => number }[] = [
  { what: 'memory in use', unit: 'MB', atMost: 1.05, of: ({ heap }) => heap },
  { what: 'memory of the process', unit: 'MB', atMost: 1.1, of: ({ rss }) => rss },
  { what: 'half of the replies, beside an echo', unit: '×', atMost: 1.25, of: ({ p50, echo }) => p50 / echo },
  { what: '99 of 100 replies, beside an echo', unit: '×', atMost: 1.5, of: ({ p99, echo }) => p99 / echo },
  { what: 'database with its log', unit: 'MB', atMost: 1.25, of: ({ file }) => file },
];

/** Returns how each figure changes from the beginning of a soak to its end. */
export function trendsOf(samples: readonly Sample[]): Trend[] {
  const quarter = Math.ceil(samples.length / 4);
  return FIGURES.map(({ of, what, unit, atMost }) => {
    const values = samples.map(of);
    const from = median(values.slice(0, quarter));
    const to = median(values.slice(-quarter));
    return {
      what,
      unit,
      from,
      to,
      atMost,
      perHour: slopePerHour(samples, values),
      isFlat: to <= from * atMost,
    };
  });
}

function slopePerHour(samples: readonly Sample[], values: readonly number[]): number {
  const points = samples.map(({ minute }, index) => ({ minute, value: values[index] ?? Number.NaN }));
  return median(
    points.flatMap((one, index) =>
      points.slice(index + 1).map((later) => ((later.value - one.value) / (later.minute - one.minute)) * 60),
    ),
  );
}
