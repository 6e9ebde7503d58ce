import type { Example } from '../classifier/classifier.ts';
import type { Stem } from '../classifier/stemmer.ts';
import { type ClauseReader, wordsOf } from './clauses.ts';

/** The examples of an intent in which a word stands plainly, and behind a negation. */
interface Use {
  plain: number;
  turned: number;
}

/** In examples: a word that fewer of them have says nothing about an intent. */
const FEWEST = 6;
/** A word is an intent's own where it is so many times as frequent there as elsewhere. */
const OWN = 3;
/** One example in so many is read to learn how frequent a word is everywhere, since that takes time. */
const SAMPLED = 8;
/** The share of examples up to which the other use of a word is an exception. */
const EXCEPTION = 0.1;
const TURNED_EXCEPTION = 0.2;
/** In words behind a negation. */
const REACH = 4;

/** Knows how the examples of an intent use its own words: "forgot" without a negation, "arrive" with one. */
export class WordUse {
  readonly #examples: () => ReadonlyMap<string, readonly Example[]>;
  readonly #reader: ClauseReader;
  readonly #stem: Stem;
  readonly #uses = new Map<string, ReadonlyMap<string, Use>>();
  #everywhere: { examples: number; counts: ReadonlyMap<string, number> } | undefined;

  constructor(examples: () => ReadonlyMap<string, readonly Example[]>, reader: ClauseReader, stem: Stem) {
    this.#examples = examples;
    this.#reader = reader;
    this.#stem = stem;
  }

  /** Checks whether the first of these words that is the intent's own hardly ever stands behind a negation. */
  isPlain(words: readonly string[], intent: string): boolean {
    const [use] = this.#ownUses(words, intent);
    return use !== undefined && (use.turned + 0.5) / (use.plain + use.turned + 1) < EXCEPTION;
  }

  /** Checks whether one of these words, the intent's own or a verb, hardly ever stands there without a negation. */
  isTurned(words: readonly string[], verbs: readonly string[], intent: string): boolean {
    const uses = [...this.#ownUses(words, intent), ...this.#ownUses(verbs, intent, 0)];
    return uses.some(({ plain, turned }) => (plain + 0.5) / (plain + turned + 1) < TURNED_EXCEPTION);
  }

  /** Checks whether one of these words is the intent's own. */
  names(words: readonly string[], intent: string): boolean {
    return this.#ownUses(words, intent).length > 0;
  }

  #ownUses(words: readonly string[], intent: string, least = OWN): Use[] {
    const uses = this.#usesOf(intent);
    this.#everywhere ??= this.#countEverywhere();
    const { examples, counts } = this.#everywhere;
    const own = this.#examples().get(intent)?.length ?? 1;
    return words.flatMap((word) => {
      const stem = this.#stem(word);
      const use = uses.get(stem);
      if (!use || use.plain + use.turned < FEWEST) return [];
      const lift = (use.plain + use.turned) / own / ((counts.get(stem) ?? 1) / examples);
      return lift < least ? [] : [use];
    });
  }

  #usesOf(intent: string): ReadonlyMap<string, Use> {
    const known = this.#uses.get(intent);
    if (known) return known;
    const uses = new Map<string, Use>();
    for (const { text } of this.#examples().get(intent) ?? []) {
      for (const [stem, isTurned] of this.#wordsIn(text)) {
        const use = uses.get(stem) ?? { plain: 0, turned: 0 };
        use[isTurned ? 'turned' : 'plain'] += 1;
        uses.set(stem, use);
      }
    }
    this.#uses.set(intent, uses);
    return uses;
  }

  /** Returns the stems of an example's words, and whether each stands behind a negation. */
  #wordsIn(text: string): Map<string, boolean> {
    const found = new Map<string, boolean>();
    let negation = Number.NEGATIVE_INFINITY;
    wordsOf(text).forEach((word, at) => {
      if (this.#reader.isNegation(word)) negation = at;
      const stem = this.#stem(word);
      found.set(stem, found.get(stem) || at - negation <= REACH);
    });
    return found;
  }

  #countEverywhere(): { examples: number; counts: ReadonlyMap<string, number> } {
    const counts = new Map<string, number>();
    const all = [...this.#examples().values()].flatMap((own) => own.filter((_, at) => at % SAMPLED === 0));
    for (const { text } of all)
      for (const stem of new Set(wordsOf(text).map(this.#stem)))
        counts.set(stem, (counts.get(stem) ?? 0) + 1);
    return { examples: all.length, counts };
  }
}
