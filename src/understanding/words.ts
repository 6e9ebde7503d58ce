/** Longer words are mashed keys or tricks; a message is read up to this many characters. */
const LONGEST_WORD = 30;
const LONGEST_TEXT = 20_000;

const ADDRESS = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/giu;
const WORD = /\p{L}+(?:'\p{L}+)*|\p{N}+|\?/gu;

/**
 * The words of a text as the classifier compares them: small letters without accents, one sign for every longer number
 * and every address (of steps and areas one digit tells which), and the question mark as a word of its own.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .slice(0, LONGEST_TEXT)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[’`´ʼ]/gu, "'")
    .toLowerCase()
    .replace(ADDRESS, ' url ');
  return (plain.match(WORD) ?? []).map((word) =>
    /^\p{N}{2}/u.test(word) ? '0' : word.slice(0, LONGEST_WORD),
  );
}
