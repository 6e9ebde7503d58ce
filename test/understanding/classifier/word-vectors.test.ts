import { describe, expect, test } from 'vitest';
import { readWordVectors } from '../../../src/understanding/classifier/word-vectors.ts';

const vectors = readWordVectors(
  new URL('../../../src/understanding/classifier/word-vectors-en.bin', import.meta.url),
);

function likeness(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => vectors.meanOf(text.split(' ')));
  if (!a || !b) throw new Error(`no meaning of ${one} or ${other}`);
  return a.reduce((sum, v, d) => sum + v * (b[d] ?? 0), 0);
}

describe('The meaning', () => {
  test.each([
    ['phone', 'mobile', 'surgeon'],
    ['password', 'code', 'hospital'],
    ['hospital', 'clinic', 'browser'],
    ['the mail has not arrived', 'no message was received', 'which area fits my patients'],
  ])('of "%s" is nearer to "%s" than to "%s"', (text, near, far) => {
    expect(likeness(text, near)).toBeGreaterThan(likeness(text, far));
  });

  test('of words that nobody uses is unknown', () => {
    expect(vectors.meanOf(['qwxz', 'zzkjhg'])).toBeUndefined();
    expect(vectors.meanOf([])).toBeUndefined();
  });
});
