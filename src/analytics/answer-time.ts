import type { Count } from './count.ts';

const MINUTE_MS = 60_000;

/** Returns the count of a first answer by its desk, which was open for so long since the ticket was sent. */
export function countOfFirstAnswer(desk: string, openMs: number): Count {
  return { what: 'first-answer', of: `${desk}/${toTwoDigits(openMs / MINUTE_MS)}` };
}

/** Returns the minutes within which a share of the tickets was answered; undefined where none was. */
export function minutesWithin(
  share: number,
  firstAnswers: Readonly<Record<string, number>>,
): number | undefined {
  const times = Object.entries(firstAnswers).map(([of, count]) => ({
    minutes: Number(of.split('/')[1]),
    count,
  }));
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
