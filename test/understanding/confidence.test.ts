import { expect, test } from 'vitest';
import { likelihoodInScope, likelihoodMeant } from '../../src/understanding/confidence.ts';

const clear = { score: 1, outside: -1, odds: 8 };
const doubtful = { score: 0, outside: -0.5, odds: 0.5 };
const foreign = { score: -0.5, outside: 0.8, odds: -13 };

test('Likelihoods lie between 0 and 1 and put clear texts above doubtful ones, and those above foreign ones', () => {
  for (const likelihood of [likelihoodMeant, likelihoodInScope]) {
    const [best = 0, middle = 0, least = 0] = [clear, doubtful, foreign].map(likelihood);
    expect(best).toBeGreaterThan(middle);
    expect(middle).toBeGreaterThan(least);
    expect(best).toBeLessThanOrEqual(1);
    expect(least).toBeGreaterThanOrEqual(0);
  }
});

test('Two equal intents are both uncertain, though the text is in scope', () => {
  const torn = { ...clear, odds: 0 };
  expect(likelihoodMeant(torn)).toBeLessThan(likelihoodMeant(clear));
  expect(likelihoodInScope(torn)).toBe(likelihoodInScope(clear));
});
