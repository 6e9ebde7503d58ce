import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';

/** Reduces a word to its stem, so that "codes" and "code" count as one. */
export type Stem = (word: string) => string;

/** Makes an English stemmer (Porter, 1980) with a cache of limited size. */
export function englishStemmer(): Stem {
  const seen = new Map<string, string>();
  return (word) => {
    const known = seen.get(word);
    if (known !== undefined) return known;
    const stem = stemmer.stem(word);
    if (seen.size < REMEMBERED) seen.set(word, stem);
    return stem;
  };
}

/** In words. */
const REMEMBERED = 20_000;
