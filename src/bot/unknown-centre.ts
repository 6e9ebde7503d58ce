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
 * Checks whether a few words at the choice of a centre are a name that the pack does not have. A name may look like thanks or
 * a greeting ("Great Ormond Street", "Good Samaritan"), and then has a word that nobody else uses.
 */
export function isUnknownCentre(turn: Turn, { outcome, candidates: [best] }: Match): boolean {
  const { text } = turn.message;
  if (!isAtCentre(turn) || text.includes('?') || text.trim().split(/\s+/).length > LONGEST_NAME) return false;
  if (outcome === 'none' || best === undefined) return true;
  const isCourtesy = turn.texts.questions[best.intent]?.courtesy === true;
  if (outcome === 'answer') return isCourtesy && hasUnusualWord(turn);
  return (
    isCourtesy || hasUnusualWord(turn) || (best.confidence < LIKELY_ASKED && !isOfStep(turn)(best.intent))
  );
}

function hasUnusualWord({ content, message }: Turn): boolean {
  const { isCommon } = vocabularyOf(content);
  const words = message.text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.some((word) => !isCommon(word));
}
