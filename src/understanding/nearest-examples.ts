import type { Example } from './classifier/classifier.ts';
import { Featurizer, vocabularyOf } from './classifier/features.ts';
import type { SparseVector } from './classifier/linear-svm.ts';
import type { Stem } from './classifier/stemmer.ts';

/** A feature that more of the examples have is common: it says little, and comparing it takes most of the time. */
const COMMON_FROM = 1 / 50;

interface Likeness {
  /** The place of the example that is alike. */
  index: number;
  /** 1: the same words. */
  likeness: number;
}

/** The most similar example of the same label, and of any other label. */
export interface Nearest {
  own: Likeness | undefined;
  other: Likeness | undefined;
}

/**
 * Finds for some examples the most similar of all. It compares words and their parts, not their meaning, by which all
 * questions of one field look alike.
 * @param which the places of those examples
 * @param otherFrom an example of another label counts above this likeness
 */
export function nearestExamples(
  examples: readonly Example[],
  stem: Stem,
  which: readonly number[],
  otherFrom: number,
): Nearest[] {
  const { features, texts } = comparableTexts(examples, stem);
  const holders = holdersOf(texts, features, which);
  const weightOf = new Float32Array(features);
  // The loops below run for each pair of 50,000 examples, so they read plain lists of numbers.
  const commonLengths = Float32Array.from(texts, ({ commonLength }) => commonLength);
  const numbers = new Map(examples.map(({ label }, at) => [label, at]));
  const labels = Int32Array.from(examples, ({ label }) => numbers.get(label) as number);
  return which.map((i) => {
    const { rare, common, commonLength } = texts[i] as ComparableText;
    const products = productsWith(rare, holders, texts.length);
    for (let f = 0; f < common.index.length; f++)
      weightOf[common.index[f] as number] = common.value[f] as number;
    let own: Likeness = { index: i, likeness: 0 };
    let other: Likeness = { index: i, likeness: otherFrom };
    for (let j = 0; j < texts.length; j++) {
      const isOwn = labels[j] === labels[i];
      const least = isOwn ? own.likeness : other.likeness;
      // No two vectors have a larger product than that of their lengths.
      if ((products[j] as number) + commonLength * (commonLengths[j] as number) <= least || i === j) continue;
      const likeness = (products[j] as number) + productOf((texts[j] as ComparableText).common, weightOf);
      if (likeness <= least) continue;
      if (isOwn) own = { index: j, likeness };
      else other = { index: j, likeness };
    }
    for (const feature of common.index) weightOf[feature] = 0;
    return { own: own.index === i ? undefined : own, other: other.index === i ? undefined : other };
  });
}

/** A text as a vector of length 1, in two parts. */
interface ComparableText {
  rare: SparseVector;
  common: SparseVector;
  commonLength: number;
}

function comparableTexts(
  examples: readonly Example[],
  stem: Stem,
): { features: number; texts: ComparableText[] } {
  const vocabulary = vocabularyOf(
    examples.map(({ text }) => text),
    stem,
  );
  const featurizer = new Featurizer(vocabulary, stem, undefined);
  const vectors = examples.map(({ text }) => featurizer.vectorOf(text));
  const counts = new Uint32Array(featurizer.size);
  for (const { index } of vectors)
    for (const feature of index) counts[feature] = (counts[feature] as number) + 1;
  const isCommon = (feature: number): boolean => (counts[feature] as number) > examples.length * COMMON_FROM;
  const texts = vectors.map(({ index, value }) => {
    const length = Math.hypot(...value);
    const unit = { index, value: value.map((v) => v / length) };
    const common = partOf(unit, isCommon);
    return {
      rare: partOf(unit, (feature) => !isCommon(feature)),
      common,
      commonLength: Math.hypot(...common.value),
    };
  });
  return { features: featurizer.size, texts };
}

function partOf({ index, value }: SparseVector, belongs: (feature: number) => boolean): SparseVector {
  return { index: index.filter(belongs), value: value.filter((_, f) => belongs(index[f] as number)) };
}

/** By feature, of those that are asked for: the texts that have it as a rare one, and how strongly. */
function holdersOf(
  texts: readonly ComparableText[],
  features: number,
  which: readonly number[],
): SparseVector[] {
  const asked = new Set<number>();
  for (const i of which) for (const feature of (texts[i] as ComparableText).rare.index) asked.add(feature);
  const lists = Array.from({ length: features }, (): { index: number[]; value: number[] } => ({
    index: [],
    value: [],
  }));
  texts.forEach(({ rare: { index, value } }, text) => {
    index.forEach((feature, f) => {
      if (!asked.has(feature)) return;
      lists[feature]?.index.push(text);
      lists[feature]?.value.push(value[f] as number);
    });
  });
  return lists.map(({ index, value }) => ({
    index: Int32Array.from(index),
    value: Float32Array.from(value),
  }));
}

/** Multiplies a vector with the rare parts of all texts. */
function productsWith(
  { index, value }: SparseVector,
  holders: readonly SparseVector[],
  texts: number,
): Float32Array {
  const sums = new Float32Array(texts);
  for (let f = 0; f < index.length; f++) {
    const held = holders[index[f] as number] as SparseVector;
    const v = value[f] as number;
    for (let k = 0; k < held.index.length; k++) {
      const text = held.index[k] as number;
      sums[text] = (sums[text] as number) + v * (held.value[k] as number);
    }
  }
  return sums;
}

function productOf({ index, value }: SparseVector, weightOf: Float32Array): number {
  let sum = 0;
  for (let f = 0; f < index.length; f++)
    sum += (value[f] as number) * (weightOf[index[f] as number] as number);
  return sum;
}
