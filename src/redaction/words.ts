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

/** In letters: a part this short is only found as a whole word, since "sma" is in "mismatch", too. */
const SHORT = 4;
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

/**
 * Makes a finder of parts of words, which looks up the two letters at each place, so that its time grows with the text and
 * hardly with the number of parts.
 */
export function partFinder(parts: readonly string[]): (text: string) => { start: number; end: number }[] {
  const byStart = new Map<string, string[]>();
  for (const part of parts.map((each) => each.toLowerCase())) {
    const start = part.slice(0, 2);
    byStart.set(start, [...(byStart.get(start) ?? []), part]);
  }
  return (text) => {
    const found: { start: number; end: number }[] = [];
    const lower = inSmallLetters(text);
    for (let at = 0; at < lower.length - 1; at++) {
      const part = byStart
        .get(lower.slice(at, at + 2))
        ?.find(
          (each) => lower.startsWith(each, at) && (each.length > SHORT || isWhole(lower, at, each.length)),
        );
      if (part === undefined) continue;
      found.push({ start: at, end: at + part.length });
      at += part.length - 1;
    }
    return found;
  };
}

/** Returns a text in small letters and of the same length; a letter that would become two stays as it is. */
function inSmallLetters(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[^İ]+/g, (piece) => piece.toLowerCase());
}

function isWhole(text: string, start: number, length: number): boolean {
  return !/[\p{L}\p{N}]/u.test(text.charAt(start - 1)) && !/[\p{L}\p{N}]/u.test(text.charAt(start + length));
}

/** Returns the place that ends directly before an index, with nothing but spaces and a few signs between. */
export function placeBefore(places: readonly Place[], at: number, text: string): Place | undefined {
  const place = places[countEndedBy(places, at) - 1];
  return place && at - place.end <= GAP && /^[\s.,:]*$/.test(text.slice(place.end, at)) ? place : undefined;
}

/** Checks whether a place of the list, which is in the text's order, lies within a stretch of the text. */
export function isAnyWithin(
  places: readonly { start: number; end: number }[],
  from: number,
  to: number,
): boolean {
  return (places[firstFrom(places, from)]?.end ?? Number.POSITIVE_INFINITY) <= to;
}

/** Returns the index of the first place that begins at an index of the text or later. */
export function firstFrom(places: readonly { start: number }[], from: number): number {
  return firstNot(places, ({ start }) => start < from);
}

/** Counts the places, given in the text's order, that have ended by an index of the text. */
export function countEndedBy(places: readonly { end: number }[], at: number): number {
  return firstNot(places, ({ end }) => end <= at);
}

/** Returns the index of the first item that is not before a point, in a list that begins with those that are. */
function firstNot<Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
