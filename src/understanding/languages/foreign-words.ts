import type { Content } from '../../content/content.ts';
import { fold } from '../classifier/fold.ts';
import type { Vocabulary } from './vocabularies.ts';

/** In words: one or two may stand in any text. */
const FEWEST = 2;
/** The part of a text's words that are foreign, at least. */
const PART = 0.3;
/** In words: a shorter text may be a name. */
const SHORTEST_TEXT = 3;
/** The part of a text's words that are strange to the language that it fits best, above which it is in none. */
const STRANGE_PART = 0.6;

/**
 * Makes the function that checks whether a text is in a language that the pack does not have: its words are among the short words of
 * other languages and not in the pack's texts, or have letters that none of its languages has. Where the text seems to be in another
 * language than the one that is spoken, it is foreign also if most of its words are strange to that one.
 */
export function foreignWordFinder(
  { mailReading, languages }: Content,
  vocabularies: ReadonlyMap<string, Vocabulary>,
): (text: string, fitting: string | undefined) => boolean {
  const isKnown = (word: string) => [...vocabularies.values()].some((words) => words.has(fold(word)));
  const others = Object.entries(mailReading.languages).flatMap(([code, words]) =>
    languages.has(code) ? [] : words,
  );
  const foreign = new Set(others.filter((word) => !isKnown(word)));
  // Nobody else's words are among what the assistant says.
  const said = JSON.stringify([...languages.values()].map(({ messages, steps }) => [messages, steps]));
  const letters = new Set(said.toLowerCase().normalize('NFC'));
  const isForeign = (word: string) => foreign.has(word) || [...word].some((letter) => !letters.has(letter));
  return (text, fitting) => {
    const words = text.normalize('NFC').match(/\p{L}+/gu) ?? [];
    // A word with a capital letter may be a name.
    const small = words.filter((word) => !/^\p{Lu}/u.test(word));
    const count = small.filter(isForeign).length;
    const own = fitting === undefined ? undefined : vocabularies.get(fitting);
    const strange = own ? small.filter((word) => !own.has(fold(word))).length : 0;
    const hasForeign = count >= FEWEST && count >= PART * words.length;
    return words.length >= SHORTEST_TEXT && (hasForeign || strange > STRANGE_PART * words.length);
  };
}
