import { createHash } from 'node:crypto';
import type { Texts } from '../content/content.ts';
import { oncePerKey } from '../lib/once-per-key.ts';
import { Classifier, type Example, train } from './classifier/classifier.ts';
import { Featurizer, vocabularyOf } from './classifier/features.ts';
import type { SparseVector } from './classifier/linear-svm.ts';
import { questionExamplesOf, type WrittenExample } from './examples.ts';
import { listedIntent } from './match-summary.ts';
import { Matcher } from './matcher.ts';
import { languageOf, matcherOptionsOf } from './understand.ts';

/** A question with fewer examples does not show how differently people ask it. */
const FEWEST = 15;
/** Two examples at least this similar teach the same thing (1: the same words). */
const ALIKE = 0.93;
/** An example of another question at least this similar could have been written for this one. */
const NEAR = 0.7;
/** An example less similar than this to every other one of its question stands alone. */
const UNLIKE = 0.3;
/** At this confidence or above, another question surely claims the example. */
const SURE = 0.97;

/** A flaw in the examples that makes questions harder to tell apart. */
export interface ExampleWarning {
  label: string;
  /** The example concerned; undefined where it is about all of the label's. */
  example?: string;
  reason: string;
  fix: string;
}

/**
 * Finds questions with too few examples, examples that teach the same, and examples closer to another question. "Sign in by SMS" and
 * "sign in by PIN" are alike and tell two questions apart: only where the other examples mistake one for the other it is named.
 */
export function checkExamples(texts: Texts): ExampleWarning[] {
  const examples = questionExamplesOf(texts);
  const nearest = nearestOf(examples, texts.language);
  const few = Object.entries({ ...texts.questions, ...texts.outOfScope })
    .filter(([, { examples: own }]) => own.length < FEWEST)
    .map(([label, { examples: own }]) => ({
      label,
      reason: `has ${own.length} examples`,
      fix: `add examples until there are ${FEWEST}, in words that differ`,
    }));
  const mistakenFor = mistakesOf(examples, texts);
  const near = examples.flatMap((example, at) => [
    ...twinsOf(example, examples, nearest[at]),
    ...rivalsOf(example, examples, nearest[at], texts).filter(() => mistakenFor(at)),
  ]);
  const named = new Set(near.map(({ example }) => example));
  const strays = examples.flatMap(({ label, written }, at): ExampleWarning[] => {
    if (named.has(written) || (nearest[at]?.own?.likeness ?? 0) >= UNLIKE) return [];
    const mistake = mistakenFor(at);
    if (!mistake?.isSure || shareWords(label, mistake.intent, texts)) return [];
    const reason = `is like no other example of its own, and is understood as "${mistake.intent}"`;
    return [{ label, example: written, reason, fix: 'move it there, or make clearer what is asked' }];
  });
  return [...few, ...near, ...strays];
}

/** Checks whether an example that was just added repeats another one, or is closer to another question. */
export function checkExample(texts: Texts, label: string, example: string): ExampleWarning[] {
  const examples = questionExamplesOf(texts);
  const at = examples.findLastIndex((one) => one.label === label && one.written === example);
  const added = examples[at];
  if (!added) return [];
  const nearest = nearestOf(examples, texts.language, [at])[0];
  return [...twinsOf(added, examples, nearest, true), ...rivalsOf(added, examples, nearest, texts)];
}

/** The question that an example is mistaken for, and whether a matcher would answer that one without any doubt. */
interface Mistake {
  intent: string;
  isSure: boolean;
}

/** Makes the function that says as what an example is understood by a matcher that has learnt the other half, if it is a mistake. */
function mistakesOf(examples: readonly WrittenExample[], texts: Texts): (at: number) => Mistake | undefined {
  const language = languageOf(texts.language);
  const options = matcherOptionsOf(texts);
  const listed = (label: string) => listedIntent(label, texts.questions);
  // By its words and not by its place: whoever removes one example must not be told of others for that alone.
  const halves = examples.map(({ text }) =>
    (createHash('sha1').update(text).digest()[0] ?? 0) % 2 === 0 ? 'even' : 'odd',
  );
  const matcherWithout = oncePerKey((half) => {
    const others = examples.filter((_, at) => halves[at] !== half);
    return new Matcher(new Classifier(train(others, language), language), options);
  });
  return (at) => {
    const { text = '', label = '' } = examples[at] ?? {};
    const { outcome, candidates } = matcherWithout(halves[at] ?? 'even').match(text);
    const [best] = candidates;
    if (!best || listed(best.intent) === listed(label)) return undefined;
    return { intent: best.intent, isSure: outcome === 'answer' && best.confidence >= SURE };
  };
}

