const NO_LETTER_BEFORE = '(?<![\\p{L}\\p{N}])';
const NO_LETTER_AFTER = '(?![\\p{L}\\p{N}])';

/** Returns the source of a regular expression that matches any of the words, as a whole word. */
export function patternOf(words: readonly string[]): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const sources = longestFirst.map((word) => escaped(word).replaceAll(' ', '\\s{1,3}'));
  return `${NO_LETTER_BEFORE}(?:${sources.join('|')})${NO_LETTER_AFTER}`;
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
