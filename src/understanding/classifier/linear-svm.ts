import { pseudoRandom, shuffle } from './shuffle.ts';

/** A vector that holds only its non-zero entries. */
export interface SparseVector {
  index: Int32Array;
  value: Float32Array;
}

export interface SvmOptions {
  classes: number;
  features: number;
  /** The cost of a misclassified example, against that of large weights. */
  cost: number;
  passes: number;
}

/** An example that is not a support vector, with a gradient above this, is left out of the next passes. */
const SHRINK_ABOVE = 0.1;
const CONVERGED = 0.1;

/**
 * Trains one linear support vector machine per class against all others, by dual coordinate descent with squared hinge
 * loss (Hsieh et al., ICML 2008, algorithm 1 with shrinking). Returns the weights row by row: feature × classes.
 * The same input always gives the same weights.
 */
export function trainSvm(
  vectors: readonly SparseVector[],
  labels: Int32Array,
  options: SvmOptions,
): Float32Array {
  const { classes, features } = options;
  const weights = new Float32Array(features * classes);
  const squares = Float64Array.from(vectors, ({ value }) => value.reduce((sum, v) => sum + v * v, 0));
  for (let label = 0; label < classes; label++) {
    const column = trainOne(vectors, labels, squares, label, options);
    for (let f = 0; f < features; f++) weights[f * classes + label] = column[f] ?? 0;
  }
  return weights;
}

function trainOne(
  vectors: readonly SparseVector[],
  labels: Int32Array,
  squares: Float64Array,
  label: number,
  { features, cost, passes }: SvmOptions,
): Float32Array {
  const w = new Float32Array(features);
  const alpha = new Float64Array(vectors.length);
  const order = Int32Array.from(vectors.keys());
  const random = pseudoRandom();
  const diagonal = 1 / (2 * cost);
  let active = order.length;
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order.subarray(0, active), random);
    let steepest = 0;
    for (let o = 0; o < active; o++) {
      const example = order[o] as number;
      const { index, value } = vectors[example] as SparseVector;
      const side = labels[example] === label ? 1 : -1;
      const before = alpha[example] as number;
      let dot = 0;
      for (let j = 0; j < index.length; j++) dot += (w[index[j] as number] as number) * (value[j] as number);
      const gradient = side * dot - 1 + before * diagonal;
      if (before === 0 && gradient > SHRINK_ABOVE && pass > 0) {
        active--;
        order[o] = order[active] as number;
        order[active] = example;
        o--;
        continue;
      }
      const projected = before === 0 ? Math.min(gradient, 0) : gradient;
      if (projected === 0) continue;
      steepest = Math.max(steepest, Math.abs(projected));
      const after = Math.max(before - gradient / ((squares[example] as number) + diagonal), 0);
      alpha[example] = after;
      const step = (after - before) * side;
      for (let j = 0; j < index.length; j++) {
        const at = index[j] as number;
        w[at] = (w[at] as number) + step * (value[j] as number);
      }
    }
    if (steepest < CONVERGED) break;
  }
  return w;
}

/** Scores how strongly a vector speaks for each class. */
export function scores(
  weights: Float32Array | Int16Array,
  classes: number,
  { index, value }: SparseVector,
): Float32Array {
  const sums = new Float32Array(classes);
  for (let j = 0; j < index.length; j++) {
    const row = (index[j] as number) * classes;
    const v = value[j] as number;
    for (let c = 0; c < classes; c++) sums[c] = (sums[c] as number) + v * (weights[row + c] as number);
  }
  return sums;
}
