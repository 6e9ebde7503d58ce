/** What the scores of a text say about an intent. */
export interface Evidence {
  /** The intent's own score. */
  score: number;
  /** How far it is ahead of the next intent; negative where it is behind the first. */
  lead: number;
  /** The score of what is out of scope. */
  outside: number;
}

interface Weights extends Evidence {
  bias: number;
}

/**
 * By logistic regression over the content pack's own examples, each scored by a model that had seen nothing of its
 * block, by and large its writer's: `npm run bench:calibration` prints these anew.
 */
const MEANT: Weights = { score: 2.2, lead: 2, outside: -4.3, bias: -4.2 };
const IN_SCOPE: Weights = { score: 3.5, lead: 0, outside: -5.9, bias: -3.4 };

/** How likely it is, from 0 to 1, that this intent is meant. */
export function likelihoodMeant(evidence: Evidence): number {
  return likelihood(evidence, MEANT);
}

/** How likely it is, from 0 to 1, that any intent is meant, by the evidence for the best one. */
export function likelihoodInScope(evidence: Evidence): number {
  return likelihood(evidence, IN_SCOPE);
}

function likelihood(evidence: Evidence, weights: Weights): number {
  const { score, lead, outside, bias } = weights;
  const sum = score * evidence.score + lead * evidence.lead + outside * evidence.outside + bias;
  return 1 / (1 + Math.exp(-sum));
}
