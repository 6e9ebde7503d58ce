import { expect, test } from 'vitest';
import { languageWishFinder } from '../../../src/understanding/languages/language-names.ts';
import { inTwoLanguages } from '../../support/two-languages.ts';

const find = languageWishFinder([...inTwoLanguages.languages.values()]);

test.each([
  ['Deutsch', 'de'],
  ['GERMAN', 'de'],
  ['can we speak German please?', 'de'],
  ['Sprechen Sie Englisch?', 'en'],
  ['auf Englisch bitte', 'en'],
  ['Niederländisch', 'nl'],
  ['svenska', 'sv'],
  ['português', 'pt'],
  ['flemish', 'nl'],
])('"%s" asks for the language %s', (words, code) => {
  expect(find(words)).toBe(code);
});

test.each([
  'no',
  'it',
  'in',
  'ok thanks',
  'my phone is in German',
  'is the app in German?',
  'the German centre',
  'Germany',
  'please',
  '',
])('"%s" asks for no language', (words) => {
  expect(find(words)).toBeUndefined();
});
