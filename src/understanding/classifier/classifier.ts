import { Featurizer, type Vocabulary, vocabularyOf } from './features.ts';
import { type SparseVector, scores, trainSvm } from './linear-svm.ts';
import { trainSoftmax } from './softmax.ts';
import type { Stem } from './stemmer.ts';
import type { WordVectors } from './word-vectors.ts';

/** A text and the label that it stands for. */
export interface Example {
  text: string;
  label: string;
}

/** The result of training, which can be kept in a file. */
export interface Model {
  labels: string[];
  vocabulary: Vocabulary;
  /** Feature × label, in steps: half the memory of numbers with fractions, and a score moves by two thousandths at most. */
  weights: Int16Array;
  /** How much a step of the weights is. */
  step: number;
}

/** The knowledge of a language by which its words are read. */
export interface Language {
  stem: Stem;
  meanings: WordVectors | undefined;
}

const COST = 1;
const PASSES = 10;
const SOFTMAX_PASSES = 3;
/** The voices of the two learners in a score, which stays about 1 for a likeness and about -1 for none. */
const SVM_VOICE = 0.6;
const SOFTMAX_VOICE = 0.12;
/** A feature of a single text tells nothing about others; they are half of all features. */
const FEWEST_TEXTS = 2;
/** Where there are many texts, one in so many has to have a feature, so that the memory does not grow with each. */
const ONE_TEXT_IN = 16_000;
/** The largest whole number of 16 bits. */
const MOST_STEPS = 32_767;

/**
 * Trains a model on examples: it learns how the texts of each label look. Two learners vote; since both add up weights of the same
 * features, their weights are added here, and a text is scored once.
 */
export function train(examples: readonly Example[], { stem, meanings }: Language): Model {
  const labels = [...new Set(examples.map(({ label }) => label))];
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const vocabulary = vocabularyOf(
    examples.map(({ text }) => text),
    stem,
    Math.max(FEWEST_TEXTS, Math.floor(examples.length / ONE_TEXT_IN)),
  );
  const featurizer = new Featurizer(vocabulary, stem, meanings);
  const vectors = examples.map(({ text }) => featurizer.vectorOf(text));
  const taught = Int32Array.from(examples, ({ label }) => numbers.get(label) ?? 0);
  const size = { classes: labels.length, features: featurizer.size };
  const weights = trainSvm(vectors, taught, { ...size, cost: COST, passes: PASSES });
  const votes = trainSoftmax(vectors, taught, { ...size, passes: SOFTMAX_PASSES });
  return {
    labels,
    vocabulary,
    ...inSteps(weights.map((weight, at) => SVM_VOICE * weight + SOFTMAX_VOICE * (votes[at] ?? 0))),
  };
}

function inSteps(weights: Float32Array): Pick<Model, 'weights' | 'step'> {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const step = largest / MOST_STEPS || 1;
  return { weights: Int16Array.from(weights, (weight) => Math.round(weight / step)), step };
}

/** Scores how much a text looks like the examples of each label. */
export class Classifier {
  readonly labels: readonly string[];
  readonly #weights: Int16Array;
  readonly #step: number;
  readonly #featurizer: Featurizer;

  constructor(model: Model, { stem, meanings }: Language) {
    this.labels = model.labels;
    this.#weights = model.weights;
    this.#step = model.step;
    this.#featurizer = new Featurizer(model.vocabulary, stem, meanings);
  }

  /** Returns one score for each label, in the labels' order: about 1 for a likeness, about -1 for none. */
  scoresOf(text: string): Float32Array {
    return scores(this.#weights, this.labels.length, this.vectorOf(text)).map((score) => score * this.#step);
  }

  /** Returns the text as the classifier sees it, for comparing texts. */
  vectorOf(text: string): SparseVector {
    return this.#featurizer.vectorOf(text);
  }
}
