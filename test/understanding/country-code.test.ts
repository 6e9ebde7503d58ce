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
  expect(countryCodeOf(text, [language])).toBe(code);
});

const MEMBERS =
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
    ' ',
  );
const SEVEN = ['en', 'de', 'fr', 'it', 'es', 'nl', 'pl'];

test.each([
  ['Netherlands', 'NL'],
  ['Niederlande', 'NL'],
  ['Pays-Bas', 'NL'],
  ['Olanda', undefined],
  ['Holandia', 'NL'],
  ['Países Bajos', 'NL'],
  ['Nederland', 'NL'],
  ['Niemcy', 'DE'],
  ['DDR', undefined],
])('"%s" in any of seven languages is the country %s', (text, code) => {
  expect(countryCodeOf(text, SEVEN)).toBe(code);
});

test('No country has another name in one of these languages, by CLDR', () => {
  const codes = new Map<string, Set<string>>();
  for (const language of SEVEN) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of MEMBERS) {
      const name = names.of(code) ?? '';
      codes.set(name, (codes.get(name) ?? new Set()).add(code));
    }
  }
  expect([...codes].filter(([, found]) => found.size > 1)).toEqual([]);
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
      expect(countryCodeOf(names.of(today) ?? '', [language]), language).toBe(today);
    }
  });

  test('Every country of today is found by its name', () => {
    for (const language of languages) {
      const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
      for (const code of MEMBERS)
        expect(countryCodeOf(names.of(code) ?? '', [language]), `${code} in ${language}`).toBe(code);
    }
  });
});
