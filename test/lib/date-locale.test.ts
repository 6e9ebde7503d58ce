import { expect, test } from 'vitest';
import { dateLocale } from '../../src/lib/date-locale.ts';

test.each([
  ['en', '30 November 2026'],
  ['de', '30. November 2026'],
])('A date in the language %s has the day before the month', (language, written) => {
  const format = new Intl.DateTimeFormat(dateLocale(language), { dateStyle: 'long', timeZone: 'UTC' });
  expect(format.format(new Date('2026-11-30T09:00:00Z'))).toBe(written);
});
