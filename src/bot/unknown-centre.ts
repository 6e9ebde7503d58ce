import { isAtCentre } from '../../dialogs/questions/not-understood.ts';
import type { Turn } from '../conversation/turn.ts';
import { vocabularyOf } from '../redaction/vocabulary.ts';
import type { Match } from '../understanding/matcher.ts';
import { isOfStep } from './ask-first.ts';

/** In confidence: at the choice of a centre, a few words that mean a stranger's question less than this are rather a name. */
const LIKELY_ASKED = 0.5;
/** In words: what is longer is no name of a hospital. */
const LONGEST_NAME = 5;

/**
 * Checks whether a few words at the choice of a centre are a name that the pack does not have. A name may look like small talk,
 * or like the problem of the step itself, that a centre is not on the list: then it has a word that is rare in the pack.
 */
export function isUnknownCentre(turn: Turn, { outcome, candidates: [best] }: Match): boolean {
  const { text } = turn.message;
  if (!isAtCentre(turn) || text.includes('?') || text.trim().split(/\s+/).length > LONGEST_NAME) return false;
  if (outcome !== 'suggest' || best === undefined) return outcome === 'none';
  if (turn.texts.questions[best.intent]?.courtesy === true) return true;
  return isOfStep(turn)(best.intent) ? hasRareWord(turn) : best.confidence < LIKELY_ASKED;
}

function hasRareWord({ content, message }: Turn): boolean {
  const { isCommon } = vocabularyOf(content);
  const words = message.text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.some((word) => !isCommon(word));
}
