import { oncePerKey } from '../../lib/once-per-key.ts';
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

/** In words: the parts of so many are remembered, since the same words come again and again. */
const REMEMBERED = 20_000;

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
  /** By feature: how often the group that is just added has it. */
  readonly #counts: Uint32Array;
  readonly #stem: Stem;
  readonly #meanings: WordVectors | undefined;
  readonly #partsOf = oncePerKey((word) => this.#known(partFeatures(word)), REMEMBERED);

  constructor(vocabulary: Vocabulary, stem: Stem, meanings: WordVectors | undefined) {
    this.#numbers = numbersOf(vocabulary.features);
    this.#rarity = vocabulary.rarity;
    this.#counts = new Uint32Array(vocabulary.features.length);
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
    this.#add(this.#known(wordFeatures(words, this.#stem)), index, value);
    this.#add(words.flatMap(this.#partsOf), index, value);
    if (this.#meanings) this.#addMeaning(words, this.#meanings, index, value);
    return { index: Int32Array.from(index), value: Float32Array.from(value) };
  }

  /** Returns the numbers of those features that are known. */
  #known(features: readonly string[]): number[] {
    const numbers: number[] = [];
    for (const feature of features) {
      const number = this.#numbers.get(feature);
      if (number !== undefined) numbers.push(number);
    }
    return numbers;
  }

  /** Adds one group of features, weighed by rarity and scaled to length 1. */
  #add(features: readonly number[], index: number[], value: number[]): void {
    const counts = this.#counts;
    const first = index.length;
    for (const feature of features) {
      const count = counts[feature] ?? 0;
      if (count === 0) index.push(feature);
      counts[feature] = count + 1;
    }
    let squares = 0;
    for (let at = first; at < index.length; at++) {
      const feature = index[at] as number;
      const weight = (1 + Math.log(counts[feature] as number)) * (this.#rarity[feature] ?? 0);
      counts[feature] = 0;
      squares += weight * weight;
      value.push(weight);
    }
    const length = Math.sqrt(squares) || 1;
    for (let at = first; at < index.length; at++) value[at] = (value[at] as number) / length;
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
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  // By feature: the last text that has it, since a text counts once.
  const lastText: number[] = [];
  const numberOf = (feature: string): number => {
    const known = numbers.get(feature);
    if (known !== undefined) return known;
    numbers.set(feature, numbers.size);
    return numbers.size - 1;
  };
  const partsOf = oncePerKey((word) => partFeatures(word).map(numberOf));
  texts.forEach((text, at) => {
    const count = (number: number): void => {
      if (lastText[number] === at) return;
      lastText[number] = at;
      counts[number] = (counts[number] ?? 0) + 1;
    };
    const words = splitWords(text);
    for (const feature of wordFeatures(words, stem)) count(numberOf(feature));
    for (const word of words) partsOf(word).forEach(count);
  });
  const features = [...numbers.keys()].filter((_, number) => (counts[number] ?? 0) >= fewestTexts);
  const kept = counts.filter((count) => count >= fewestTexts);
  return {
    features,
    rarity: Float32Array.from(kept, (count) => Math.log((1 + texts.length) / (1 + count)) + 1),
  };
}

/**
 * Lists words, pairs of neighbours, and pairs with one word between them. Two spaces mark them, which no part of a word
 * has, so that the kinds of features never look alike.
 */
function wordFeatures(words: readonly string[], stem: Stem): string[] {
  const stems = words.map(stem);
  return stems.flatMap((word, i) => {
    const features = [`${word}  `, `${stems[i - 1] ?? ''}  ${word}`];
    if (i > 1) features.push(`${stems[i - 2] ?? ''} _  ${word}`);
    return features;
  });
}

function partFeatures(word: string): string[] {
  const parts: string[] = [];
  const whole = ` ${word} `;
  for (let length = SHORTEST_PART; length <= Math.min(LONGEST_PART, whole.length); length++)
    for (let at = 0; at + length <= whole.length; at++) parts.push(whole.slice(at, at + length));
  return parts;
}
