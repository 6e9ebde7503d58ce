import { expect, test } from 'vitest';
import { scores } from '../../../src/understanding/classifier/linear-svm.ts';
import { trainSoftmax } from '../../../src/understanding/classifier/softmax.ts';
import { classOf, points, vectorOf } from './three-corners.ts';

const weights = trainSoftmax(
  points.map(({ vector }) => vector),
  Int32Array.from(points, ({ label }) => label),
  { classes: 3, features: 3, passes: 20 },
);

test('The regression sorts every example into its class', () => {
  for (const { label, vector } of points) expect(classOf(weights, vector)).toBe(label);
});

test('The regression sorts an unseen vector into the nearest class', () => {
  expect(
    [vectorOf(5, 0.5), vectorOf(-2, 4), vectorOf(-0.5, -3)].map((each) => classOf(weights, each)),
  ).toEqual([0, 1, 2]);
});

test('Between two classes the regression scores both alike, and the third lower', () => {
  const [first = 0, second = 0, third = 0] = scores(weights, 3, vectorOf(0.5, 1.2));
  expect(Math.abs(first - second)).toBeLessThan(Math.min(first, second) - third);
});
