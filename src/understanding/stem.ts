import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';

/** Takes a word back to its stem, so that "codes" and "code" count as one. */
export type Stem = (word: string) => string;

/** The English stemmer (Porter, 1980), which remembers what it has seen up to a limit. */
export function englishStem(): Stem {
  const seen = new Map<string, string>();
  return (word) => {
    const known = seen.get(word);
    if (known !== undefined) return known;
    const stem = stemmer.stem(word);
    if (seen.size < REMEMBERED) seen.set(word, stem);
    return stem;
  };
}

const REMEMBERED = 20_000;
