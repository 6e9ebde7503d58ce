/** A word or number of a text, with its place. */
export interface Word {
  text: string;
  /** The word in small letters. */
  lower: string;
  start: number;
  end: number;
}

/** The place of a phrase in a text, and of its words in the list of words. */
export interface Place {
  start: number;
  end: number;
  first: number;
  last: number;
}

/** Finds phrases among the words of a text. */
export type FindPhrases = (words: readonly Word[], text: string) => Place[];

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** In characters: "date-of-birth" and "d. o. b." are one phrase, words further apart are not. */
const GAP = 3;

/** Splits a text into its words and numbers. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map(({ index, 0: word }) => ({
    text: word,
    lower: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
}

/**
 * Makes a finder of phrases, which looks each word up once, so that its time grows with the text and not with the number
 * of phrases. A phrase that ends with a colon needs the colon.
 */
export function phraseFinder(phrases: readonly string[]): FindPhrases {
  const byFirst = new Map<string, { rest: string[]; sign: boolean }[]>();
  for (const phrase of phrases) {
    const [first, ...rest] = wordsOf(phrase).map(({ lower }) => lower);
    if (first === undefined) continue;
    const same = byFirst.get(first) ?? [];
    byFirst.set(first, same);
    same.push({ rest, sign: phrase.endsWith(':') });
  }
  for (const same of byFirst.values()) same.sort((a, b) => b.rest.length - a.rest.length);
  return (words, text) => {
    const places: Place[] = [];
    for (let at = 0; at < words.length; at++) {
      const word = words[at];
      const found =
        word &&
        byFirst
          .get(word.lower)
          ?.find(
            ({ rest, sign }) => isFollowedBy(words, at, rest) && (!sign || hasSign(words, at, rest, text)),
          );
      if (!found) continue;
      const last = at + found.rest.length;
      places.push({ start: word.start, end: words[last]?.end ?? word.end, first: at, last });
      at = last;
    }
    return places;
  };
}

function isFollowedBy(words: readonly Word[], at: number, rest: readonly string[]): boolean {
  return rest.every((lower, index) => {
    const [before, word] = [words[at + index], words[at + index + 1]];
    return before && word?.lower === lower && word.start - before.end <= GAP;
  });
}

function hasSign(words: readonly Word[], at: number, rest: readonly string[], text: string): boolean {
  const end = words[at + rest.length]?.end ?? text.length;
  return /^\s?[:=]/.test(text.slice(end, end + 2));
}

/** Checks whether a place of the list, which is in the text's order, lies within a stretch of the text. */
export function isAnyWithin(
  places: readonly { start: number; end: number }[],
  from: number,
  to: number,
): boolean {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.start ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return (places[low]?.end ?? Number.POSITIVE_INFINITY) <= to;
}
