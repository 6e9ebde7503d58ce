import { textsOf } from '../../../src/content/content.ts';
import { loadContent } from '../../../src/content/load.ts';
import { Classifier, type Example, train } from '../../../src/understanding/classifier.ts';
import { type Evidence, likelihoodInScope, likelihoodMeant } from '../../../src/understanding/confidence.ts';
import { DenialFinder } from '../../../src/understanding/denials/denial-finder.ts';
import { examplesOf } from '../../../src/understanding/examples.ts';
import { listedIntent } from '../../../src/understanding/match-summary.ts';
import { type Match, Matcher } from '../../../src/understanding/matcher.ts';
import { languageOf, matcherOptionsOf } from '../../../src/understanding/understand.ts';

/**
 * `npm run bench:calibration`: scores every example of the content pack with a model that has seen nothing of its writer,
 * and prints the weights for `src/understanding/confidence.ts` that fit best, with what different thresholds would do, and how
 * many right answers are lost since the example was wrongly taken for a denial.
 */

/** Writers stand one after the other in a file, so that a block of it is, by and large, one writer's. */
const BLOCKS = 6;
const ROUNDS = 3000;
const RATE = 1;
/** Keeps the weights small where they hardly matter. */
const SHRINK = 1e-4;

const texts = textsOf(loadContent('data'), 'en');
const language = languageOf('en');
const options = matcherOptionsOf(texts);

/** The scores of a text's likeliest intent, and whether that one, or any, is meant. */
interface Observation extends Evidence {
  isMeant: boolean;
  isInScope: boolean;
  /** Whether it would be answered rightly, were it not taken for a denial. */
  isWronglyDenied: boolean;
}

const observations = Array.from({ length: BLOCKS }, (_, block) => observe(block)).flat();
console.log(
  'MEANT   ',
  fit(({ isMeant }) => isMeant, true),
);
console.log(
  'IN_SCOPE',
  fit(({ isInScope }) => isInScope, false),
);
console.table(
  [0.65, 0.7, 0.75, 0.8].flatMap((answerFrom) =>
    [0.4, 0.5, 0.6].map((offerFrom) => outcomesAt(answerFrom, offerFrom)),
  ),
);

const lost = observations.filter(({ isWronglyDenied }) => isWronglyDenied).length;
console.log('answers lost to denials', lost, 'of', observations.filter(({ isInScope }) => isInScope).length);

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
  const listed = (id: string) => listedIntent(id, texts.questions);
  return here.flatMap(({ text, label }) => {
    const [best] = matcher.weigh(text).ranked;
    if (!best) return [];
    const isInScope = !options.outOfScope.has(label);
    const isMeant = isInScope && listed(best.label) === listed(label);
    const isRight = ({ outcome, candidates: [first] }: Match) =>
      isInScope && outcome === 'answer' && first !== undefined && listed(first.intent) === listed(label);
    const isWronglyDenied = isRight(believing.match(text)) && !isRight(matcher.match(text));
    return [
      { score: best.score, lead: best.lead, outside: best.outside, isMeant, isInScope, isWronglyDenied },
    ];
  });
}

/**
 * Logistic regression by gradient descent, without the lead where only the scope is asked for. What is out of scope
 * counts as much, all together, as what is in scope, though there is less of it.
 */
function fit(isTrue: (observation: Observation) => boolean, withLead: boolean): Record<string, number> {
  const inScope = observations.filter(({ isInScope }) => isInScope).length;
  const outOfScope = observations.length - inScope;
  const rows = observations.map((o) => ({
    x: [o.score, withLead ? o.lead : 0, o.outside, 1],
    y: Number(isTrue(o)),
    counts: o.isInScope ? 1 : inScope / outOfScope,
  }));
  const weights = [0, 0, 0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const slope = [0, 0, 0, 0];
    for (const { x, y, counts } of rows) {
      const sum = x.reduce((total, v, i) => total + v * (weights[i] ?? 0), 0);
      const error = counts * (1 / (1 + Math.exp(-sum)) - y);
      x.forEach((v, i) => {
        slope[i] = (slope[i] ?? 0) + error * v;
      });
    }
    weights.forEach((weight, i) => {
      weights[i] = weight - RATE * ((slope[i] ?? 0) / (2 * inScope) + SHRINK * weight);
    });
  }
  const [score, lead, outside, bias] = weights.map((weight) => Number(weight.toFixed(1)));
  return { score: score ?? 0, lead: lead ?? 0, outside: outside ?? 0, bias: bias ?? 0 };
}

/** Shows what would become of the examples with the weights in use now. */
function outcomesAt(answerFrom: number, offerFrom: number): Record<string, string> {
  const inside = observations.filter(({ isInScope }) => isInScope);
  const outside = observations.filter(({ isInScope }) => !isInScope);
  const isKnown = (o: Observation) => likelihoodInScope(o) >= offerFrom;
  const isAnswered = (o: Observation) => isKnown(o) && likelihoodMeant(o) >= answerFrom;
  const share = (list: Observation[], holds: (o: Observation) => boolean) =>
    `${((100 * list.filter(holds).length) / list.length).toFixed(1)} %`;
  return {
    answerFrom: String(answerFrom),
    offerFrom: String(offerFrom),
    right: share(inside, (o) => isAnswered(o) && o.isMeant),
    wrong: share(inside, (o) => isAnswered(o) && !o.isMeant),
    'in scope declined': share(inside, (o) => !isKnown(o)),
    'out of scope answered': share(outside, isAnswered),
    'out of scope declined': share(outside, (o) => !isKnown(o)),
  };
}
