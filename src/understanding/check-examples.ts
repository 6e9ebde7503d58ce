import type { Texts } from '../content/content.ts';
import type { Example } from './classifier.ts';
import { ownExamplesOf, type WrittenExample } from './examples.ts';
import { Featurizer, vocabularyOf } from './features.ts';
import type { SparseVector } from './linear-svm.ts';
import { languageOf } from './understand.ts';

/** Fewer examples than these do not show how differently people ask. */
const FEWEST = 15;
/** From this likeness on two examples teach the same (1: the same words). */
const ALIKE = 0.93;
/** From this likeness on an example of another question is one that could have been written for this one. */
const NEAR = 0.7;

/** Something about the examples that makes questions harder to tell apart. */
export interface ExampleWarning {
  label: string;
  /** The example it is about; undefined where it is about all of them. */
  example?: string;
  reason: string;
  fix: string;
}

/** Looks for questions with too few examples, for examples that teach the same, and for those nearer to another question. */
export function checkExamples(texts: Texts): ExampleWarning[] {
  const examples = ownExamplesOf(texts);
  const nearest = nearestOf(examples, texts.language);
  const few = Object.entries({ ...texts.questions, ...texts.outOfScope })
    .filter(([, { examples: own }]) => own.length < FEWEST)
    .map(([label, { examples: own }]) => ({
      label,
      reason: `has ${own.length} examples`,
      fix: `add examples until there are ${FEWEST}, in words that differ`,
    }));
  return [...few, ...examples.flatMap((example, i) => warningsFor(example, examples, nearest[i]))];
}

function warningsFor(
  { text, label, written }: WrittenExample,
  examples: readonly WrittenExample[],
  nearest: Nearest | undefined,
): ExampleWarning[] {
  const own = nearest?.own;
  const other = nearest?.other;
  const twin = own && examples[own.index];
  const rival = other && examples[other.index];
  const warnings: ExampleWarning[] = [];
  if (twin && own.likeness >= ALIKE && text <= twin.text) {
    const fix = 'remove one of the two, or say it in other words';
    warnings.push({ label, example: written, reason: `is nearly the same as "${twin.written}"`, fix });
  }
  if (rival && other.likeness >= NEAR && other.likeness > (own?.likeness ?? 0)) {
    const reason = `is nearer to "${rival.label}", which has "${rival.written}"`;
    warnings.push({ label, example: written, reason, fix: 'move it there, or make clearer what is asked' });
  }
  return warnings;
}

interface Likeness {
  index: number;
  likeness: number;
}

/** The likest example of the same label, and of any other one. */
interface Nearest {
  own?: Likeness;
  other?: Likeness;
}

/** Compares words and their parts; the meaning of words makes all questions of one field look alike. */
function nearestOf(examples: readonly Example[], language: string): Nearest[] {
  const { stem } = languageOf(language);
  const vocabulary = vocabularyOf(
    examples.map(({ text }) => text),
    stem,
  );
  const featurizer = new Featurizer(vocabulary, stem, undefined);
  const vectors = examples.map(({ text }) => featurizer.vectorOf(text));
  const lengths = vectors.map(({ value }) => Math.hypot(...value));
  const holders = holdersOf(vectors, featurizer.size);
  return vectors.map((vector, i) => {
    const likeness = likenesses(vector, holders, vectors.length);
    const nearest: Nearest = {};
    examples.forEach(({ label }, j) => {
      if (i === j) return;
      const side = label === examples[i]?.label ? 'own' : 'other';
      const value = (likeness[j] ?? 0) / ((lengths[i] ?? 1) * (lengths[j] ?? 1) || 1);
      if (value > (nearest[side]?.likeness ?? 0)) nearest[side] = { index: j, likeness: value };
    });
    return nearest;
  });
}

type Holders = { index: number[]; value: number[] }[];

/** By feature: which examples have it, and how much. */
function holdersOf(vectors: readonly SparseVector[], features: number): Holders {
  const holders: Holders = Array.from({ length: features }, () => ({ index: [], value: [] }));
  vectors.forEach(({ index, value }, example) => {
    index.forEach((feature, j) => {
      holders[feature]?.index.push(example);
      holders[feature]?.value.push(value[j] ?? 0);
    });
  });
  return holders;
}

function likenesses({ index, value }: SparseVector, holders: Holders, examples: number): Float32Array {
  const sums = new Float32Array(examples);
  index.forEach((feature, j) => {
    const held = holders[feature];
    const v = value[j] ?? 0;
    held?.index.forEach((example, k) => {
      sums[example] = (sums[example] ?? 0) + v * (held.value[k] ?? 0);
    });
  });
  return sums;
}
