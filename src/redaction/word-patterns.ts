const NO_LETTER_BEFORE = '(?<![\\p{L}\\p{N}])';
const SHORT = 4;
const NO_LETTER_AFTER = '(?![\\p{L}\\p{N}])';

/** Returns the source of a regular expression that matches any of the words, as a whole word. */
export function patternOf(words: readonly string[]): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const sources = longestFirst.map((word) => escaped(word).replaceAll(' ', '\\s{1,3}'));
  return `${NO_LETTER_BEFORE}(?:${sources.join('|')})${NO_LETTER_AFTER}`;
}

/** Makes a function that finds every place of one of the parts, also inside words unless the part is short. */
export function partFinder(parts: readonly string[]): (text: string) => { start: number; end: number }[] {
  // Short ones stand in too many other words: "sma" in "mismatch".
  const long = parts.filter((part) => part.length > SHORT).map(escaped);
  const short = patternOf(parts.filter((part) => part.length <= SHORT));
  const pattern = new RegExp([...long, short].join('|'), 'giu');
  return (text) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ start: index, end: index + found.length }));
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
