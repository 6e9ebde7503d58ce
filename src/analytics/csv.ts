import type { WeekCounts } from './counts.ts';

/** Returns the counts of weeks, given in the same order, as CSV (RFC 4180): one row for each week, event and id. */
export function toCsv(weeks: readonly string[], counts: readonly WeekCounts[]): string {
  const rows = weeks.flatMap((week, index) =>
    Object.entries(counts[index] ?? {}).flatMap(([what, by]) =>
      Object.entries(by).map(([of, count]) => [week, what, of, String(count)]),
    ),
  );
  return [['week', 'what', 'of', 'count'], ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** A spreadsheet takes a field that begins like this for a formula and runs it. */
const FORMULA = /^[=+\-@\t\r]/;

function field(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
