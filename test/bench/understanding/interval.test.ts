import { expect, test } from 'vitest';
import { intervalOf } from './interval.ts';

test('A share of few is uncertain, one of many hardly', () => {
  const few = intervalOf(0.5, 50);
  const many = intervalOf(0.5, 5000);
  expect(few.from).toBeCloseTo(0.366, 3);
  expect(few.to).toBeCloseTo(0.634, 3);
  expect(many.to - many.from).toBeLessThan(0.03);
});

test('A share of none or all stays between 0 and 1, and is not certain', () => {
  expect(intervalOf(0, 50).from).toBe(0);
  expect(intervalOf(0, 50).to).toBeGreaterThan(0.05);
  expect(intervalOf(1, 50).to).toBe(1);
  expect(intervalOf(1, 50).from).toBeLessThan(0.95);
});
