import { textsOf } from '../../../src/content/content.ts';
import { loadContent } from '../../../src/content/load.ts';
import { Classifier, type Example, train } from '../../../src/understanding/classifier/classifier.ts';
import { type Evidence, likelihoodInScope, likelihoodMeant } from '../../../src/understanding/confidence.ts';
import { DenialFinder } from '../../../src/understanding/denials/denial-finder.ts';
import { examplesOf } from '../../../src/understanding/examples.ts';
import { listedIntent } from '../../../src/understanding/match-summary.ts';
import { type Match, Matcher } from '../../../src/understanding/matcher.ts';
import { languageOf, matcherOptionsOf } from '../../../src/understanding/understand.ts';
import { readRealQuestions } from './datasets.ts';

/**
 * `npm run --silent bench:calibration -- [folder]`: scores every example of the content pack with a model that has seen nothing of
 * its writer, and prints the weights for `src/understanding/confidence.ts` that fit best, with what different thresholds would do:
 * to these examples, to the last block of them, which are written as real people write, and to the questions of real people in the
 * folder (real-questions.jsonl). It also counts the right answers that are lost since an example was taken for a denial.
 */

/** Writers stand one after the other in a file, so that a block of it is, by and large, one writer's. */
const BLOCKS = 6;
const ROUNDS = 3000;
const RATE = 1;
/** Keeps the weights small where they hardly matter. */
const SHRINK = 1e-4;
const MEANT_BY = ['score', 'outside', 'odds'] as const;
const IN_SCOPE_BY = ['score', 'outside'] as const;

const texts = textsOf(loadContent('data'), 'en');
const language = languageOf('en');
const options = matcherOptionsOf(texts);
const listed = (id: string) => listedIntent(id, texts.questions);
const [folder] = process.argv.slice(2);

/** The scores of a text's likeliest intent, and whether that one, or any, is meant. */
interface Observation extends Evidence {
  isMeant: boolean;
  isInScope: boolean;
}

let lost = 0;
const blocks = Array.from({ length: BLOCKS }, (_, block) => observe(block));
const observations = blocks.flat();
const real = folder === undefined ? undefined : readRealQuestions(folder, 'en');
console.log(
  'MEANT   ',
  fit(({ isMeant }) => isMeant, MEANT_BY, 'as they are'),
);
console.log(
  'IN_SCOPE',
  fit(({ isInScope }) => isInScope, IN_SCOPE_BY, 'half and half'),
);
showOutcomes('all examples', observations);
showOutcomes('the last block, as real people write', blocks.at(-1) ?? []);
if (real) showOutcomes('real people, English', observeReal(real));
console.log(`Right answers lost since the example was taken for a denial: ${lost} of ${observations.length}`);

function observe(block: number): Observation[] {
  const examples = [...Map.groupBy(examplesOf(texts), ({ label }) => label).values()];
  const isHere = (_: Example, at: number, { length }: Example[]) =>
    Math.floor((at * BLOCKS) / length) === block;
  const here = examples.flatMap((own) => own.filter(isHere));
  const others = examples.flatMap((own) => own.filter((...which) => !isHere(...which)));
  const classifier = new Classifier(train(others, language), language);
  const denials = new DenialFinder(texts.denials, () => others, language.stem);
  const matcher = new Matcher(classifier, { ...options, denials });
  const believing = new Matcher(classifier, { ...options, denials: undefined });
  // What says that all is well means none of them, and is not out of scope either.
  const asking = here.filter(({ label }) => !options.settled.has(label));
  return asking.flatMap(({ text, label }) => {
    const meant = options.outOfScope.has(label) ? [] : [listed(label)];
    if (isAnswered(believing.match(text), meant) && !isAnswered(matcher.match(text), meant)) lost += 1;
    return observationOf(matcher, text, meant);
  });
}

function isAnswered({ outcome, candidates: [first] }: Match, meant: string[]): boolean {
  return outcome === 'answer' && first !== undefined && meant.includes(listed(first.intent));
}

function observeReal({
  inScope,
  outOfScope,
}: NonNullable<ReturnType<typeof readRealQuestions>>): Observation[] {
  const matcher = new Matcher(new Classifier(train(examplesOf(texts), language), language), options);
  return [
    ...inScope.flatMap(({ text, label, alsoRight = [] }) =>
      observationOf(matcher, text, [label, ...alsoRight]),
    ),
    ...outOfScope.flatMap((text) => observationOf(matcher, text, [])),
  ];
}

