import { createHash } from 'node:crypto';
import type { Texts } from '../content/content.ts';
import { oncePerKey } from '../lib/once-per-key.ts';
import { Classifier, train } from './classifier/classifier.ts';
import { splitWords } from './classifier/split-text.ts';
import { questionExamplesOf, type WrittenExample } from './examples.ts';
import { listedIntent } from './match-summary.ts';
import { Matcher } from './matcher.ts';
import { type Nearest, nearestExamples } from './nearest-examples.ts';
import { languageOf, matcherOptionsOf } from './understand.ts';

/** A question with fewer examples does not show how differently people ask it. */
const FEWEST = 15;
/** Two examples at least this similar teach the same thing (1: the same words). */
const ALIKE = 0.93;
/** An example of another question more similar than this could have been written for this one. */
const NEAR = 0.7;
/** An example less similar than this to every other one of its question stands alone. */
const UNLIKE = 0.3;
/** At this confidence or above, another question surely claims the example. */
const SURE = 0.97;
/** How rare words are is told by one of so many examples. */
const RARITY_BY = 10;
/** In letters: words that begin alike may be the same with another ending. */
const BEGINNING = 5;

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
  const nearest = nearestTo([...examples.keys()], examples, texts.language);
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
  const all = questionExamplesOf(texts);
  const added = all.findLast((one) => one.label === label && one.written === example);
  if (!added) return [];
  const examples = comparableWith(added, all);
  const [nearest] = nearestTo([examples.length - 1], examples, texts.language);
  return [...twinsOf(added, examples, nearest, true), ...rivalsOf(added, examples, nearest, texts)];
}

/**
 * Picks the examples that one has to be compared with, since comparing it with all takes too long for somebody who waits: those that
 * have half of its words, and every tenth of the others, which tell how rare a word is. The one itself comes last.
 */
function comparableWith(added: WrittenExample, examples: readonly WrittenExample[]): WrittenExample[] {
  const beginningsOf = (text: string) => new Set(splitWords(text).map((word) => word.slice(0, BEGINNING)));
  const wanted = beginningsOf(added.text);
  const fewest = Math.max(1, Math.floor(wanted.size / 2));
  const others = examples.filter(({ label, written, text }, at) => {
    if (label === added.label && written === added.written) return false;
    return (
      at % RARITY_BY === 0 || [...beginningsOf(text)].filter((word) => wanted.has(word)).length >= fewest
    );
  });
  return [...others, added];
}

function nearestTo(
  which: readonly number[],
  examples: readonly WrittenExample[],
  language: string,
): Nearest[] {
  return nearestExamples(examples, languageOf(language).stem, which, NEAR);
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
  if (other.likeness <= (nearest.own?.likeness ?? 0)) return [];
  const reason = `is nearer to "${rival.label}", which has "${rival.written}"`;
  return [{ label, example: written, reason, fix: 'move it there, or make clearer what is asked' }];
}

/** Checks whether one of two labels has the words of others on purpose, since it says that their matter is settled. */
function shareWords(one: string, other: string, { questions }: Texts): boolean {
  return [one, other].some((label) => questions[label]?.settled);
}
