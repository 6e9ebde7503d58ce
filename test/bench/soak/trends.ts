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
 * else the machine does. Somebody who has had everything deleted leaves a row behind, by which their tokens stay invalid.
 */
const FIGURES: { figure: keyof Sample; what: string; unit: string; atMost: number }[] = [
  { figure: 'heap', what: 'memory in use', unit: 'MB', atMost: 1.05 },
  { figure: 'rss', what: 'memory of the process', unit: 'MB', atMost: 1.1 },
  { figure: 'p50', what: 'half of the replies', unit: 'ms', atMost: 1.25 },
  { figure: 'p99', what: '99 of 100 replies', unit: 'ms', atMost: 1.5 },
  { figure: 'file', what: 'database with its log', unit: 'MB', atMost: 1.1 },
];

/** Returns how each figure changes from the beginning of a soak to its end. */
export function trendsOf(samples: readonly Sample[]): Trend[] {
  const quarter = Math.ceil(samples.length / 4);
  return FIGURES.map(({ figure, what, unit, atMost }) => {
    const values = samples.map((sample) => sample[figure]);
    const from = median(values.slice(0, quarter));
    const to = median(values.slice(-quarter));
    return {
      what,
      unit,
      from,
      to,
      atMost,
      perHour: slopePerHour(samples, figure),
      isFlat: to <= from * atMost,
    };
  });
}

function slopePerHour(samples: readonly Sample[], figure: keyof Sample): number {
  return median(
    samples.flatMap((one, index) =>
      samples
        .slice(index + 1)
        .map((later) => ((later[figure] - one[figure]) / (later.minute - one.minute)) * 60),
    ),
  );
}
