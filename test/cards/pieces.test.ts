import { expect, test } from 'vitest';
import { pieces } from '../../cards/pieces.ts';

test('A text that fits into one card stays in one piece', () => {
  expect(pieces('Dear colleague,\n\nit works.')).toEqual(['Dear colleague,\n\nit works.']);
  expect(pieces('')).toEqual(['']);
});

test('Of a long text nothing is lost, and no word is cut', () => {
  const text = `${'one two three '.repeat(1000)}\n${'a line\n'.repeat(300)}`;
  const parts = pieces(text);
  expect(parts.length).toBeGreaterThan(3);
  expect(words(parts.join('\n'))).toEqual(words(text));
});

test('A word longer than a card is cut, since it has to be', () => {
  expect(pieces('x'.repeat(20_000)).join('').replaceAll('\n', '')).toHaveLength(20_000);
});

function words(text: string): string[] {
  return text.split(/\s+/);
}