/** Warns about an example that another one of the same question repeats: about one of the two, or about the one that is new. */
function twinsOf(
  { text, label, written }: WrittenExample,
  examples: readonly WrittenExample[],
  nearest: Nearest | undefined,
  isNew = false,
): ExampleWarning[] {
  const own = nearest?.own;
  const twin = own && examples[own.index];
  if (!twin || own.likeness < ALIKE || !(isNew || text <= twin.text)) return [];
  const fix = 'remove one of the two, or say it in other words';
  return [{ label, example: written, reason: `is nearly the same as "${twin.written}"`, fix }];
}

/** Warns about an example to which one of another question is closer than any of its own. */
function rivalsOf(
  { label, written }: WrittenExample,
  examples: readonly WrittenExample[],
  nearest: Nearest | undefined,
  texts: Texts,
): ExampleWarning[] {
  const other = nearest?.other;
  const rival = other && examples[other.index];
  if (!rival || shareWords(label, rival.label, texts)) return [];
  if (other.likeness < NEAR || other.likeness <= (nearest.own?.likeness ?? 0)) return [];
  const reason = `is nearer to "${rival.label}", which has "${rival.written}"`;
  return [{ label, example: written, reason, fix: 'move it there, or make clearer what is asked' }];
}

/** Checks whether one of two labels has the words of others on purpose, since it says that their matter is settled. */
function shareWords(one: string, other: string, { questions }: Texts): boolean {
  return [one, other].some((label) => questions[label]?.settled);
}

interface Likeness {
  index: number;
  likeness: number;
}

/** The most similar example of the same label, and of any other label. */
interface Nearest {
  own?: Likeness;
  other?: Likeness;
}

/** Compares words and their parts, not their meaning, by which all questions of one field look alike. */
function nearestOf(
  examples: readonly Example[],
  language: string,
  which = examples.map((_, at) => at),
): Nearest[] {
  const { stem } = languageOf(language);
  const vocabulary = vocabularyOf(
    examples.map(({ text }) => text),
    stem,
  );
  const featurizer = new Featurizer(vocabulary, stem, undefined);
  const vectors = examples.map(({ text }) => featurizer.vectorOf(text));
  const lengths = vectors.map(({ value }) => Math.hypot(...value) || 1);
  const asked = new Set<number>();
  for (const i of which) for (const feature of vectors[i]?.index ?? []) asked.add(feature);
  const holders = holdersOf(vectors, featurizer.size, asked);
  return which.map((i) => {
    const nearest: Nearest = {};
    const vector = vectors[i];
    if (!vector) return nearest;
    const products = productsWith(vector, holders, vectors.length);
    // A loop of its own, since it runs for each pair of 45,000 examples.
    for (let j = 0; j < products.length; j++) {
      const likeness = (products[j] as number) / ((lengths[i] as number) * (lengths[j] as number));
      if (i === j || likeness === 0) continue;
      const side = examples[j]?.label === examples[i]?.label ? 'own' : 'other';
      if (likeness > (nearest[side]?.likeness ?? 0)) nearest[side] = { index: j, likeness };
    }
    return nearest;
  });
}

/** By feature, of those that are asked for: the examples that have it, and how strongly. */
type Holders = { index: Int32Array; value: Float32Array }[];

function holdersOf(vectors: readonly SparseVector[], features: number, asked: ReadonlySet<number>): Holders {
  const lists: { index: number[]; value: number[] }[] = Array.from({ length: features }, () => ({
    index: [],
    value: [],
  }));
  vectors.forEach(({ index, value }, example) => {
    index.forEach((feature, j) => {
      if (!asked.has(feature)) return;
      lists[feature]?.index.push(example);
      lists[feature]?.value.push(value[j] ?? 0);
    });
  });
  return lists.map(({ index, value }) => ({
    index: Int32Array.from(index),
    value: Float32Array.from(value),
  }));
}

/** Multiplies a vector with those of all examples. */
function productsWith({ index, value }: SparseVector, holders: Holders, examples: number): Float32Array {
  const sums = new Float32Array(examples);
  for (let f = 0; f < index.length; f++) {
    const held = holders[index[f] as number];
    if (!held) continue;
    const v = value[f] as number;
    for (let k = 0; k < held.index.length; k++) {
      const example = held.index[k] as number;
      sums[example] = (sums[example] as number) + v * (held.value[k] as number);
    }
  }
  return sums;
}
