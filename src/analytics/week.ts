import { DateTime } from 'luxon';

/** The week of a moment as ISO 8601 names it, such as 2026-W48; weeks begin on Monday, in UTC. */
export function weekOf(moment: Date): string {
  return DateTime.fromJSDate(moment, { zone: 'utc' }).toFormat("kkkk-'W'WW");
}

/** The weeks up to that of a moment, the earliest first. */
export function weeksUpTo(moment: Date, count: number): string[] {
  const last = DateTime.fromJSDate(moment, { zone: 'utc' });
  return Array.from({ length: count }, (_, back) => last.minus({ weeks: count - 1 - back })).map((day) =>
    weekOf(day.toJSDate()),
  );
}

/** The day on which a week begins. */
export function mondayOf(week: string): Date {
  return DateTime.fromISO(week, { zone: 'utc' }).toJSDate();
}
