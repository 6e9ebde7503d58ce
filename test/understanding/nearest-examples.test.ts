import { expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import type { Example } from '../../src/understanding/classifier/classifier.ts';
import { Featurizer, vocabularyOf } from '../../src/understanding/classifier/features.ts';
import { questionExamplesOf } from '../../src/understanding/examples.ts';
import { nearestExamples } from '../../src/understanding/nearest-examples.ts';
import { languageOf } from '../../src/understanding/understand.ts';
import { pack } from '../support/clinician.ts';

const { stem } = languageOf('en');
const examples = questionExamplesOf(textsOf(pack, 'en')).filter((_, at) => at % 397 === 0);
const all = [...examples.keys()];

test('The nearest examples are those that a comparison of every pair finds', () => {
  const likeness = everyLikeness(examples);
  nearestExamples(examples, stem, all, 0.2).forEach(({ own, other }, i) => {
    const most = (isOwn: boolean): number =>
      Math.max(
        isOwn ? 0 : 0.2,
        ...all
          .filter((j) => j !== i && (examples[j]?.label === examples[i]?.label) === isOwn)
          .map((j) => likeness(i, j)),
      );
    expect(own?.likeness ?? 0).toBeCloseTo(most(true), 4);
    expect(other?.likeness ?? 0.2).toBeCloseTo(most(false), 4);
    if (other) expect(likeness(i, other.index)).toBeCloseTo(other.likeness, 4);
  });
});

test('An example of another label that is not like enough is left out', () => {
  const few = [
    { label: 'one', text: 'the code does not come' },
    { label: 'two', text: 'the code does not scan' },
    { label: 'two', text: 'a ladder to the moon' },
  ];
  const [nearest] = nearestExamples(few, stem, [0], 0.99);
  expect(nearest).toEqual({ own: undefined, other: undefined });
  expect(nearestExamples(few, stem, [0], 0.3)[0]?.other?.index).toBe(1);
});

function everyLikeness(texts: readonly Example[]): (i: number, j: number) => number {
  const vocabulary = vocabularyOf(
    texts.map(({ text }) => text),
    stem,
  );
  const featurizer = new Featurizer(vocabulary, stem, undefined);
  const vectors = texts.map(({ text }) => {
    const { index, value } = featurizer.vectorOf(text);
    const length = Math.hypot(...value);
    return new Map(Array.from(index, (feature, f) => [feature, (value[f] ?? 0) / length]));
  });
  return (i, j) => [...(vectors[i] ?? [])].reduce((sum, [f, v]) => sum + v * (vectors[j]?.get(f) ?? 0), 0);
}
