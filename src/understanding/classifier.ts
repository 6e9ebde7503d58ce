import { Featurizer, type Vocabulary, vocabularyOf } from './features.ts';
import { type SparseVector, scores, trainSvm } from './linear-svm.ts';
import type { Stem } from './stem.ts';
import type { WordVectors } from './word-vectors.ts';

/** A text and the label that it stands for. */
export interface Example {
  text: string;
  label: string;
}

/** Everything that training found out; it can be kept in a file. */
export interface Model {
  labels: string[];
  vocabulary: Vocabulary;
  /** Feature × label. */
  weights: Float32Array;
}

/** What a language brings along for reading its words. */
export interface Language {
  stem: Stem;
  meanings: WordVectors | undefined;
}

const COST = 1;
const PASSES = 10;

/** Learns from examples what the texts of each label look like. */
export function train(examples: readonly Example[], { stem, meanings }: Language): Model {
  const labels = [...new Set(examples.map(({ label }) => label))];
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const vocabulary = vocabularyOf(
    examples.map(({ text }) => text),
    stem,
  );
  const featurizer = new Featurizer(vocabulary, stem, meanings);
  const weights = trainSvm(
    examples.map(({ text }) => featurizer.vectorOf(text)),
    Int32Array.from(examples, ({ label }) => numbers.get(label) ?? 0),
    { classes: labels.length, features: featurizer.size, cost: COST, passes: PASSES },
  );
  return { labels, vocabulary, weights };
}

/** Says how much a text looks like the examples of each label. */
export class Classifier {
  readonly labels: readonly string[];
  readonly #weights: Float32Array;
  readonly #featurizer: Featurizer;

  constructor(model: Model, { stem, meanings }: Language) {
    this.labels = model.labels;
    this.#weights = model.weights;
    this.#featurizer = new Featurizer(model.vocabulary, stem, meanings);
  }

  /** One score a label, in the order of the labels: about 1 where it looks like them, about -1 where it does not. */
  scoresOf(text: string): Float32Array {
    return scores(this.#weights, this.labels.length, this.vectorOf(text));
  }

  /** The text as the classifier sees it, for comparing texts. */
  vectorOf(text: string): SparseVector {
    return this.#featurizer.vectorOf(text);
  }
}
