import { expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { pictureSchema } from '../../src/content/schema/picture.ts';
import { checkPictureWords } from '../../src/pictures/check-picture-words.ts';
import { pack } from '../support/clinician.ts';

const texts = textsOf(pack, 'en');

test('The words of the shipped drawings can all be read on a phone', () => {
  expect(checkPictureWords(texts)).toEqual([]);
});

test('A longer word is named with its place and the remedy, as for another language', () => {
  const items = [
    { kind: 'gear' },
    { kind: 'button', text: 'Mobiltelefon für die Anmeldung hinzufügen', place: 'beside' },
    { kind: 'button', text: 'Abbrechen', place: 'end' },
  ];
  const drawings = { phone: pictureSchema.parse({ screens: [{ items }] }) };
  expect(checkPictureWords({ ...texts, drawings })).toContainEqual({
    drawing: 'phone',
    key: 'text in the 2nd entry of items in the 1st entry of screens',
    reason: expect.stringContaining('too small to be read'),
    fix: expect.stringContaining('shorten it'),
  });
});
