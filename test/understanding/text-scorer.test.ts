import { expect, test, vi } from 'vitest';
import { Classifier, train } from '../../src/understanding/classifier/classifier.ts';
import { TextScorer } from '../../src/understanding/text-scorer.ts';
import { languageOf } from '../../src/understanding/understand.ts';
import { examples, outOfScope } from './little-questions.ts';

const language = languageOf('en');
const thanks = ['thanks a lot', 'thank you', 'many thanks and kind regards', 'good morning', 'dear all'];
const classifier = new Classifier(
  train([...examples, ...thanks.map((text) => ({ text, label: 'thanks' }))], language),
  language,
);
const reader = new TextScorer(classifier, { outOfScope, courtesies: new Set(['thanks']), language: 'en' });

function scoreOf(label: string, text: string): number {
  return reader.scoresOf(text)[reader.labels.indexOf(label)] ?? Number.NaN;
}

test('Greetings and thanks do not hide a question', () => {
  const asked = 'Which teas do you sell?';
  const mail = `Good morning! ${asked} Many thanks and kind regards`;
  expect(scoreOf('menu', mail)).toBeCloseTo(scoreOf('menu', asked), 5);
  expect(scoreOf('thanks', mail)).toBeLessThan(0);
});

test('A question of one sentence is read once', () => {
  const scoresOf = vi.spyOn(classifier, 'scoresOf');
  reader.scoresOf('Which teas do you sell?');
  expect(scoresOf).toHaveBeenCalledTimes(1);
  scoresOf.mockRestore();
});

test('A mail that only thanks counts as thanks', () => {
  expect(scoreOf('thanks', 'Dear all! Thanks a lot!')).toBeGreaterThan(0);
});

test('One sentence of several is enough to ask something', () => {
  const background = 'I live around the corner. My sister is visiting me. She likes cats.';
  const whole = classifier.scoresOf(`${background} Can we book?`)[reader.labels.indexOf('booking')] ?? 0;
  expect(scoreOf('booking', `${background} Can we book?`)).toBeGreaterThan(whole);
});

test('One sentence about something else does not put a mail out of scope', () => {
  const asked = 'Can I reserve a table?';
  const other = 'Will it rain today?';
  expect(scoreOf('weather', `${asked} ${other}`)).toBeLessThan(scoreOf('weather', other));
  expect(scoreOf('booking', `${asked} ${other}`)).toBeGreaterThan(scoreOf('weather', `${asked} ${other}`));
});

test('One sentence that sounds like thanks does not speak for the mail, as one that asks does', () => {
  const mail = 'Many thanks, can I reserve a table? Which teas do you sell?';
  const whole = classifier.scoresOf(mail)[reader.labels.indexOf('thanks')] ?? 0;
  expect(scoreOf('thanks', mail)).toBeCloseTo(whole, 5);
});