/** Scores a text that means one of these intents, or none where it is out of scope. */
function observationOf(matcher: Matcher, text: string, meant: string[]): Observation[] {
  const [best] = matcher.weigh(text).ranked;
  if (!best) return [];
  const { label, ...evidence } = best;
  return [{ ...evidence, isMeant: meant.includes(listed(label)), isInScope: meant.length > 0 }];
}

/**
 * Logistic regression by gradient descent on evidence that is first brought to one scale. "Half and half", what is out of scope
 * counts as much, all together, as what is in scope, though there is less of it.
 */
function fit(
  isTrue: (observation: Observation) => boolean,
  by: readonly (keyof Evidence)[],
  mixture: 'as they are' | 'half and half',
): Record<string, number> {
  const inScope = observations.filter(({ isInScope }) => isInScope).length;
  const outOfScope = observations.length - inScope;
  const scales = by.map((key) => {
    const values = observations.map((o) => o[key]);
    const mean = values.reduce((total, v) => total + v, 0) / values.length;
    return {
      mean,
      spread: Math.sqrt(values.reduce((total, v) => total + (v - mean) ** 2, 0) / values.length),
    };
  });
  const rows = observations.map((o) => ({
    x: [...by.map((key, i) => (o[key] - (scales[i]?.mean ?? 0)) / (scales[i]?.spread ?? 1)), 1],
    y: Number(isTrue(o)),
    counts: o.isInScope || mixture === 'as they are' ? 1 : inScope / outOfScope,
  }));
  const total = rows.reduce((sum, { counts }) => sum + counts, 0);
  const weights = Array.from({ length: by.length + 1 }, () => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const slope = weights.map(() => 0);
    for (const { x, y, counts } of rows) {
      const sum = x.reduce((total, v, i) => total + v * (weights[i] ?? 0), 0);
      const error = counts * (1 / (1 + Math.exp(-sum)) - y);
      x.forEach((v, i) => {
        slope[i] = (slope[i] ?? 0) + error * v;
      });
    }
    weights.forEach((weight, i) => {
      weights[i] = weight - RATE * ((slope[i] ?? 0) / total + SHRINK * weight);
    });
  }
  let bias = weights.at(-1) ?? 0;
  const fitted = by.map((key, i) => {
    const weight = (weights[i] ?? 0) / (scales[i]?.spread ?? 1);
    bias -= weight * (scales[i]?.mean ?? 0);
    return [key, Number(weight.toFixed(2))];
  });
  return { ...Object.fromEntries(fitted), bias: Number(bias.toFixed(2)) };
}

function showOutcomes(name: string, of: readonly Observation[]): void {
  console.log(`\n${name}: ${of.length}`);
  console.table(
    [0.5, 0.55, 0.6, 0.7].flatMap((answerFrom) =>
      [0.4, 0.55, 0.62].map((inScopeFrom) => outcomesAt(of, answerFrom, inScopeFrom)),
    ),
  );
}

/** Shows what would become of texts with the weights in use now. */
function outcomesAt(
  of: readonly Observation[],
  answerFrom: number,
  inScopeFrom: number,
): Record<string, string> {
  const inside = of.filter(({ isInScope }) => isInScope);
  const outside = of.filter(({ isInScope }) => !isInScope);
  const isKnown = (o: Observation) => likelihoodInScope(o) >= inScopeFrom;
  const isAnswered = (o: Observation) => isKnown(o) && likelihoodMeant(o) >= answerFrom;
  const share = (list: Observation[], holds: (o: Observation) => boolean) =>
    `${((100 * list.filter(holds).length) / list.length).toFixed(1)} %`;
  return {
    answerFrom: String(answerFrom),
    inScopeFrom: String(inScopeFrom),
    right: share(inside, (o) => isAnswered(o) && o.isMeant),
    wrong: share(inside, (o) => isAnswered(o) && !o.isMeant),
    'in scope below that': share(inside, (o) => !isKnown(o)),
    'out of scope answered': share(outside, isAnswered),
    'out of scope below that': share(outside, (o) => !isKnown(o)),
  };
}
