import { expect, test } from 'vitest';
import { splitWords } from '../../../src/understanding/classifier/split-text.ts';
import { stemmerFor } from '../../../src/understanding/classifier/stemmer.ts';

test.each([
  ['en', 'codes', 'code'],
  ['de', 'schlüssel', 'schluessel'],
  ['fr', 'comptes', 'compte'],
  ['it', 'codici', 'codice'],
  ['es', 'códigos', 'código'],
  ['nl', 'wachtwoorden', 'wachtwoord'],
])('In %s, "%s" and "%s" have one stem', (language, one, other) => {
  const stem = stemmerFor(language);
  expect(splitWords(one).map(stem)).toEqual(splitWords(other).map(stem));
});

test('In a language without a stemmer, a word is its own stem, without its accents', () => {
  expect(splitWords('Hasło').map(stemmerFor('pl'))).toEqual(['haslo']);
});
