import type { SensitiveWords } from '../content/schema/words/sensitive-words.ts';
import type { Detector, Finding } from './detector.ts';
import { isAnyWithin, phraseFinder, wordsOf } from './words.ts';

const WORDS = String.raw`(?<value>[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]{0,30}(?:[ ,]{1,2}[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]{0,30}){0,9})`;
/** "passphrase: seven wet umbrellas", "the same one everywhere: …" */
const BEHIND_A_SIGN = new RegExp(
  String.raw`(?:\s\p{L}{1,15}){0,3}\s{0,2}[:=]{1,2}\s{0,3}["“„'«]?${WORDS}`,
  'dyu',
);
/** "the passphrase I picked was my cat eats blue cheese" */
const BEHIND_A_VERB = new RegExp(
  String.raw`(?:\s\p{L}{1,15}){0,4}?\s(?:is|was|are|ist|war|est|était|es|era|è|je|jest|to|byla|bylo|är|er|on|was)\s["“„'«]?${WORDS}`,
  'dyu',
);
const DIRECTLY_BEHIND = new RegExp(String.raw`\s["“„'«]?${WORDS}`, 'dyu');
const QUOTED = /["“„«](?<value>\p{L}[\p{L}\p{M}'’ ,-]{8,80})["”“»]/dgu;
/** "Cottage by the lake 4, with spaces" */
const SPACED = /(?<value>\p{Lu}[\p{L}\p{M}]{2,20}(?:\s[\p{L}\p{M}\d]{1,20}){1,6}),?\s$/u;
/** ": Cottage by the lake 4" */
const NUMBERED =
  /:\s(?<value>\p{Lu}[\p{L}\p{M}]{2,20}(?:\s[\p{L}\p{M}]{1,20}){1,6}\s\d{1,4})(?=\s?(?:[,.;!?]|$))/dgu;
/** In words: a passphrase has at least this many after a sign, and after a verb or nothing, where a sentence may go on. */
const FEWEST_BEHIND_A_SIGN = 2;
const FEWEST = 3;

/**
 * Makes a detector of passphrases, which are ordinary words: after the word for one or "the same one everywhere", or
 * between quotation marks where a password is talked about.
 * @param isCommon Checks whether the content pack itself uses a word, given in small letters.
 */
export function passphraseDetector(
  { passwords, counts }: SensitiveWords,
  isCommon: (word: string) => boolean,
): Detector {
  const phrasesIn = phraseFinder(passwords.phrases);
  const everywhereIn = phraseFinder(passwords.everywhere);
  const passwordsIn = phraseFinder([...passwords.words, ...passwords.phrases]);
  const spacedIn = phraseFinder(passwords.spaced);
  const examplesIn = phraseFinder(passwords.examples);
  const namesIn = phraseFinder(passwords.words);
  const states = new Set(passwords.states);
  const articles = new Set(passwords.articles);
  const numbered = new Set(counts);

  return (text, words) => {
    const found: Finding[] = [];
    const stick = (
      pattern: RegExp,
      at: number,
      fewest: number,
      isOne: (said: string[]) => boolean,
    ): boolean => {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      const value = match?.groups?.value ?? '';
      const said = wordsOf(value).map(({ lower }) => lower);
      if (!match || said.length < fewest || said.some((word) => numbered.has(word))) return false;
      if (states.has(said.find((word) => !articles.has(word)) ?? '')) return false;
      if (!isOne(said)) return false;
      const start = match.indices?.groups?.value?.[0] ?? 0;
      found.push({ kind: 'password', start, end: start + value.length });
      return true;
    };
    const any = () => true;
    const isUnknown = (said: string[]) => shareOf(said, isCommon) <= 0.5;
    for (const { start, end } of phrasesIn(words, text)) {
      const isAsked = text.slice(end, end + 100).includes('?') && !/^\s?[:=]/.test(text.slice(end, end + 2));
      if (stick(BEHIND_A_SIGN, end, FEWEST_BEHIND_A_SIGN, any)) continue;
      if (stick(BEHIND_A_VERB, end, FEWEST, isAsked ? isUnknown : any)) continue;
      if (stick(BEHIND_A_VERB, end, FEWEST - 1, isUnknown)) continue;
      if (
        /(?:^|[^\p{L}])(?:my|our|meine?|ma|mon|mi|mia|mio|mijn|mn|moja|moje|min|mitt|minha)\s$/iu.test(
          text.slice(Math.max(0, start - 8), start),
        )
      )
        stick(DIRECTLY_BEHIND, end, FEWEST, (said) => shareOf(said, isCommon) <= 0.2);
    }
    for (const { end } of everywhereIn(words, text)) stick(BEHIND_A_SIGN, end, 1, any);
    for (const { start, end } of examplesIn(words, text)) found.push({ kind: 'password', start, end });
    for (const { end } of namesIn(words, text))
      if (/^\s?[:=]/.test(text.slice(end, end + 2)) && !text.includes('?'))
        stick(
          BEHIND_A_SIGN,
          end,
          FEWEST,
          (said) => isUnknown(said) && !said.slice(1).some((word) => states.has(word)),
        );
    for (const { start } of spacedIn(words, text)) {
      const ahead = text.slice(Math.max(0, start - 80), start);
      const value = SPACED.exec(ahead)?.groups?.value;
      if (value === undefined || !isUnknown(wordsOf(value).map(({ lower }) => lower))) continue;
      const from = start - ahead.length + ahead.lastIndexOf(value);
      found.push({ kind: 'password', start: from, end: from + value.length });
    }
    for (const match of text.matchAll(NUMBERED)) {
      const value = match.groups?.value ?? '';
      const said = wordsOf(value).map(({ lower }) => lower);
      const start = match.indices?.groups?.value?.[0] ?? 0;
      if (shareOf(said, isCommon) === 0 && !said.some((word) => numbered.has(word)))
        found.push({ kind: 'password', start, end: start + value.length });
    }
    const places = passwordsIn(words, text);
    if (places.length > 0 && /["“„«]/u.test(text))
      for (const match of text.matchAll(QUOTED)) {
        const value = match.groups?.value ?? '';
        const said = wordsOf(value).map(({ lower }) => lower);
        const start = match.indices?.groups?.value?.[0] ?? 0;
        const names = isAnyWithin(places, start, start + value.length);
        if (!names && said.length >= FEWEST && isUnknown(said) && !said.some((word) => states.has(word)))
          found.push({ kind: 'password', start, end: start + value.length });
      }
    return found;
  };
}

/** Returns the share of words that the content pack uses, among those that are long enough to mean something. */
function shareOf(said: readonly string[], isCommon: (word: string) => boolean): number {
  const telling = said.filter((word) => word.length > 2);
  return telling.filter(isCommon).length / Math.max(1, telling.length);
}
