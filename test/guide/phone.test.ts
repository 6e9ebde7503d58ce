import { describe, expect, test } from 'vitest';
import { checkPhone, isAsExample } from '../../src/guide/phone.ts';

/** The format that EU Login shows: plus, country code, three digits, pairs. */
const SHAPE = /^\+\d{1,3} \d{3}( \d{2})*( \d{2,3})$/;

describe('A mobile number is written as EU Login wants it, as in +11 111 11 11 11:', () => {
  test.each([
    ['Austria', '+43 664 1234567', '+43 664 12 34 567'],
    ['Belgium', '+32470123456', '+32 470 12 34 56'],
    ['Croatia', '+385 91 234 5678', '+385 912 34 56 78'],
    ['Finland', '+358 40 1234567', '+358 401 23 45 67'],
    ['France', '+33 6 12 34 56 78', '+33 612 34 56 78'],
    ['Germany', '+49 151 23456789', '+49 151 23 45 67 89'],
    ['Hungary', '+36 20 123 4567', '+36 201 23 45 67'],
    ['Italy', '+39 347 123 4567', '+39 347 12 34 567'],
    ['Latvia', '+371 21 234 567', '+371 212 34 567'],
    ['Lithuania', '+370 612 34567', '+370 612 34 567'],
    ['Luxembourg', '+352 621 123 456', '+352 621 12 34 56'],
    ['Malta', '+356 7912 3456', '+356 791 23 456'],
    ['the Netherlands', '+31 6 1234 5678', '+31 612 34 56 78'],
    ['Poland', '+48 512 345 678', '+48 512 34 56 78'],
    ['Slovenia', '+386 31 123 456', '+386 311 23 456'],
    ['Spain', '+34 612 34 56 78', '+34 612 34 56 78'],
  ])('from %s', async (_, typed, number) => {
    expect(number).toMatch(SHAPE);
    expect(await checkPhone(typed)).toMatchObject({ kind: 'good', number });
  });

  test.each([
    ['with 00', '0031612345678'],
    ['with 00 and blanks', '00 31 6 12 34 56 78'],
    ['with (0)', '+31 (0)6 12345678'],
    ['with 00 and (0)', '0031(0)612345678'],
    ['with dots', '+31.6.12.34.56.78'],
    ['with hyphens', '+31-6-12345678'],
    ['with blanks around it', '  +31612345678 '],
    ['with wide characters', '＋31 ６ 12345678'],
    ['with digits of another script', '+٣١ ٦ ١٢٣٤٥٦٧٨'],
    ['with the country code in brackets', '(+31) 6 12345678'],
    ['with 00 in brackets', '(0031) 6 12345678'],
    ['with 00 behind the plus', '+0031 6 12345678'],
    ['with (0) among blanks', '+31 ( 0 ) 6 12345678'],
    ['with the 0 of calls at home', '+31 06 12345678'],
    ['with slashes and long hyphens', '+31/6–1234‑5678'],
    ['as a link', 'tel:+31-6-12345678'],
    ['with the marks that address books put around it', '\u202A+31 6 12345678\u202C'],
    ['written rightly', '+31 612 34 56 78'],
  ])('however it was typed: %s', async (_, typed) => {
    expect(await checkPhone(typed)).toMatchObject({ kind: 'good', number: '+31 612 34 56 78' });
  });
});

test('A (0) is left out also where the country has no such 0', async () => {
  expect(await checkPhone('+34 (0)612 345 678')).toMatchObject({ kind: 'good', number: '+34 612 34 56 78' });
});

describe('A number without a country code is one of the chosen country:', () => {
  test.each([
    ['0171 2345678', 'DE', '+49 171 23 45 678'],
    ['0171/2345678', 'DE', '+49 171 23 45 678'],
    ['06 12345678', 'NL', '+31 612 34 56 78'],
    ['612 34 56 78', 'ES', '+34 612 34 56 78'],
    ['347 1234567', 'IT', '+39 347 12 34 567'],
    ['31 6 12345678', 'NL', '+31 612 34 56 78'],
    ['+34 612 34 56 78', 'NL', '+34 612 34 56 78'],
  ])('%s in %s', async (typed, country, number) => {
    expect(await checkPhone(typed, country)).toMatchObject({ kind: 'good', number });
  });

  test('and the check says which country a number is of', async () => {
    expect(await checkPhone('+49 171 2345678')).toMatchObject({ country: 'DE' });
    expect(await checkPhone('0171 2345678', 'nowhere')).toEqual({ kind: 'wrong', problem: 'no-country' });
  });
});

describe('The check tells how long this number is, and how long it has to be:', () => {
  test.each([
    ['+34 612 34', undefined, 'too-short', { code: '+34', digits: 5, expected: '9', country: 'ES' }],
    ['+49 171 2345', undefined, 'too-short', { code: '+49', digits: 7, expected: '10–11', country: 'DE' }],
    ['0171 2345', 'DE', 'too-short', { code: '+49', digits: 7, expected: '10–11', country: 'DE' }],
    ['+34 612 34 56 78 99', undefined, 'too-long', { code: '+34', digits: 11, expected: '9', country: 'ES' }],
    ['+34', undefined, 'too-short', { code: '+34', digits: 0, expected: '9', country: 'ES' }],
    ['+999 123456', undefined, 'unknown-country', { code: '+999' }],
    ['+800 1234567', undefined, 'unknown-country', { code: '+800' }],
  ])('%s', async (typed, country, problem, figures) => {
    expect(await checkPhone(typed, country)).toEqual({ kind: 'wrong', problem, ...figures });
  });
});

describe('The check names the mistake in a number:', () => {
  test.each([
    ['nothing typed', '', 'empty'],
    ['blanks typed', '   ', 'empty'],
    ['a word', 'abc', 'letters'],
    ['only a plus', '+', 'letters'],
    ['a letter at the end', '+31 6 1234567x', 'letters'],
    ['an extension', '+31 6 12345678 ext 5', 'letters'],
    ['two numbers', '+31612345678 or +31687654321', 'letters'],
    ['no country code', '06 12345678', 'no-country'],
    ['a country code without the plus', '31 6 12345678', 'no-country'],
    ['20,000 digits', '1'.repeat(20_000), 'no-country'],
    ['20,000 digits after the plus', `+31${'1'.repeat(20_000)}`, 'too-long'],
    ['a country that does not exist', '+999 123456', 'unknown-country'],
    ['a country code that begins with 0', '+0 123456', 'unknown-country'],
    ['digits too few', '+34 612 34', 'too-short'],
    ['digits too many', '+31 6123456789012', 'too-long'],
    ['a number that nobody has', '+31 1 23456789', 'invalid'],
    ['the example of the guide', '+11 111 11 11 11', 'invalid'],
  ])('%s', async (_, typed, problem) => {
    expect(await checkPhone(typed)).toMatchObject({ kind: 'wrong', problem });
  });

  test.each([
    ['+31 20 624 1111', '+31 206 24 11 11'],
    ['+39 06 1234 5678', '+39 061 23 45 678'],
    ['+49 30 901820', '+49 309 01 820'],
  ])('%s is a landline, with its right blanks all the same', async (typed, number) => {
    expect(await checkPhone(typed)).toMatchObject({ kind: 'wrong', problem: 'not-mobile', number });
  });
});

describe('The blanks are certain', () => {
  test.each([
    ['of a number as long as the example', '+31 612 34 56 78', true],
    ['of no longer one', '+39 312 34 56 789', false],
    ['of no shorter one', '+356 792 12 34', false],
  ])('%s', (_, number, isCertain) => {
    expect(isAsExample(number)).toBe(isCertain);
  });
});
