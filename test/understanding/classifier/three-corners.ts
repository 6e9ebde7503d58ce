import { type SparseVector, scores } from '../../../src/understanding/classifier/linear-svm.ts';

/** Points around three corners of a triangle, with a constant as third feature. */
const CORNERS: [number, number][] = [
  [2, 0],
  [-1, 2],
  [-1, -2],
];
const SHIFTS = [-0.4, -0.1, 0.2, 0.4];

/** The points and the corner of each, for trying out a learner. */
export const points = CORNERS.flatMap(([x, y], label) =>
  SHIFTS.flatMap((dx) => SHIFTS.map((dy) => ({ label, vector: vectorOf(x + dx, y + dy) }))),
);

/** Makes the vector of a point. */
export function vectorOf(x: number, y: number): SparseVector {
  return { index: Int32Array.of(0, 1, 2), value: Float32Array.of(x, y, 1) };
}

/** Returns the corner to which the weights of a learner sort a vector. */
export function classOf(weights: Float32Array, vector: SparseVector): number {
  const own = scores(weights, CORNERS.length, vector);
  return own.indexOf(Math.max(...own));
}
