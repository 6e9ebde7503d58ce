import { describe, expect, test } from 'vitest';
import { inDeskTime, isOpenAt, opensAt, openTimeBetween } from '../../src/tickets/opening-hours.ts';

const hours = {
  timeZone: 'Europe/Amsterdam',
  open: [
    { days: ['mon', 'tue', 'wed', 'thu'] as ('mon' | 'tue' | 'wed' | 'thu')[], from: '09:00', to: '12:30' },
    { days: ['mon', 'tue', 'wed', 'thu'] as ('mon' | 'tue' | 'wed' | 'thu')[], from: '13:00', to: '17:00' },
    { days: ['fri'] as 'fri'[], from: '09:00', to: '12:00' },
  ],
  holidays: ['2026-12-25', '2026-12-28'],
};

describe('A desk', () => {
  test.each([
    ['2026-11-25T08:00:00Z', true, 'Wednesday at nine'],
    ['2026-11-25T07:59:59Z', false, 'a second before'],
    ['2026-11-25T11:45:00Z', false, 'at lunch'],
    ['2026-11-25T15:59:59Z', true, 'just before five'],
    ['2026-11-25T16:00:00Z', false, 'at five'],
    ['2026-11-28T10:00:00Z', false, 'on a Saturday'],
    ['2026-12-25T10:00:00Z', false, 'on a holiday, though a Friday'],
    ['2026-07-01T07:30:00Z', true, 'in summer time'],
    ['2026-01-07T07:30:00Z', false, 'at the same hour of UTC in winter'],
  ])('is open at %s: %s (%s)', (at, isOpen) => {
    expect(isOpenAt(hours, new Date(at))).toBe(isOpen);
  });

  test.each([
    ['2026-11-25T10:00:00Z', '2026-11-25T10:00:00.000Z', 'now, where it is open'],
    ['2026-11-25T05:00:00Z', '2026-11-25T08:00:00.000Z', 'later on the same day'],
    ['2026-11-25T11:45:00Z', '2026-11-25T12:00:00.000Z', 'after lunch'],
    ['2026-11-27T12:00:00Z', '2026-11-30T08:00:00.000Z', 'after the weekend'],
    ['2026-12-24T17:00:00Z', '2026-12-29T08:00:00.000Z', 'after holidays and a weekend'],
    ['2026-03-27T12:00:00Z', '2026-03-30T07:00:00.000Z', 'at nine of the new summer time'],
  ])('as seen at %s opens at %s (%s)', (at, opens) => {
    expect(opensAt(hours, new Date(at))?.toISOString()).toBe(opens);
  });

  test.each([
    ['2026-11-25T08:30:00Z', 30, 'on the same morning'],
    ['2026-11-25T07:00:00Z', 60, 'before it opened'],
    ['2026-11-24T15:30:00Z', 90, 'over a night'],
    ['2026-11-24T11:45:00Z', 300, 'over lunch and a night'],
    ['2026-11-25T09:00:00Z', 0, 'now'],
    ['2026-11-25T09:30:00Z', 0, 'by a clock that is ahead'],
  ])('has been open since %s for %i minutes (%s)', (since, minutes) => {
    const now = new Date('2026-11-25T09:00:00Z');
    expect(openTimeBetween(hours, new Date(since), now) / 60_000).toBe(minutes);
  });

  test.each([
    ['2026-11-27T11:00:00Z', '2026-11-30T07:59:00Z', 0, 'over a weekend'],
    ['2026-12-25T07:00:00Z', '2026-12-29T07:00:00Z', 0, 'over holidays and a weekend'],
    ['2026-11-27T10:00:00Z', '2026-11-27T11:00:00Z', 60, 'twice at one time'],
    ['2024-11-25T00:00:00Z', '2024-11-26T00:00:00Z', 450, 'two years before'],
    ['2028-11-27T00:00:00Z', '2028-11-28T00:00:00Z', 450, 'two years after'],
  ])('was open from %s to %s for %i minutes (%s)', (from, until, minutes) => {
    const friday = { days: ['fri' as const], from: '10:30', to: '12:00' };
    const overlapping = { ...hours, open: [...hours.open, friday] };
    for (const each of [overlapping, hours])
      expect(openTimeBetween(each, new Date(from), new Date(until)) / 60_000).toBe(minutes);
  });

  test('never opens, as far as one can tell, where it is closed for months', () => {
    const open = [{ days: ['sat' as const], from: '09:00', to: '10:00' }];
    const saturdays = Array.from({ length: 12 }, (_, week) =>
      new Date(Date.UTC(2026, 10, 28 + week * 7)).toISOString().slice(0, 10),
    );
    expect(
      opensAt({ ...hours, open, holidays: saturdays }, new Date('2026-11-25T10:00:00Z')),
    ).toBeUndefined();
  });

  test('tells its time in its own zone', () => {
    expect(inDeskTime(hours, new Date('2026-11-30T08:00:00Z'), 'en')).toBe(
      'Monday 30 November, 09:00 (Europe/Amsterdam)',
    );
  });
});

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Returns hours in Amsterdam, an hour ahead of UTC in winter. */
function hoursOf(days: readonly (typeof WEEK)[number][], from: string, to: string, holidays: string[] = []) {
  return { timeZone: 'Europe/Amsterdam', open: [{ days: [...days], from, to }], holidays };
}

