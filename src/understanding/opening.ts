import { splitWords } from './classifier/split-text.ts';

/** In words; longer greetings are rare and say more than a greeting. */
const LONGEST_OPENING = 4;
/** In characters; in a longer message a greeting weighs nothing beside the rest. */
const LONGEST_MESSAGE = 200;
/** In words; less than that belongs to the greeting: "hello from Italy". */
const SHORTEST_MATTER = 3;

/** Finds the greeting with which a message begins before it comes to its matter, as in "hello how do I log in". */
export class OpeningFinder {
  readonly #openings: ReadonlySet<string>;

  /** @param greetings the examples of mere greetings */
  constructor(greetings: readonly string[]) {
    this.#openings = new Set(greetings.map(keyOf));
  }

  /** Returns the text without its greeting; undefined where it begins with none, has hardly anything behind it, or is long. */
  matterOf(text: string): string | undefined {
    if (text.length > LONGEST_MESSAGE) return undefined;
    const words = text.trim().split(/\s+/u, LONGEST_OPENING + SHORTEST_MATTER);
    for (let length = Math.min(LONGEST_OPENING, words.length); length > 0; length--) {
      if (!this.#openings.has(keyOf(words.slice(0, length).join(' ')))) continue;
      return words.length - length < SHORTEST_MATTER ? undefined : behind(text, length);
    }
    return undefined;
  }
}

function behind(text: string, words: number): string {
  return text.trim().replace(new RegExp(`^(?:\\S+\\s+){${words}}`, 'u'), '');
}

function keyOf(text: string): string {
  return splitWords(text)
    .filter((word) => word !== '?')
    .join(' ');
}
