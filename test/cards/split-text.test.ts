import { expect, test } from 'vitest';
import { splitText } from '../../cards/split-text.ts';

test('A text that fits into one card is not split', () => {
  expect(splitText('Dear colleague,\n\nit works.')).toEqual(['Dear colleague,\n\nit works.']);
  expect(splitText('')).toEqual(['']);
});

test('A long text is split between words, without a loss', () => {
  const text = `${'one two three '.repeat(1000)}\n${'a line\n'.repeat(300)}`;
  const parts = splitText(text);
  expect(parts.length).toBeGreaterThan(3);
  expect(words(parts.join('\n'))).toEqual(words(text));
});

test('A word that is longer than a card is cut', () => {
  expect(splitText('x'.repeat(20_000)).join('').replaceAll('\n', '')).toHaveLength(20_000);
});

function words(text: string): string[] {
  return text.split(/\s+/);
}
