import { describe, expect, test } from 'vitest';
import type { Match } from '../../../src/understanding/matcher.ts';
import { questionsAfter } from '../../../src/understanding/replies/question-after.ts';

function match(outcome: Match['outcome'], likelihoods: Record<string, number>): Match {
  const candidates = Object.entries(likelihoods).map(([intent, confidence]) => ({ intent, confidence }));
  return { outcome, candidates, outOfScope: undefined };
}

/** After the answer to "pin", together with which nearly everything looks most like "pin". */
const after = (alone: Match, together: Record<string, number>) =>
  questionsAfter(alone, match('answer', { pin: 0.98, ...together }), 'pin');

describe('A question that goes on from an answer', () => {
  test('is answered where it means the same alone and together with the earlier one', () => {
    const found = after(match('answer', { ended: 0.88, sms: 0.77 }), { sms: 0.4, ended: 0.04 });
    expect(found).toEqual({ outcome: 'answer', questions: ['sms', 'ended'] });
  });

  test('means what it says alone where that is certain, or is what was just answered', () => {
    expect(after(match('answer', { phone: 0.94 }), {}).outcome).toBe('alone');
    expect(after(match('answer', { pin: 0.75 }), {}).outcome).toBe('alone');
  });

  test('is asked back where only one of the two is sure', () => {
    const found = after(match('answer', { why: 0.85, left: 0.64 }), { left: 0.1 });
    expect(found).toEqual({ outcome: 'suggest', questions: ['left', 'why'] });
  });

  test('is more than is known where neither means anything else', () => {
    expect(after(match('suggest', { phone: 0.24 }), { phone: 0.08 }).outcome).toBe('nothing');
    expect(after(match('none', {}), {}).outcome).toBe('nothing');
  });

  test('counts as a whole question with one that was not answered', () => {
    const together = match('answer', { reset: 0.9 });
    expect(questionsAfter(match('none', {}), together, undefined)).toEqual({
      outcome: 'answer',
      questions: ['reset'],
    });
    expect(questionsAfter(match('answer', { phone: 0.8 }), together, undefined).outcome).toBe('alone');
    expect(questionsAfter(match('none', {}), match('none', {}), undefined).outcome).toBe('alone');
  });
});
