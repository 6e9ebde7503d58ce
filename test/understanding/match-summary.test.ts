import { describe, expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { summarizeCommand, summarizeMatch } from '../../src/understanding/match-summary.ts';
import { pack } from '../support/clinician.ts';
import { plainQuestion } from './little-questions.ts';

const texts = {
  ...textsOf(pack, 'en'),
  questions: {
    listed: plainQuestion,
    special: { ...plainQuestion, refines: 'listed' },
    other: plainQuestion,
    again: { ...plainQuestion, answer: undefined, command: 'restart' as const },
  },
};
const match = {
  outcome: 'answer' as const,
  candidates: [
    { intent: 'special', confidence: 0.91239 },
    { intent: 'listed', confidence: 0.4 },
    { intent: 'other', confidence: 0.2 },
  ],
  outOfScope: undefined,
};

describe('The line of JSON that a program reads', () => {
  test('names the listed intent that a special one refines, once', () => {
    expect(summarizeMatch('what?', match, texts)).toEqual({
      text: 'what?',
      intent: 'listed',
      confidence: 0.912,
      outcome: 'answer',
      alternatives: [{ intent: 'other', confidence: 0.2 }],
      language: 'en',
    });
  });

  test('names the best intent even where it is not answered', () => {
    expect(summarizeMatch('hm', { ...match, outcome: 'none' }, texts)).toMatchObject({
      intent: 'listed',
      outcome: 'none',
    });
  });

  test('names "none" for a text that is out of scope', () => {
    const outside = { ...match, outcome: 'none' as const, outOfScope: 'clinical' };
    expect(summarizeMatch('dose?', outside, texts)).toMatchObject({ intent: 'none', outcome: 'none' });
  });

  test('gives a typed command its intent, for certain', () => {
    expect(summarizeCommand('start over', 'restart', texts)).toMatchObject({
      intent: 'again',
      confidence: 1,
    });
    expect(summarizeCommand('skip', 'skip', texts)).toBeUndefined();
  });
});
