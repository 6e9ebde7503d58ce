import { DateTime } from 'luxon';
import type { OpeningHours } from '../content/schema/structure.ts';
import { dateLocale } from '../lib/date-locale.ts';

/** The days ahead in which an opening is looked for: more than any run of holidays. */
const DAYS_AHEAD = 60;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

interface Span {
  from: DateTime;
  to: DateTime;
}

/** Checks whether a desk is open at a moment. */
export function isOpenAt(hours: OpeningHours, at: Date): boolean {
  const moment = DateTime.fromJSDate(at, { zone: hours.timeZone });
  return spansOn(hours, moment).some(({ from, to }) => from <= moment && moment < to);
}

/** Returns the next moment at which a desk opens, or the moment itself where it is open; undefined where it never opens. */
export function opensAt(hours: OpeningHours, at: Date): Date | undefined {
  if (isOpenAt(hours, at)) return at;
  const moment = DateTime.fromJSDate(at, { zone: hours.timeZone });
  for (let day = 0; day <= DAYS_AHEAD; day++) {
    const next = spansOn(hours, moment.plus({ days: day }))
      .map(({ from }) => from)
      .filter((from) => from > moment)
      .sort((a, b) => a.toMillis() - b.toMillis())[0];
    if (next) return next.toJSDate();
  }
  return undefined;
}

/** Returns the function that counts for how many milliseconds a desk has been open from a moment until now. */
export function openTimeCounter(hours: OpeningHours, earliest: Date, now: Date): (since: Date) => number {
  const last = DateTime.fromJSDate(now, { zone: hours.timeZone });
  const spans: { from: number; to: number; before: number }[] = [];
  let total = 0;
  let day = DateTime.fromJSDate(earliest, { zone: hours.timeZone }).startOf('day');
  for (; day <= last; day = day.plus({ days: 1 })) {
    for (const span of spansOn(hours, day).sort((a, b) => a.from.toMillis() - b.from.toMillis())) {
      // Two spans of a day may overlap.
      const from = Math.max(span.from.toMillis(), spans.at(-1)?.to ?? 0);
      const to = Math.min(span.to.toMillis(), now.getTime());
      if (to <= from) continue;
      spans.push({ from, to, before: total });
      total += to - from;
    }
  }
  return (since) => {
    const at = since.getTime();
    const next = spans.find(({ to }) => to > at);
    return next === undefined ? 0 : total - next.before - Math.max(0, at - next.from);
  };
}

/** Formats a moment in the desk's own time: "Monday 30 November, 09:00 (Europe/Amsterdam)". */
export function inDeskTime(hours: OpeningHours, at: Date, language: string): string {
  const moment = DateTime.fromJSDate(at, { zone: hours.timeZone }).setLocale(dateLocale(language));
  return `${moment.toLocaleString({ weekday: 'long', day: 'numeric', month: 'long' })}, ${moment.toLocaleString(DateTime.TIME_24_SIMPLE)} (${hours.timeZone})`;
}

/** Returns the opening hours on the day of a moment. */
function spansOn({ open, holidays }: OpeningHours, moment: DateTime): Span[] {
  if (holidays.includes(moment.toISODate() ?? '')) return [];
  const weekday = WEEKDAYS[moment.weekday - 1];
  return open
    .filter(({ days }) => days.some((day) => day === weekday))
    .map(({ from, to }) => ({ from: atTime(moment, from), to: atTime(moment, to) }));
}

function atTime(day: DateTime, time: string): DateTime {
  const [hour, minute] = time.split(':').map(Number);
  return day.set({ hour: hour ?? 0, minute: minute ?? 0, second: 0, millisecond: 0 });
}
