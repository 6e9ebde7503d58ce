import { expect, test } from 'vitest';
import { trainSvm } from '../../../src/understanding/classifier/linear-svm.ts';
import { classOf, points, vectorOf } from './three-corners.ts';

const weights = trainSvm(
  points.map(({ vector }) => vector),
  Int32Array.from(points, ({ label }) => label),
  { classes: 3, features: 3, cost: 1, passes: 20 },
);

test('The machine sorts every example into its class', () => {
  for (const { label, vector } of points) expect(classOf(weights, vector)).toBe(label);
});

test('The machine sorts an unseen vector into the nearest class', () => {
  expect(
    [vectorOf(5, 0.5), vectorOf(-2, 4), vectorOf(-0.5, -3)].map((each) => classOf(weights, each)),
  ).toEqual([0, 1, 2]);
});
