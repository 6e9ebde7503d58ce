import { expect, test } from 'vitest';
import { regionNamed } from '../../src/guide/region.ts';

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
  expect(regionNamed(text, language)).toBe(code);
});
