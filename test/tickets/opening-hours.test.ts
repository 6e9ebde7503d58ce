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
