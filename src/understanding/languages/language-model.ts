import { fold } from '../classifier/fold.ts';

/** In letters: of longer words, as much is read. */
const LONGEST_WORD = 20;
/** In letters: the parts of a word that are counted have at most this many, with a space at its beginning and its end. */
const LONGEST_PART = 4;
/** In letters: a longer word weighs no more, since its parts say the same again. */
const HEAVIEST_WORD = 6;
/** How often a part that was never seen counts as seen. */
const UNSEEN = 0.5;
/** A power of two; parts that share a place in the table do no harm as long as it is much larger than their number. */
const PLACES = 2 ** 17;

/** How often a language has each part, by its place in the table, and all of them together. */
interface PartCounts {
  counts: Float32Array;
  all: number;
}

/** The words of a text in lower case without accents, as people type them on a telephone. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/\p{L}+/gu) ?? [];
}

/**
 * Tells languages apart by the parts of their words (a naive Bayes classifier of character n-grams), learned from texts of the content
 * pack: these have the words that people use here, and a few thousand of them are enough.
 */
export class LanguageModel {
  readonly languages: readonly string[];
  readonly #counts: readonly PartCounts[];

  /** @param learned by language, its words and how often each is used */
  constructor(learned: ReadonlyMap<string, ReadonlyMap<string, number>>) {
    this.languages = [...learned.keys()];
    this.#counts = [...learned.values()].map(countParts);
  }

  /** Returns how well a word fits each language: the logarithm of its likelihood, heavier for longer words. */
  scoresOf(word: string): number[] {
    const places = [...partsOf(word)].map(placeOf);
    const weight = Math.min(word.length, HEAVIEST_WORD) / places.length;
    return this.#counts.map(({ counts, all }) =>
      places.reduce((sum, place) => sum + weight * Math.log(((counts[place] ?? 0) + UNSEEN) / all), 0),
    );
  }
}

function countParts(words: ReadonlyMap<string, number>): PartCounts {
  const counts = new Float32Array(PLACES);
  let total = 0;
  for (const [word, times] of words) {
    // Otherwise the most frequent words would decide about every other one.
    const count = Math.sqrt(times);
    for (const part of partsOf(word)) {
      const place = placeOf(part);
      counts[place] = (counts[place] ?? 0) + count;
      total += count;
    }
  }
  return { counts, all: total + UNSEEN * PLACES };
}

/** Lists the parts of a word: one to four letters in a row, and the word as a whole. */
function* partsOf(word: string): Generator<string> {
  const padded = ` ${word.slice(0, LONGEST_WORD)} `;
  for (let length = 1; length <= LONGEST_PART; length++) {
    for (let from = 0; from + length <= padded.length; from++) yield padded.slice(from, from + length);
  }
  if (padded.length > LONGEST_PART) yield padded;
}

/** Hashes a part (FNV-1a). */
function placeOf(part: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < part.length; i++) hash = Math.imul(hash ^ part.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) & (PLACES - 1);
}
