import { DateTime } from 'luxon';
import { oncePerKey } from '../lib/once-per-key.ts';

/** Every turn asks for the week, and formatting it takes a hundredth of a turn. */
const weekOfDay = oncePerKey((day) => DateTime.fromISO(day, { zone: 'utc' }).toFormat("kkkk-'W'WW"));

/** Returns the ISO 8601 week of a moment, such as 2026-W48; weeks begin on Monday, in UTC. */
export function weekOf(moment: Date): string {
  return weekOfDay(moment.toISOString().slice(0, 10));
}

/** Returns the last weeks up to that of a moment, the earliest first. */
export function weeksUpTo(moment: Date, count: number): string[] {
  const last = DateTime.fromJSDate(moment, { zone: 'utc' });
  return Array.from({ length: count }, (_, back) => last.minus({ weeks: count - 1 - back })).map((day) =>
    weekOf(day.toJSDate()),
  );
}

/** Returns the Monday on which a week begins, in UTC. */
export function mondayOf(week: string): Date {
  return DateTime.fromISO(week, { zone: 'utc' }).toJSDate();
}
