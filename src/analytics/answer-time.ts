import type { Counts } from './counts.ts';

const MINUTE_MS = 60_000;

/** Counts how long a ticket waited until an agent first took or answered it. */
export function countAnswer(
  counts: Pick<Counts, 'add'>,
  { openedAt, answeredAt }: { openedAt: string; answeredAt: string },
): void {
  const minutes = Math.max(0, (Date.parse(answeredAt) - Date.parse(openedAt)) / MINUTE_MS);
  counts.add([{ what: 'answered-after', of: String(toTwoDigits(minutes)) }]);
}

/** Returns the minutes within which a share of the tickets was answered; undefined where none was. */
export function minutesWithin(
  share: number,
  byMinutes: Readonly<Record<string, number>>,
): number | undefined {
  const times = Object.entries(byMinutes).map(([minutes, count]) => ({ minutes: Number(minutes), count }));
  times.sort((a, b) => a.minutes - b.minutes);
  const wanted = share * times.reduce((sum, { count }) => sum + count, 0);
  let reached = 0;
  return times.find(({ count }) => {
    reached += count;
    return reached >= wanted;
  })?.minutes;
}

/** Rounds to two digits: exact enough, few enough for the row of a week, and leading to no single ticket. */
function toTwoDigits(minutes: number): number {
  return Math.round(Number(minutes.toPrecision(2)));
}
