import type { WeekCounts } from '../../../analytics/counts.ts';
import { csvRow } from '../csv.ts';

/** Returns the counts of weeks, given in the same order, as CSV: one row for each week, event and id. */
export function toCsv(weeks: readonly string[], counts: readonly WeekCounts[]): string {
  const rows = weeks.flatMap((week, index) =>
    Object.entries(counts[index] ?? {}).flatMap(([what, by]) =>
      Object.entries(by).map(([of, count]) => [week, what, of, count]),
    ),
  );
  return [['week', 'what', 'of', 'count'], ...rows].map(csvRow).join('');
}
