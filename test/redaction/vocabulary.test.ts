import { describe, expect, test } from 'vitest';
import type { Content } from '../../src/content/content.ts';
import { vocabularyOf } from '../../src/redaction/vocabulary.ts';
import { pack } from '../support/clinician.ts';

const english = pack.languages.get('en');
if (english === undefined) throw new Error('The pack has no English.');

/** The English pack with one question, which has these examples. */
function withExamples(examples: string[]): Content {
  const texts = english as NonNullable<typeof english>;
  const [[id, question] = []] = Object.entries(texts.questions);
  if (id === undefined || question === undefined) throw new Error('The pack has no question.');
  return {
    ...pack,
    languages: new Map([['en', { ...texts, questions: { [id]: { ...question, examples } } }]]),
  };
}

const isCommon = (examples: string[], word: string) => vocabularyOf(withExamples(examples)).isCommon(word);
const times = (count: number, example: string) => Array.from({ length: count }, () => example);

describe('A word of the examples', () => {
  test('is ordinary where three examples have it, and may be a password where two have', () => {
    expect(isCommon(times(3, 'the wombat is gone'), 'wombat')).toBe(true);
    expect(isCommon(times(2, 'the wombat is gone'), 'wombat')).toBe(false);
  });

  test('has to come more often in a pack with more examples', () => {
    const many = times(100_000, 'i never get a code');
    expect(isCommon([...many, ...times(4, 'the wombat is gone')], 'wombat')).toBe(false);
    expect(isCommon([...many, ...times(20, 'the wombat is gone')], 'wombat')).toBe(true);
  });
});

test('A word of an answer is ordinary, however rare it is', () => {
  expect(vocabularyOf(withExamples([])).isCommon('commission')).toBe(true);
});
