const NO_LETTER_BEFORE = '(?<![\\p{L}\\p{N}])';
const NO_LETTER_AFTER = '(?![\\p{L}\\p{N}])';

/** Where a term of a list stood in a text. */
export interface Place {
  start: number;
  end: number;
}

/** The words as alternatives of a regular expression, as whole words. */
export function patternOf(words: readonly string[]): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const sources = longestFirst.map((word) => escaped(word).replaceAll(' ', '\\s{1,3}'));
  return `${NO_LETTER_BEFORE}(?:${sources.join('|')})${NO_LETTER_AFTER}`;
}

/** Every place where one of the words stands, as a whole word, large or small. */
export function wordFinder(words: readonly string[]): (text: string) => Place[] {
  return placesMatching(patternOf(words));
}

/** Every place where one of the words or parts of words stands. */
export function partFinder(parts: readonly string[]): (text: string) => Place[] {
  return placesMatching(parts.map(escaped).join('|'));
}

function placesMatching(source: string): (text: string) => Place[] {
  const pattern = new RegExp(source, 'giu');
  return (text) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ start: index, end: index + found.length }));
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
