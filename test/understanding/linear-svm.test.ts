import { expect, test } from 'vitest';
import { scores, trainSvm } from '../../src/understanding/linear-svm.ts';

/** Points around three corners of a triangle, with a constant as third feature. */
const CORNERS: [number, number][] = [
  [2, 0],
  [-1, 2],
  [-1, -2],
];
const SHIFTS = [-0.4, -0.1, 0.2, 0.4];

const points = CORNERS.flatMap(([x, y], label) =>
  SHIFTS.flatMap((dx) => SHIFTS.map((dy) => ({ label, vector: vectorOf(x + dx, y + dy) }))),
);

function vectorOf(x: number, y: number) {
  return { index: Int32Array.of(0, 1, 2), value: Float32Array.of(x, y, 1) };
}

const weights = trainSvm(
  points.map(({ vector }) => vector),
  Int32Array.from(points, ({ label }) => label),
  { classes: 3, features: 3, cost: 1, passes: 20 },
);

function classOf(x: number, y: number): number {
  const own = scores(weights, 3, vectorOf(x, y));
  return own.indexOf(Math.max(...own));
}

test('The machine sorts every example into its class', () => {
  for (const { label, vector } of points)
    expect(classOf(vector.value[0] ?? 0, vector.value[1] ?? 0)).toBe(label);
});

test('The machine sorts an unseen vector into the nearest class', () => {
  expect([classOf(5, 0.5), classOf(-2, 4), classOf(-0.5, -3)]).toEqual([0, 1, 2]);
});
