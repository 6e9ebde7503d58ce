import { expect, test } from 'vitest';
import { shorten } from '../../src/tickets/shorten.ts';

test.each([
  ['a text that fits stays as it is', 'four', 4, 'four'],
  ['of a longer one the beginning is left', 'longer', 4, 'lon…'],
  ['no blank stands before the ellipsis', 'two words', 5, 'two…'],
  ['no character is cut in two, and the limit holds for it, too', 'ab👍👍', 4, 'ab…'],
])('Shortened: %s', (_, text, length, short) => {
  expect(shorten(text, length)).toBe(short);
  expect(shorten(text, length).length).toBeLessThanOrEqual(length);
});
