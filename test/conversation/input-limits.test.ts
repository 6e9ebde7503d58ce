import { describe, expect, test } from 'vitest';
import { isFormSized } from '../../src/conversation/input-limits.ts';

const nested = (depth: number): object => {
  let value = {};
  for (let level = 0; level < depth; level++) value = { deeper: value };
  return value;
};

describe('What a card submits is as small as a form', () => {
  test.each<[string, unknown]>([
    ['a press', { action: 'next', card: '6f1e2d3c' }],
    ['the longest form', { action: 'send', card: 'c', sentence: 'x'.repeat(2000), email: 'x'.repeat(254) }],
    ['nothing', undefined],
    ['a word', 'x'],
  ])('where it is %s', (_, value) => expect(isFormSized(value)).toBe(true));

  test.each<[string, unknown]>([
    ['a long word', 'x'.repeat(8001)],
    ['long words, taken together', { a: 'x'.repeat(5000), b: { c: 'x'.repeat(5000) } }],
    ['a long name', { ['x'.repeat(8001)]: 1 }],
    ['many fields', Object.fromEntries(Array.from({ length: 101 }, (__, n) => [n, n]))],
    ['a long list', { list: Array(101).fill(0) }],
    ['nested very deep', nested(100_000)],
  ])('but not where it is %s', (_, value) => expect(isFormSized(value)).toBe(false));
});
