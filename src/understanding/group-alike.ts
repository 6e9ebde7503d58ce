import { setImmediate } from 'node:timers/promises';
import { Featurizer, vocabularyOf } from './classifier/features.ts';
import type { SparseVector } from './classifier/linear-svm.ts';
import { languageOf } from './understand.ts';

/** Two questions at least this similar count as the same one in other words. */
const SAME_QUESTION = 0.55;
/** In characters: hundreds of long texts would take minutes to compare, and a question comes at the beginning. */
const COMPARED = 300;

/** Groups items with similar texts, and lets others in between; the groups, and the items in each, keep the items' order. */
export async function groupAlike<Item extends { text: string }>(
  items: readonly Item[],
  language: string,
): Promise<Item[][]> {
  const { stem, meanings } = languageOf(language);
  const vocabulary = vocabularyOf(items.map(beginningOf), stem);
  const featurizer = new Featurizer(vocabulary, stem, meanings);
  const groups: { first: Vector; items: Item[] }[] = [];
  for (const item of items) {
    await setImmediate();
    const vector = measured(featurizer.vectorOf(beginningOf(item)));
    const group = groups.find(({ first }) => likeness(first, vector) >= SAME_QUESTION);
    if (group) group.items.push(item);
    else groups.push({ first: vector, items: [item] });
  }
  return groups.map(({ items: alike }) => alike);
}

/** Returns as much of a question as is compared with others. */
export function beginningOf({ text }: { text: string }): string {
  // A few kinds of letters become eighteen when they are decomposed.
  return text.slice(0, COMPARED).normalize('NFKD').slice(0, COMPARED);
}

interface Vector {
  /** By feature. */
  values: ReadonlyMap<number, number>;
  length: number;
}

function measured({ index, value }: SparseVector): Vector {
  return {
    values: new Map(Array.from(index, (feature, j) => [feature, value[j] ?? 0])),
    length: Math.sqrt(value.reduce((sum, each) => sum + each * each, 0)),
  };
}

/** Returns the cosine between two vectors. */
function likeness(one: Vector, other: Vector): number {
  const [shorter, longer] = one.values.size < other.values.size ? [one, other] : [other, one];
  let dot = 0;
  for (const [feature, value] of shorter.values) dot += value * (longer.values.get(feature) ?? 0);
  return dot / (one.length * other.length || 1);
}
