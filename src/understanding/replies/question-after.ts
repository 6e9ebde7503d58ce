import type { Candidate, Match } from '../matcher.ts';

/** In likelihood: a question this likely on its own is meant, whatever was asked before. */
const CERTAIN_ALONE = 0.9;
/** In likelihood: from here on the question that was answered is asked once more; below, something else about it. */
const REPEATED_FROM = 0.7;
/** In likelihood: a question this likely on its own is offered beside what both readings agree on. */
const LIKELY_ALONE = 0.8;
/** In likelihood that both readings agree on: from here on a question is answered, or offered. */
const ANSWER_FROM = 0.27;
const OFFER_FROM = 0.14;
const MOST_OFFERED = 3;

/** The meaning of words that go on from an earlier question. */
export interface QuestionsAfter {
  /**
   * `answer`: the first question is meant. `suggest`: one of them may be. `nothing`: it asks more about the earlier question than
   * its answer says. `alone`: the words mean what they say without the earlier question.
   */
  outcome: 'answer' | 'suggest' | 'nothing' | 'alone';
  questions: string[];
}

/**
 * Finds what words such as "and with the QR code?" mean, from what they mean `alone` and what they mean `together` with the
 * earlier question. Together they nearly always look most like that question, so the next one counts, if both agree on it.
 */
export function questionsAfter(alone: Match, together: Match, answered: string | undefined): QuestionsAfter {
  const [first] = alone.candidates;
  const isSure = alone.outcome === 'answer' && first !== undefined;
  if (answered === undefined) {
    const outcome = isSure || together.outcome === 'none' ? 'alone' : together.outcome;
    return { outcome, questions: intentsOf(together.candidates) };
  }
  const isRepeated = first?.intent === answered;
  if (isSure && first.confidence >= (isRepeated ? REPEATED_FROM : CERTAIN_ALONE))
    return { outcome: 'alone', questions: [] };
  const agreed = agreedOn(alone, together).filter(({ intent }) => intent !== answered);
  const [best] = agreed;
  if (best && best.confidence >= ANSWER_FROM) return { outcome: 'answer', questions: intentsOf(agreed) };
  const likely = agreed.filter(({ confidence }) => confidence >= OFFER_FROM);
  if (isSure && !isRepeated && first.confidence >= LIKELY_ALONE)
    return { outcome: 'suggest', questions: [...new Set([...intentsOf(likely), first.intent])] };
  return likely.length > 0
    ? { outcome: 'suggest', questions: intentsOf(likely) }
    : { outcome: 'nothing', questions: [] };
}

/** Returns the questions that two readings may both mean, the likeliest first. */
function agreedOn(one: Match, other: Match): Candidate[] {
  const likelihoods = new Map(other.candidates.map(({ intent, confidence }) => [intent, confidence]));
  return one.candidates
    .map(({ intent, confidence }) => ({
      intent,
      confidence: Math.sqrt(confidence * (likelihoods.get(intent) ?? 0)),
    }))
    .sort((a, b) => b.confidence - a.confidence);
}

function intentsOf(candidates: readonly Candidate[]): string[] {
  return candidates.slice(0, MOST_OFFERED).map(({ intent }) => intent);
}
