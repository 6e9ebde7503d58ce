import { Featurizer, vocabularyOf } from './features.ts';
import type { SparseVector } from './linear-svm.ts';
import { languageOf } from './understand.ts';

/** From this likeness on two questions are taken for the same one in other words. */
const SAME_QUESTION = 0.55;

/** Puts items with like texts together; groups and what is in them keep the order that the items had. */
export function groupAlike<Item extends { text: string }>(
  items: readonly Item[],
  language: string,
): Item[][] {
  const { stem, meanings } = languageOf(language);
  const vocabulary = vocabularyOf(
    items.map(({ text }) => text),
    stem,
  );
  const featurizer = new Featurizer(vocabulary, stem, meanings);
  const groups: { first: Map<number, number>; items: Item[] }[] = [];
  for (const item of items) {
    const vector = featurizer.vectorOf(item.text);
    const group = groups.find(({ first }) => likeness(first, vector) >= SAME_QUESTION);
    if (group) group.items.push(item);
    else groups.push({ first: byFeature(vector), items: [item] });
  }
  return groups.map(({ items: alike }) => alike);
}

function byFeature({ index, value }: SparseVector): Map<number, number> {
  return new Map(Array.from(index, (feature, j) => [feature, value[j] ?? 0]));
}

/** The cosine between two vectors. */
function likeness(first: ReadonlyMap<number, number>, { index, value }: SparseVector): number {
  const dot = index.reduce((sum, feature, j) => sum + (first.get(feature) ?? 0) * (value[j] ?? 0), 0);
  return dot / (Math.hypot(...first.values()) * Math.hypot(...value) || 1);
}
