import { expect, test } from 'vitest';
import { differencesBetween } from '../../../src/content/check/sentence-differences.ts';

/** Returns why a translation is not one. */
function reasons(sentence: string, translation: string): string[] {
  return differencesBetween(sentence, translation).map(({ reason }) => reason);
}

test('A translation may put everything into another order, and say a name twice', () => {
  const sentence = 'Click {button:ok} within 20 minutes, {centre}: **now** or on 1 July 2025.';
  const translation = 'Am 1. Juli 2025 oder **jetzt** in 20 Minuten {button:ok}, {centre}! Ja, {button:ok}.';
  expect(reasons(sentence, translation)).toEqual([]);
});

test('A translation has the forms of its own language for counted things', () => {
  const sentence = '{count, plural, =0 {none} one {1 message} other {# messages}}';
  const translation =
    '{count, plural, one {# wiadomość} few {# wiadomości} many {# wiadomości} other {# wiadomości}}';
  expect(reasons(sentence, translation)).toEqual([]);
});

test('A name with a brace in it is compared as it is', () => {
  expect(reasons('Area { 1', 'Bereich { 1')).toEqual([]);
  expect(reasons('Area { 1', 'Bereich { 2')).toHaveLength(2);
});

test.each([
  [
    'Click {button:ok}.',
    'Klicken Sie auf {button:cancel}.',
    ['{button:ok} is missing', '{button:cancel} is not in'],
  ],
  ['Hello {name}', 'Guten Tag', ['{name} is missing']],
  ['{count, plural, one {# of {all}} other {#}}', '{count, plural, one {#} other {#}}', ['{all} is missing']],
  ['At least 10 characters', 'Mindestens zwölf Zeichen', ['the number 10 is missing']],
  ['In 5 minutes', 'In 5 bis 10 Minuten', ['the number 10 is not in']],
  [
    'Write to a@b.example',
    'Schreiben Sie an c@b.example',
    ['the address a@b.example is', 'the address c@b.example is'],
  ],
  ['Not **here**', 'Nicht hier', ['0 time(s), and the sentence that it translates 1 time(s)']],
])('A fact that is lost or added is said: %s – %s', (sentence, translation, expected) => {
  const found = reasons(sentence, translation);
  expect(found).toHaveLength(expected.length);
  expected.forEach((reason, at) => {
    expect(found[at]).toContain(reason);
  });
});
