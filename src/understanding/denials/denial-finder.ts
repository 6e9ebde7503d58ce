import type { Denials } from '../../content/schema/words/denials.ts';
import type { Example } from '../classifier/classifier.ts';
import type { Stem } from '../classifier/stemmer.ts';
import { type Clause, type ClauseKind, ClauseReader } from './clauses.ts';
import { WordUse } from './word-use.ts';

/** A text that denies an intent. */
export interface Denial {
  /** The clauses that deny it, as one sentence. */
  denied: string;
  /** The text without the clauses that deny it. */
  rest: string;
  /** Whether the rest reports trouble, and whether it asks for something. */
  isTrouble: boolean;
  isAsking: boolean;
  /** Whether all that denies it is one word with a "not" before it, which is the weakest of denials. */
  isWeak: boolean;
}

/**
 * The share of an intent's own examples that may have a clause of a kind. Above it such a clause is a usual way to ask for the
 * intent, as "I don't want to use my own phone" is for people without a smartphone.
 */
const MOST_ALIKE: Record<ClauseKind, number> = { aside: 0.03, well: 0.1, goes: 0.06, negated: 0.3 };

/** Finds the clauses of a text by which somebody denies an intent, or says that all is well with it. */
export class DenialFinder {
  readonly #reader: ClauseReader;
  readonly #examples: () => ReadonlyMap<string, readonly Example[]>;
  readonly #words: WordUse;
  readonly #shares = new Map<string, ReadonlyMap<ClauseKind, number>>();

  /** The examples are asked for when a text first may deny something. */
  constructor(denials: Denials, examples: () => readonly Example[], stem: Stem) {
    this.#reader = new ClauseReader(denials);
    let byLabel: ReadonlyMap<string, readonly Example[]> | undefined;
    this.#examples = () => (byLabel ??= Map.groupBy(examples(), ({ label }) => label));
    this.#words = new WordUse(this.#examples, this.#reader, stem);
  }

  /** Returns what is left of a text where some of its clauses deny the intent; undefined where none does. */
  find(text: string, intent: string): Denial | undefined {
    const clauses = this.#reader.clausesOf(text);
    if (clauses.every(({ kind }) => kind === undefined)) return undefined;
    const isDenied = clauses.map((clause, at) => this.#denies(clause, clauses[at + 1], intent));
    clauses.forEach((clause, at) => {
      const next = clauses[at + 1];
      if (!next || !this.#isPutAside(clause, next, intent)) return;
      isDenied[at] = true;
      isDenied[at + 1] = true;
    });
    if (!isDenied.includes(true)) return undefined;
    const kept = clauses.filter((_, at) => !isDenied[at]);
    return {
      denied: joined(clauses.filter((_, at) => isDenied[at]))
        .replace(/[.!?\n]/gu, ' ')
        .trim(),
      rest: joined(kept),
      isTrouble: kept.some((clause) => clause.isTrouble),
      isAsking: kept.some((clause) => clause.isAsking),
      isWeak: clauses.every(({ kind }, at) => !isDenied[at] || kind === 'negated' || kind === 'goes'),
    };
  }

  /** Checks whether the next clause puts one aside without naming it: "I have a smartphone, that's not it". */
  #isPutAside(clause: Clause, next: Clause, intent: string): boolean {
    if (clause.words.length === 0 || clause.kind || clause.isTrouble || clause.isAsking) return false;
    return next.kind === 'aside' && !this.#words.names(next.words, intent);
  }

  #denies({ kind, words, negated, went }: Clause, next: Clause | undefined, intent: string): boolean {
    if (kind === undefined) return false;
    // "It works at home, but not here."
    const isLimited = next?.startsNegated && (next.kind ?? 'negated') === 'negated';
    if (isLimited && kind !== 'aside') return false;
    const isUsual = this.#shareOf(intent, kind) > MOST_ALIKE[kind];
    if (kind === 'negated') return !isUsual && this.#words.isPlain(negated, intent);
    if (kind === 'aside') return !isUsual || this.#words.isPlain(negated, intent);
    return !isUsual || this.#words.isTurned(words, went, intent);
  }

  /** Returns the share of an intent's examples that have a clause of this kind. */
  #shareOf(intent: string, kind: ClauseKind): number {
    let shares = this.#shares.get(intent);
    if (!shares) {
      const own = this.#examples().get(intent) ?? [];
      const kinds = own.flatMap(({ text }) => [
        ...new Set(this.#reader.clausesOf(text).map((clause) => clause.kind)),
      ]);
      const counts = Map.groupBy(kinds, (each) => each);
      shares = new Map(
        (Object.keys(MOST_ALIKE) as ClauseKind[]).map((each) => [
          each,
          (counts.get(each)?.length ?? 0) / (own.length || 1),
        ]),
      );
      this.#shares.set(intent, shares);
    }
    return shares.get(kind) ?? 0;
  }
}

function joined(clauses: readonly Clause[]): string {
  return clauses
    .map(({ text }) => text)
    .join('')
    .trim();
}
