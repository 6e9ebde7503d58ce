import english from 'natural/lib/natural/stemmers/porter_stemmer.js';
import german from 'natural/lib/natural/stemmers/porter_stemmer_de.js';
import spanish from 'natural/lib/natural/stemmers/porter_stemmer_es.js';
import french from 'natural/lib/natural/stemmers/porter_stemmer_fr.js';
import italian from 'natural/lib/natural/stemmers/porter_stemmer_it.js';
import dutch from 'natural/lib/natural/stemmers/porter_stemmer_nl.js';
import { oncePerKey } from '../../lib/once-per-key.ts';

/** Reduces a word to its stem, so that "codes" and "code" count as one. */
export type Stem = (word: string) => string;

/** The stemmers of Porter and of the Snowball project, by language. In any other language a word is its own stem. */
const STEMMERS: ReadonlyMap<string, { stem: Stem }> = new Map([
  ['en', english],
  ['de', { stem: (word) => german.stem(withoutUmlauts(word)) }],
  ['es', spanish],
  ['fr', french],
  ['it', italian],
  ['nl', dutch],
]);

/** In words. */
const REMEMBERED = 20_000;

/** Makes the stemmer of a language, with a cache of limited size. */
export function stemmerFor(language: string): Stem {
  const stemmer = STEMMERS.get(language);
  if (!stemmer) return (word) => word;
  return oncePerKey((word) => stemmer.stem(word), REMEMBERED);
}

/** Writes what stands for an umlaut, as in "fuer", like the umlaut without its dots. */
function withoutUmlauts(word: string): string {
  return word.replace(/([aou])e/g, '$1');
}
