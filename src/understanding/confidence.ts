/** The scores of a text from which the confidence in one intent is computed. */
export interface Evidence {
  /** The intent's own score. */
  score: number;
  /** Its lead over the next intent; negative where it is behind the first. */
  lead: number;
  /** The best score of any out-of-scope group. */
  outside: number;
}

interface Weights extends Evidence {
  bias: number;
}

/**
 * Fitted by logistic regression to the content pack's own examples, each scored by a model that had not seen its block
 * of examples (roughly: its writer's). `npm run bench:calibration` computes these again.
 */
const MEANT: Weights = { score: 2.2, lead: 2, outside: -4.3, bias: -4.2 };
const IN_SCOPE: Weights = { score: 3.5, lead: 0, outside: -5.9, bias: -3.4 };

/** Returns the likelihood, from 0 to 1, that this intent is meant. */
export function likelihoodMeant(evidence: Evidence): number {
  return likelihood(evidence, MEANT);
}

/** Returns the likelihood, from 0 to 1, that any intent is meant, given the evidence for the best one. */
export function likelihoodInScope(evidence: Evidence): number {
  return likelihood(evidence, IN_SCOPE);
}

function likelihood(evidence: Evidence, weights: Weights): number {
  const { score, lead, outside, bias } = weights;
  const sum = score * evidence.score + lead * evidence.lead + outside * evidence.outside + bias;
  return 1 / (1 + Math.exp(-sum));
}
