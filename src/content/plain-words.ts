/** Writes a text as plain words, each between spaces, so that a name is found in it however it is written. */
export function plainWords(text: string): string {
  return between(wordsIn(text));
}

/** Writes the name of a network, or a text that may hold it, as plain words without "ERN": it is written with and without. */
export function plainWordsWithoutErn(text: string): string {
  return between(wordsIn(text).filter((word) => word !== 'ern'));
}

function wordsIn(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function between(words: readonly string[]): string {
  return ` ${words.join(' ')} `;
}
