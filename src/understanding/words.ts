/** Longer words are mashed keys or tricks. */
const LONGEST_WORD = 30;

const WORD = /\p{L}+(?:'\p{L}+)*|\p{N}+|\?/gu;

/**
 * The words of a text as the classifier compares them: small letters without accents, one sign for every longer number
 * and every address (of steps and areas one digit tells which), and the question mark as a word of its own.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[’`´ʼ]/gu, "'")
    .toLowerCase()
    .replace(/\S+/gu, (word) => (isAddress(word) ? ' url ' : word));
  return (plain.match(WORD) ?? []).map((word) =>
    /^\p{N}{2}/u.test(word) ? '0' : word.slice(0, LONGEST_WORD),
  );
}

/** Whether a piece of text without blanks holds a web or mail address; one look is enough, however long it is. */
function isAddress(word: string): boolean {
  const at = word.indexOf('@');
  return word.includes('://') || word.includes('www.') || (at > 0 && word.indexOf('.', at) > at + 1);
}
