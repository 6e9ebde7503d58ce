import { DateTime } from 'luxon';
import type { OpeningHours } from '../content/schema/structure.ts';
import { dateLocale } from '../lib/date-locale.ts';

/** The days ahead in which an opening is looked for: more than any run of holidays. */
const DAYS_AHEAD = 60;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** The end of a day, as hours are written. */
const MIDNIGHT = '24:00';

interface Span {
  from: DateTime;
  to: DateTime;
}

/** Checks whether a desk is open at a moment. */
export function isOpenAt(hours: OpeningHours, at: Date): boolean {
  const moment = DateTime.fromJSDate(at, { zone: hours.timeZone });
  // Hours over midnight began the day before.
  return [moment.minus({ days: 1 }), moment].some((day) =>
    spansOn(hours, day).some(({ from, to }) => from <= moment && moment < to),
  );
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

/** Formats a moment in the desk's own time: "Monday 30 November, 09:00 (Europe/Amsterdam)". */
export function inDeskTime(hours: OpeningHours, at: Date, language: string): string {
  const moment = DateTime.fromJSDate(at, { zone: hours.timeZone }).setLocale(dateLocale(language));
  return `${moment.toLocaleString({ weekday: 'long', day: 'numeric', month: 'long' })}, ${moment.toLocaleString(DateTime.TIME_24_SIMPLE)} (${hours.timeZone})`;
}

/** Returns the opening hours that begin on the day of a moment. A holiday closes the desk from midnight to midnight. */
function spansOn({ open, holidays }: OpeningHours, moment: DateTime): Span[] {
  const isHoliday = (day: DateTime) => holidays.includes(day.toISODate() ?? '');
  if (isHoliday(moment)) return [];
  const weekday = WEEKDAYS[moment.weekday - 1];
  const tomorrow = moment.plus({ days: 1 });
  const midnight = tomorrow.startOf('day');
  return open
    .filter(({ days }) => days.some((day) => day === weekday))
    .map(({ from, to }) => ({ from: atTime(moment, from), to: endAt(from, to) }))
    .filter((span) => span.from < span.to);

  /** Returns when hours end: on the same day, at midnight, or on the next day where that is no holiday. */
  function endAt(from: string, to: string): DateTime {
    if (to > from && to !== MIDNIGHT) return atTime(moment, to);
    return to === MIDNIGHT || isHoliday(tomorrow) ? midnight : atTime(tomorrow, to);
  }
}

function atTime(day: DateTime, time: string): DateTime {
  const [hour, minute] = time.split(':').map(Number);
  return day.set({ hour: hour ?? 0, minute: minute ?? 0, second: 0, millisecond: 0 });
}
