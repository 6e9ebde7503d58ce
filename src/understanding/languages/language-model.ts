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
  readonly #likelihoods: readonly Float32Array[];

  /** @param likelihoods by language, as `likelihoodsOf` returns them */
  constructor(likelihoods: ReadonlyMap<string, Float32Array>) {
    this.languages = [...likelihoods.keys()];
    this.#likelihoods = [...likelihoods.values()];
  }

  /** Returns how well a word fits each language: the logarithm of its likelihood, heavier for longer words. */
  scoresOf(word: string): number[] {
    const places = [...partsOf(word)].map(placeOf);
    const weight = Math.min(word.length, HEAVIEST_WORD) / places.length;
    return this.#likelihoods.map((likelihoods) =>
      places.reduce((sum, place) => sum + weight * (likelihoods[place] ?? 0), 0),
    );
  }
}

/** Learns from the words of a language, and how often each is used, the logarithm of each part's likelihood, by its place in the table. */
export function likelihoodsOf(words: ReadonlyMap<string, number>): Float32Array {
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
  const all = total + UNSEEN * PLACES;
  return counts.map((count) => Math.log((count + UNSEEN) / all));
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
