import { expect, test } from 'vitest';
import { countryCodeOf } from '../../src/understanding/country-code.ts';

test.each([
  ['Ireland', 'en', 'IE'],
  ['  the end of ireland', 'en', undefined],
  ['IRELAND!', 'en', 'IE'],
  ['Irland', 'de', 'IE'],
  ['Irland', 'en', undefined],
  ['Österreich', 'de', 'AT'],
  ['Osterreich', 'de', 'AT'],
  ['IE', 'en', undefined],
  ['no', 'en', undefined],
  ['', 'en', undefined],
])('"%s" in %s is the country %s', (text, language, code) => {
  expect(countryCodeOf(text, language)).toBe(code);
});
