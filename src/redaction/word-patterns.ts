const NO_LETTER_BEFORE = '(?<![\\p{L}\\p{N}])';
const NO_LETTER_AFTER = '(?![\\p{L}\\p{N}])';

/** The place of a word in a text. */
export interface Place {
  start: number;
  end: number;
}

/** Returns the source of a regular expression that matches any of the words, as a whole word. */
export function patternOf(words: readonly string[]): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const sources = longestFirst.map((word) => escaped(word).replaceAll(' ', '\\s{1,3}'));
  return `${NO_LETTER_BEFORE}(?:${sources.join('|')})${NO_LETTER_AFTER}`;
}

/** Makes a function that finds every place of one of the words, as a whole word, in upper or lower case. */
export function wordFinder(words: readonly string[]): (text: string) => Place[] {
  return placesMatching(patternOf(words));
}

/** Makes a function that finds every place of one of the parts, also inside words. */
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
