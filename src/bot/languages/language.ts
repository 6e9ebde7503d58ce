import { offerLanguage, sayLanguageChanged, speakAsked } from '../../../dialogs/languages.ts';
import { DEFAULT_LANGUAGE } from '../../content/content.ts';
import type { Turn } from '../../conversation/turn.ts';
import {
  type Detected,
  type DetectLanguage,
  isClear,
} from '../../understanding/languages/detect-language.ts';
import type { Decider } from '../decider.ts';

/** In clear messages: whoever has written as many in a language stays with it, unless they ask for another. */
const SETTLED_AFTER = 3;

/** Takes words that ask for another language, and nothing else: "Deutsch", "can we speak French?" */
export const language: Decider = async (turn, { language: wanted }) => {
  if (turn.incoming.kind !== 'text' || wanted === undefined) return undefined;
  turn.state.misses = 0;
  await speakAsked(turn, wanted);
  return { deactivate: 'none' };
};

/**
 * Follows a person who writes clearly in another language: it is spoken from the first such message on, or only offered where they have
 * settled on one. Either way the words are read in their own language.
 */
export async function followWords(turn: Turn, found: Detected | undefined): Promise<void> {
  const spoken = turn.texts.language;
  const isFirstGuess = spoken === DEFAULT_LANGUAGE && !isSettled(turn);
  if (!found || !isClear(found, { sure: !isFirstGuess })) return;
  turn.writtenIn = found.language;
  if (found.language === spoken) countMessage(turn);
  else if (isSettled(turn) || mayBeScreen(turn, found)) await offerOnce(turn, found.language);
  else {
    turn.speak(found.language, 'written');
    countMessage(turn);
    await sayLanguageChanged(turn, spoken);
  }
}

/**
 * Returns the language of typed words, where they are for the assistant, are more than the title of a button, and do not ask for a
 * language anyway.
 */
export function detectIn(
  turn: Turn,
  detect: DetectLanguage,
  findLanguage: (text: string) => string | undefined,
): Detected | undefined {
  if (turn.incoming.kind !== 'text' || turn.isWithHelpdesk || turn.isTitle) return undefined;
  const words = turn.message.toUnderstand;
  return findLanguage(words) === undefined ? detect(words, turn.texts.language) : undefined;
}

function isSettled({ state: { language: known } }: Turn): boolean {
  return known?.source === 'asked' || (known?.messages ?? 0) >= SETTLED_AFTER;
}

/** Checks whether words may be what a screen says: a first message in the language of the screens is no wish to speak it. */
function mayBeScreen({ state }: Turn, found: Detected): boolean {
  return found.language === DEFAULT_LANGUAGE && state.language?.offered !== DEFAULT_LANGUAGE;
}

function countMessage({ state, texts }: Turn): void {
  const { source = 'written', messages = 0, offered } = state.language ?? {};
  state.language = {
    code: texts.language,
    source: source === 'client' ? 'written' : source,
    messages: messages + 1,
    offered,
  };
}

async function offerOnce(turn: Turn, code: string): Promise<void> {
  const known = turn.state.language;
  if (known?.offered === code) return;
  turn.state.language = {
    code: turn.texts.language,
    source: 'written',
    messages: 0,
    ...known,
    offered: code,
  };
  await offerLanguage(turn, code);
}