describe('A desk that is open until midnight', () => {
  const late = hoursOf(['wed'], '18:00', '24:00');
  test.each([
    ['2026-11-25T22:59:59Z', true, 'in the last minute of the day'],
    ['2026-11-25T23:00:00Z', false, 'at midnight'],
  ])('is open at %s: %s (%s)', (at, isOpen) => {
    expect(isOpenAt(late, new Date(at))).toBe(isOpen);
  });

  test('is open day and night where it opens again at midnight', () => {
    const always = hoursOf(WEEK, '00:00', '24:00');
    for (let minute = 0; minute < 14 * 24 * 60; minute += 7)
      expect(isOpenAt(always, new Date(Date.UTC(2026, 9, 19, 0, minute)))).toBe(true);
  });

  test('names midnight as the beginning of the day', () => {
    const always = hoursOf(['mon', 'tue', 'wed', 'thu', 'fri'], '00:00', '24:00');
    const opens = opensAt(always, new Date('2026-11-28T10:00:00Z')) ?? new Date(0);
    expect(inDeskTime(always, opens, 'en')).toBe('Monday 30 November, 00:00 (Europe/Amsterdam)');
  });
});

describe('A desk that is open over midnight', () => {
  const night = hoursOf(['fri', 'sun'], '22:00', '06:00');
  test.each([
    ['2026-11-27T20:59:59Z', false, 'a second before ten on Friday'],
    ['2026-11-27T21:00:00Z', true, 'on Friday at ten'],
    ['2026-11-27T23:00:00Z', true, 'at midnight'],
    ['2026-11-28T04:59:59Z', true, 'just before six on Saturday'],
    ['2026-11-28T05:00:00Z', false, 'on Saturday at six'],
    ['2026-11-28T21:30:00Z', false, 'on Saturday night'],
    ['2026-11-30T04:00:00Z', true, 'on Monday morning, since Sunday'],
  ])('is open at %s: %s (%s)', (at, isOpen) => {
    expect(isOpenAt(night, new Date(at))).toBe(isOpen);
  });

  test.each([
    ['2026-11-28T03:00:00Z', '2026-11-28T03:00:00.000Z', 'now, where it opened yesterday'],
    ['2026-11-28T05:00:00Z', '2026-11-29T21:00:00.000Z', 'on the next day of its hours'],
  ])('as seen at %s opens at %s (%s)', (at, opens) => {
    expect(opensAt(night, new Date(at))?.toISOString()).toBe(opens);
  });

  test.each([
    ['2026-12-24T22:30:00Z', true, 'on the evening before'],
    ['2026-12-24T23:00:00Z', false, 'from midnight'],
    ['2026-12-25T22:00:00Z', false, 'on its evening'],
    ['2026-12-25T23:30:00Z', false, 'in the night after, which would have begun on it'],
    ['2026-12-26T21:30:00Z', true, 'the evening after'],
  ])('keeps a holiday free; at %s it is open: %s (%s)', (at, isOpen) => {
    expect(isOpenAt(hoursOf(WEEK, '22:00', '06:00', ['2026-12-25']), new Date(at))).toBe(isOpen);
  });

  test('keeps to the clock on the wall in the nights in which it changes', () => {
    const nights = hoursOf(WEEK, '22:00', '06:00');
    expect(isOpenAt(nights, new Date('2026-03-29T03:59:00Z'))).toBe(true);
    expect(isOpenAt(nights, new Date('2026-03-29T04:00:00Z'))).toBe(false);
    expect(isOpenAt(nights, new Date('2026-10-25T04:59:00Z'))).toBe(true);
    expect(isOpenAt(nights, new Date('2026-10-25T05:00:00Z'))).toBe(false);
  });

  test('until 00:00 closes at midnight', () => {
    const until = hoursOf(['fri'], '18:00', '00:00');
    expect(isOpenAt(until, new Date('2026-11-27T22:59:59Z'))).toBe(true);
    expect(isOpenAt(until, new Date('2026-11-27T23:00:00Z'))).toBe(false);
  });
});
