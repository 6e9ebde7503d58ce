import type { SparseVector } from './linear-svm.ts';
import { numbersOf } from './numbers-of.ts';
import { splitWords } from './split-text.ts';
import type { Stem } from './stemmer.ts';
import { DIMENSIONS, type WordVectors } from './word-vectors.ts';

/** Parts of words, in characters: long enough to mean something, short enough to survive a typing error. */
const SHORTEST_PART = 2;
const LONGEST_PART = 4;
/** The weight of the words' meaning, beside the words themselves and their parts, which weigh 1 each. */
const MEANING_WEIGHT = 1.5;

/** A feature of every text, so that one with no known feature looks like no class. */
const CONSTANT = 0.4;

/** The features that occur in the examples, and how much each of them says. */
export interface Vocabulary {
  /** In the order of their numbers. */
  features: string[];
  /** By feature: the rarer it is, the more it says. */
  rarity: Float32Array;
}

/** Turns texts into vectors of their words and pairs of words, parts of words, and the mean meaning of the words. */
export class Featurizer {
  readonly #numbers: Map<string, number>;
  readonly #rarity: Float32Array;
  readonly #stem: Stem;
  readonly #meanings: WordVectors | undefined;

  constructor(vocabulary: Vocabulary, stem: Stem, meanings: WordVectors | undefined) {
    this.#numbers = numbersOf(vocabulary.features);
    this.#rarity = vocabulary.rarity;
    this.#stem = stem;
    this.#meanings = meanings;
  }

  /** The number of features that a vector can have. */
  get size(): number {
    return this.#numbers.size + 1 + (this.#meanings ? DIMENSIONS : 0);
  }

  vectorOf(text: string): SparseVector {
    const words = splitWords(text);
    const index = [this.#numbers.size];
    const value = [CONSTANT];
    this.#add(wordFeatures(words, this.#stem), index, value);
    this.#add(partFeatures(words), index, value);
    if (this.#meanings) this.#addMeaning(words, this.#meanings, index, value);
    return { index: Int32Array.from(index), value: Float32Array.from(value) };
  }

  /** Adds one group of features, weighed by rarity and scaled to length 1. */
  #add(features: string[], index: number[], value: number[]): void {
    const counts = new Map<number, number>();
    for (const feature of features) {
      const number = this.#numbers.get(feature);
      if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    const weights = Array.from(
      counts,
      ([number, count]) => (1 + Math.log(count)) * (this.#rarity[number] ?? 0),
    );
    const length = Math.hypot(...weights) || 1;
    index.push(...counts.keys());
    for (const weight of weights) value.push(weight / length);
  }

  #addMeaning(words: string[], meanings: WordVectors, index: number[], value: number[]): void {
    const meaning = meanings.meanOf(words);
    if (!meaning) return;
    meaning.forEach((v, dimension) => {
      index.push(this.#numbers.size + 1 + dimension);
      value.push(v * MEANING_WEIGHT);
    });
  }
}

/** Numbers the features that so many of the examples have, and measures how rare each is. */
export function vocabularyOf(texts: readonly string[], stem: Stem, fewestTexts = 1): Vocabulary {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const words = splitWords(text);
    for (const feature of new Set([...wordFeatures(words, stem), ...partFeatures(words)]))
      counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  const known = [...counts].filter(([, count]) => count >= fewestTexts);
  return {
    features: known.map(([feature]) => feature),
    rarity: Float32Array.from(known, ([, count]) => Math.log((1 + texts.length) / (1 + count)) + 1),
  };
}

/** Marks words and pairs by two spaces, which no part of a word has, so that the kinds of features never look alike. */
function wordFeatures(words: readonly string[], stem: Stem): string[] {
  const stems = words.map(stem);
  return stems.flatMap((word, i) => [`${word}  `, `${stems[i - 1] ?? ''}  ${word}`]);
}

function partFeatures(words: readonly string[]): string[] {
  const parts: string[] = [];
  for (const word of words) {
    const whole = ` ${word} `;
    for (let length = SHORTEST_PART; length <= Math.min(LONGEST_PART, whole.length); length++)
      for (let at = 0; at + length <= whole.length; at++) parts.push(whole.slice(at, at + length));
  }
  return parts;
}
