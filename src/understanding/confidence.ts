/** The scores of a text from which the confidence in one intent is computed. */
export interface Evidence {
  /** The intent's own score. */
  score: number;
  /** The best score of any out-of-scope group. */
  outside: number;
  /** The logarithm of the odds of this intent among all labels. */
  odds: number;
}

interface Weights extends Evidence {
  bias: number;
}

/**
 * Fitted by logistic regression to the content pack's own examples, each scored by a model that had not seen its block
 * of examples (roughly: its writer's). `npm run bench:calibration` computes these again.
 */
const MEANT: Weights = { score: 0.03, outside: -0.23, odds: 0.43, bias: -0.53 };
const IN_SCOPE: Weights = { score: 3.41, outside: -5.51, odds: 0, bias: -1.5 };

/** Returns the likelihood, from 0 to 1, that this intent is meant. */
export function likelihoodMeant(evidence: Evidence): number {
  return likelihood(evidence, MEANT);
}

/** Returns the likelihood, from 0 to 1, that any intent is meant, given the evidence for the best one. */
export function likelihoodInScope(evidence: Evidence): number {
  return likelihood(evidence, IN_SCOPE);
}

function likelihood({ score, outside, odds }: Evidence, weights: Weights): number {
  const sum = weights.score * score + weights.outside * outside + weights.odds * odds + weights.bias;
  return 1 / (1 + Math.exp(-sum));
}
