import type { SensitiveWords } from '../content/schema/words/sensitive-words.ts';
import type { Word } from './words.ts';

/** A row of numbers in words, such as "four eight one five", and how many digits they make. */
export interface SpokenNumber {
  start: number;
  end: number;
  first: number;
  last: number;
  digits: number;
  /** True where each word is one digit, as in PINs that are read out. */
  isDigitByDigit: boolean;
}

/** Finds the numbers that a text says in words. */
export type FindSpokenNumbers = (words: readonly Word[]) => SpokenNumber[];

const LONGEST_WORD = 40;
/** In characters: commas and spaces between two digits that are read out. */
const GAP = 3;

/** Makes a finder of numbers in words, of all languages together; a word may hold several, as in "achtundvierzig". */
export function spokenNumberFinder({ numbers }: SensitiveWords): FindSpokenNumbers {
  const digits = new Set(numbers.digits);
  const tens = new Set(numbers.tens);
  const large = new Set(numbers.large);
  const between = new Set(numbers.between);
  const repeats = new Set(numbers.repeats);
  const parts = new Map<string, Part[]>();
  for (const [list, weight] of [
    [numbers.tens, 1],
    [numbers.large, 2],
    [[...numbers.digits, ...numbers.between], 0],
  ] as const)
    for (const part of list) {
      const same = parts.get(part.charAt(0)) ?? [];
      parts.set(part.charAt(0), [...same, { part, weight }]);
    }

  /** Counts the digits of a word; 0 where it is not a number. */
  const digitsIn = (word: string): number => {
    if (digits.has(word)) return 1;
    if (tens.has(word)) return 2;
    if (large.has(word)) return 4;
    if (word.length < 6 || word.length > LONGEST_WORD) return 0;
    return digitsOfCompound(word, parts);
  };

  return (words) => {
    const found: SpokenNumber[] = [];
    for (let at = 0; at < words.length; at++) {
      let [count, each, last, doubled] = [0, true, -1, false];
      let before = 0;
      for (let next = at; next < words.length; next++) {
        const word = words[next];
        const previous = words[next - 1];
        if (!word || (next > at && word.start - (previous?.end ?? 0) > GAP)) break;
        const { lower } = word;
        const size = /^\d{1,2}$/.test(lower) ? lower.length : digitsIn(lower);
        if (size > 0) {
          // "Forty eight" has two digits, "four eight" as well.
          if (!(before === 2 && size === 1)) count += doubled ? size * 2 : size;
          each &&= size === 1;
          [last, doubled, before] = [next, false, size];
        } else if (repeats.has(lower)) doubled = true;
        else if (last < 0 || !between.has(lower)) break;
      }
      const [start, end] = [words[at]?.start, words[last]?.end];
      if (last < 0 || start === undefined || end === undefined) continue;
      const said = words.slice(at, last + 1);
      if (said.some(({ lower }) => /^\p{L}/u.test(lower)))
        found.push({ start, end, first: at, last, digits: count, isDigitByDigit: each });
      at = last;
    }
    return found;
  };
}

/** A number that others are made of; its weight is 1 from ten on, 2 from a hundred on. */
interface Part {
  part: string;
  weight: number;
}

/** Counts the digits of a word that is made of numbers alone, at least one of them a ten or more; else 0. */
function digitsOfCompound(word: string, parts: ReadonlyMap<string, readonly Part[]>): number {
  // The heaviest way to reach each letter of the word.
  const reached: (number | undefined)[] = [0];
  for (let at = 0; at < word.length; at++) {
    const here = reached[at];
    if (here === undefined) continue;
    for (const { part, weight } of parts.get(word.charAt(at)) ?? [])
      if (word.startsWith(part, at))
        reached[at + part.length] = Math.max(reached[at + part.length] ?? 0, here + weight);
  }
  return Math.min(4, 2 * (reached[word.length] ?? 0));
}
