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

/** Returns for how many milliseconds a desk was open between two moments. */
export function openTimeBetween(hours: OpeningHours, from: Date, until: Date): number {
  if (until <= from) return 0;
  const spans = openSpans(hours, from, until);
  return openedBefore(spans, until.getTime()) - openedBefore(spans, from.getTime());
}

/** A time in which a desk is open, and for how long it was open before, in milliseconds. */
interface OpenSpan {
  from: number;
  to: number;
  before: number;
}

/** The opening hours of some days, in order. */
interface Calendar {
  from: number;
  until: number;
  spans: OpenSpan[];
}

/** How far a calendar goes beyond what it is made for: to make one takes long. */
const MARGIN_MS = 30 * 24 * 60 * 60 * 1000;
/** The calendars that were made, until the content is read anew. */
const calendars = new WeakMap<OpeningHours, Calendar>();

function openSpans(hours: OpeningHours, from: Date, until: Date): OpenSpan[] {
  let calendar = calendars.get(hours);
  if (!calendar || calendar.from > from.getTime() || calendar.until < until.getTime()) {
    const begins = Math.min(calendar?.from ?? Number.POSITIVE_INFINITY, from.getTime() - MARGIN_MS);
    const ends = Math.max(calendar?.until ?? 0, until.getTime() + MARGIN_MS);
    calendar = { from: begins, until: ends, spans: makeSpans(hours, begins, ends) };
    calendars.set(hours, calendar);
  }
  return calendar.spans;
}

function makeSpans(hours: OpeningHours, begins: number, ends: number): OpenSpan[] {
  const spans: OpenSpan[] = [];
  let before = 0;
  let day = DateTime.fromMillis(begins, { zone: hours.timeZone }).startOf('day');
  for (; day.toMillis() <= ends; day = day.plus({ days: 1 })) {
    const ofDay = spansOn(hours, day).sort((a, b) => a.from.toMillis() - b.from.toMillis());
    for (const span of ofDay) {
      // Two spans of a day may overlap.
      const from = Math.max(span.from.toMillis(), spans.at(-1)?.to ?? 0);
      const to = span.to.toMillis();
      if (to <= from) continue;
      spans.push({ from, to, before });
      before += to - from;
    }
  }
  return spans;
}

/** Returns how long the desk was open before a moment, from the first span on. */
function openedBefore(spans: readonly OpenSpan[], at: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const last = spans[low - 1];
  return last ? last.before + Math.min(at, last.to) - last.from : 0;
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
