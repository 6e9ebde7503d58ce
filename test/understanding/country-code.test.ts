import { describe, expect, test } from 'vitest';
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

describe('A country that has an old code as well is known by its code of today in all official languages of the EU:', () => {
  const languages = 'bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv'.split(' ');
  test.each([
    ['CW', 'AN'],
    ['BF', 'HV'],
    ['BJ', 'DY'],
    ['MM', 'BU'],
    ['CD', 'ZR'],
    ['RS', 'CS'],
    ['RS', 'YU'],
    ['DE', 'DD'],
    ['FR', 'FX'],
    ['GB', 'UK'],
    ['VU', 'NH'],
    ['ZW', 'RH'],
    ['RU', 'SU'],
    ['TL', 'TP'],
    ['VN', 'VD'],
    ['YE', 'YD'],
  ])('%s, not %s', (today, old) => {
    for (const language of languages) {
      const names = new Intl.DisplayNames([language], { type: 'region' });
      expect(names.of(old), language).toBe(names.of(today));
      expect(countryCodeOf(names.of(today) ?? '', language), language).toBe(today);
    }
  });

  test('Every country of today is found by its name', () => {
    for (const language of languages) {
      const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
      for (const code of 'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
        ' ',
      ))
        expect(countryCodeOf(names.of(code) ?? '', language), `${code} in ${language}`).toBe(code);
    }
  });
});
