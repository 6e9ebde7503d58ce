import { type SparseVector, scores } from './linear-svm.ts';
import { pseudoRandom, shuffle } from './shuffle.ts';

export interface SoftmaxOptions {
  classes: number;
  features: number;
  passes: number;
}

/** The length of the first steps; AdaGrad shortens those of features that were often seen. */
const RATE = 0.5;
/** Keeps the first step of a feature finite. */
const SMALLEST = 1e-2;
/** A class whose likelihood is off by less is not corrected: most of them, after the first pass. */
const NEAR_ENOUGH = 1e-3;

/**
 * Trains one softmax regression over all classes, by stochastic gradient descent with a rate for each feature (AdaGrad,
 * Duchi et al., JMLR 2011). It learns what tells classes from each other, where a support vector machine for each class
 * learns what tells that class from all the rest. Returns the weights row by row: feature × classes. The same input
 * always gives the same weights.
 */
export function trainSoftmax(
  vectors: readonly SparseVector[],
  labels: Int32Array,
  { classes, features, passes }: SoftmaxOptions,
): Float32Array {
  const weights = new Float32Array(features * classes);
  const squares = new Float32Array(features).fill(SMALLEST);
  const order = Int32Array.from(vectors.keys());
  const random = pseudoRandom();
  const wrong = new Int32Array(classes);
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, random);
    for (const example of order) {
      const { index, value } = vectors[example] as SparseVector;
      const errors = errorsOf(weights, classes, vectors[example] as SparseVector, labels[example] as number);
      let count = 0;
      let square = 0;
      for (let c = 0; c < classes; c++) {
        const error = errors[c] as number;
        if (Math.abs(error) < NEAR_ENOUGH) continue;
        wrong[count++] = c;
        square += error * error;
      }
      for (let j = 0; j < index.length; j++) {
        const feature = index[j] as number;
        const v = value[j] as number;
        squares[feature] = (squares[feature] as number) + square * v * v;
        const step = (RATE * v) / Math.sqrt(squares[feature] as number);
        for (let k = 0; k < count; k++) {
          const at = feature * classes + (wrong[k] as number);
          weights[at] = (weights[at] as number) - step * (errors[wrong[k] as number] as number);
        }
      }
    }
  }
  return weights;
}

/** Returns by how much the likelihood of each class is too high (or, below 0, too low) for an example of this label. */
function errorsOf(weights: Float32Array, classes: number, vector: SparseVector, label: number): Float32Array {
  const errors = scores(weights, classes, vector);
  const highest = errors.reduce((a, b) => Math.max(a, b));
  let sum = 0;
  for (let c = 0; c < classes; c++) sum += errors[c] = Math.exp((errors[c] as number) - highest);
  for (let c = 0; c < classes; c++) errors[c] = (errors[c] as number) / sum;
  errors[label] = (errors[label] as number) - 1;
  return errors;
}
