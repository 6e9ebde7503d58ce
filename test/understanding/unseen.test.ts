import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LANGUAGE, hasAnswer, textsOf } from '../../src/content/content.ts';
import { listedIntent } from '../../src/understanding/match-summary.ts';
import { readQuestions, type Tested } from '../bench/understanding/datasets.ts';
import { pack } from '../support/clinician.ts';
import { sharedUnderstanding } from '../support/shared-understanding.ts';
import { taughtAmong } from './taught.ts';

const texts = textsOf(pack, DEFAULT_LANGUAGE);
const understand = sharedUnderstanding(pack);
const { inScope, outOfScope } = readQuestions(
  new URL('../bench/understanding/unseen-en.tsv', import.meta.url),
);
const listed = Object.keys(texts.questions).filter((id) => texts.questions[id]?.refines === undefined);

/** Tries questions on the assistant: what becomes of each, and whether what is right comes first or is offered. */
function tryOut(asked: readonly Tested[], language: string) {
  return asked.map(({ text, label, alsoRight = [] }) => {
    const { outcome, candidates } = understand(text, language);
    const ids = [...new Set(candidates.map(({ intent }) => listedIntent(intent, texts.questions)))];
    const isRight = (id: string | undefined) => id === label || alsoRight.includes(id ?? '');
    return { outcome, isFirst: isRight(ids[0]), isOffered: ids.slice(0, 3).some(isRight) };
  });
}

function share<Item>(list: readonly Item[], holds: (item: Item) => boolean): number {
  return list.filter(holds).length / list.length;
}

describe('The unseen questions', () => {
  test('are five or more for each listed question, and a hundred or more out of scope', () => {
    const counts = Map.groupBy(inScope, ({ label }) => label);
    expect([...counts.keys()].sort()).toEqual(listed.sort());
    for (const [label, own] of counts) expect(own.length, label).toBeGreaterThanOrEqual(5);
    expect(outOfScope.length).toBeGreaterThanOrEqual(100);
  });

  test('are none of the examples', () => {
    expect(taughtAmong([...inScope.map(({ text }) => text), ...outOfScope], texts)).toEqual([]);
  });

  test('get the right answer or offer, and out-of-scope texts are declined, as often as was aimed for', () => {
    const tried = tryOut(inScope, DEFAULT_LANGUAGE);
    const outside = outOfScope.map((text) => understand(text, DEFAULT_LANGUAGE).outcome);
    expect(share(tried, ({ isFirst }) => isFirst)).toBeGreaterThanOrEqual(0.92);
    expect(share(tried, ({ isOffered }) => isOffered)).toBeGreaterThanOrEqual(0.98);
    expect(share(tried, ({ outcome, isFirst }) => outcome === 'answer' && !isFirst)).toBeLessThanOrEqual(
      0.02,
    );
    const isHelped = ({ outcome, isFirst, isOffered }: (typeof tried)[number]) =>
      (outcome === 'answer' && isFirst) || (outcome === 'suggest' && isOffered);
    expect(share(tried, isHelped)).toBeGreaterThanOrEqual(0.94);
    expect(share(outside, (outcome) => outcome === 'answer')).toBeLessThanOrEqual(0.03);
    expect(share(outside, (outcome) => outcome === 'none')).toBeGreaterThanOrEqual(0.93);
  });
});

describe.each(['de', 'es', 'fr', 'it', 'nl', 'pl'])(
  'The unseen questions in another language (%s)',
  (language) => {
    const asked = readQuestions(new URL(`../bench/understanding/unseen-${language}.tsv`, import.meta.url));

    test('are three for each listed question, and fifty out of scope; few are examples', () => {
      const counts = Map.groupBy(asked.inScope, ({ label }) => label);
      expect([...counts.keys()].sort()).toEqual(listed.sort());
      for (const [label, tried] of counts) expect(tried.length, label).toBeGreaterThanOrEqual(3);
      expect(asked.outOfScope.length).toBeGreaterThanOrEqual(50);
    });

    test('get the right answer first, and are answered wrongly, as often as was aimed for', () => {
      const tried = tryOut(asked.inScope, language);
      expect(share(tried, ({ isFirst }) => isFirst)).toBeGreaterThanOrEqual(0.86);
      expect(share(tried, ({ isOffered }) => isOffered)).toBeGreaterThanOrEqual(0.95);
      expect(share(tried, ({ outcome, isFirst }) => outcome === 'answer' && !isFirst)).toBeLessThanOrEqual(
        0.03,
      );
      const answered = asked.outOfScope.filter((text) => understand(text, language).outcome === 'answer');
      expect(answered.length / asked.outOfScope.length).toBeLessThanOrEqual(0.08);
    });
  },
);

describe('The messages that tell a circumstance', () => {
  const told = readQuestions(new URL('../bench/understanding/told-en.tsv', import.meta.url));

  test('are a thousand or more, about each listed question that has an answer, and none of the examples', () => {
    expect(told.inScope.length).toBeGreaterThanOrEqual(1000);
    const asked = new Set(told.inScope.map(({ label }) => label));
    const withAnswer = listed.filter((id) => hasAnswer(texts.questions[id]));
    expect(withAnswer.filter((id) => !asked.has(id))).toEqual([]);
    expect(taughtAmong([...told.inScope.map(({ text }) => text), ...told.outOfScope], texts)).toEqual([]);
  });

  test('are answered rightly, or offered the right answer, as often as was aimed for on real people', () => {
    const tried = tryOut(told.inScope, DEFAULT_LANGUAGE);
    const right = share(tried, ({ outcome, isFirst }) => outcome === 'answer' && isFirst);
    const offered = share(tried, ({ outcome, isOffered }) => outcome === 'suggest' && isOffered);
    expect(right).toBeGreaterThanOrEqual(0.8);
    expect(right + offered).toBeGreaterThanOrEqual(0.92);
    expect(share(tried, ({ outcome, isFirst }) => outcome === 'answer' && !isFirst)).toBeLessThanOrEqual(
      0.05,
    );
  });
});

test('Every question has 15 examples or more, and there are 200 or more out of scope', () => {
  for (const [id, { examples }] of Object.entries(texts.questions))
    expect(examples.length, id).toBeGreaterThanOrEqual(15);
  const outside = Object.values(texts.outOfScope).flatMap(({ examples }) => examples);
  expect(outside.length).toBeGreaterThanOrEqual(200);
});

test('Every listed intent of the reference has its question', () => {
  const ids = readFileSync(new URL('./listed-intents.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  expect(ids).toHaveLength(77);
  expect(listed.sort()).toEqual(ids.sort());
});
