import type { Denials } from '../../content/schema/words/denials.ts';
import { splitWords } from '../classifier/split-text.ts';
import { beginningOf } from '../text-scorer.ts';

/**
 * How a clause may deny a matter: it puts it aside ("it's not that ..."), says that all is well, or with a mere verb that it went
 * as it should ("the code arrived"), or has a negation that neither reports trouble nor ends it ("my email has not changed").
 */
export type ClauseKind = 'aside' | 'well' | 'goes' | 'negated';

export interface Clause {
  /** With the signs behind it, so that clauses can be joined again. */
  text: string;
  words: readonly string[];
  kind: ClauseKind | undefined;
  isTrouble: boolean;
  isAsking: boolean;
  /** Whether it begins with a negation, as "but not at home" does. */
  startsNegated: boolean;
  /** The words that a negation is about. */
  negated: readonly string[];
  /** The verbs that say that something went as it should. */
  went: readonly string[];
}

type Mark = Exclude<keyof Denials, 'joints' | 'conditions' | 'questionStarts' | 'emphases' | 'prohibitions'>;

/** A phrase as its words, of which `*` stands for a few. */
interface Phrase {
  words: readonly string[];
  mark: Mark;
}

/** Later clauses of a text deny nothing. */
const MOST_CLAUSES = 60;
/** A negation turns round a marked word at most so many words behind it, and is about those nearest to it. */
const REACH = 4;
const NEAR = 2;
const LONGEST_GAP = 3;

/** Reads a text clause by clause, by the words of a language. */
export class ClauseReader {
  readonly #phrases: ReadonlyMap<string, readonly Phrase[]>;
  readonly #split: RegExp;
  readonly #conditions: ReadonlySet<string>;
  readonly #questionStarts: ReadonlySet<string>;
  readonly #emphases: ReadonlySet<string>;
  readonly #prohibitions: readonly (readonly string[])[];

  constructor({ joints, conditions, questionStarts, emphases, prohibitions, ...marks }: Denials) {
    const phrases = (Object.entries(marks) as [Mark, string[]][]).flatMap(([mark, written]) =>
      written.map((phrase) => ({ words: phraseWords(phrase), mark })),
    );
    this.#phrases = Map.groupBy(phrases, ({ words: [first = ''] }) => first);
    this.#split = splitterFor([...joints, ...conditions]);
    this.#conditions = new Set(conditions.map((phrase) => wordsOf(phrase)[0] ?? ''));
    this.#questionStarts = new Set(questionStarts);
    this.#emphases = new Set(emphases);
    this.#prohibitions = prohibitions.map(wordsOf);
  }

  clausesOf(text: string): Clause[] {
    const pieces = beginningOf(text).split(this.#split);
    const clauses: Clause[] = [];
    let isQuoted = false;
    for (let at = 0; at < pieces.length; at += 2) {
      const own = pieces[at] ?? '';
      const behind = pieces[at + 1] ?? '';
      const last = clauses.at(-1);
      const isRead = !isQuoted && clauses.length < MOST_CLAUSES;
      if (own.trim() === '' && last) last.text += own + behind;
      else clauses.push(isRead ? this.#read(own, behind) : unread(own + behind));
      if (/["“”]/u.test(behind)) isQuoted = !isQuoted;
    }
    return clauses;
  }

  /** Checks whether a word is a negation by itself. */
  isNegation(word: string): boolean {
    const marked = this.#phrases.get(word) ?? [];
    return marked.some(
      ({ words, mark }) => words.length === 1 && (isTurning(mark) || mark === 'inabilities'),
    );
  }

  #read(own: string, behind: string): Clause {
    const words = wordsOf(own);
    const negated: string[] = [];
    const went: string[] = [];
    const seen = new Set<Mark>();
    let isTrouble = false;
    let kind: ClauseKind | undefined;
    let negation = Number.NEGATIVE_INFINITY;
    let hasTurned = true;
    for (let at = 0; at < words.length; ) {
      const found = this.#markAt(words, at);
      const isNegated = at - negation <= REACH;
      if (!found) {
        if (at - negation <= NEAR) negated.push(words[at] ?? '');
        at += 1;
        continue;
      }
      const { mark, length } = found;
      at += length;
      seen.add(mark);
      if (isTurning(mark) || mark === 'aside') {
        negation = at - 1;
        hasTurned = mark === 'aside';
      } else if (mark === 'inabilities') isTrouble = true;
      else if (mark === 'failing') {
        hasTurned ||= isNegated;
        isTrouble ||= isNegated;
        const isEmphatic = at - length > 1 && this.#emphases.has(words[at - length - 1] ?? '');
        if (isEmphatic && !isNegated) kind = 'well';
      } else if (mark === 'wellVerbs' || mark === 'wellWords' || mark === 'troubles') {
        hasTurned ||= isNegated;
        if ((mark === 'troubles') !== isNegated) isTrouble = true;
        else if (kind !== 'well') kind = mark === 'wellVerbs' ? 'goes' : 'well';
        if (mark === 'wellVerbs') went.push(...words.slice(at - length, at));
      }
    }
    const startsNegated = [0, 1].some((at) => isTurning(this.#markAt(words, at)?.mark));
    const clause = { text: own + behind, words, negated, went, startsNegated };
    const isQuestion = behind.includes('?');
    if (
      (seen.has('aside') || seen.has('asideBefore') || this.#isForbidding(words)) &&
      !isQuestion &&
      !this.#startsQuestion(words)
    )
      return { ...clause, kind: 'aside', isTrouble: false, isAsking: false };
    const isAsking = isQuestion || seen.has('asking') || this.#startsQuestion(words);
    const isOpen = isAsking || isTrouble;
    if (!hasTurned) {
      const isNegated = !isOpen && kind === undefined && !seen.has('absences') && !this.#isCondition(words);
      return { ...clause, kind: isNegated ? 'negated' : undefined, isTrouble: true, isAsking };
    }
    return { ...clause, kind: isOpen || this.#isCondition(words) ? undefined : kind, isTrouble, isAsking };
  }

  /** Checks whether a clause forbids something: "don't take me back", but not "don't see it", which leaves out the "I". */
  #isForbidding(words: readonly string[]): boolean {
    const forbidding = this.#prohibitions.find((phrase) => phrase.every((word, at) => words[at] === word));
    return (
      forbidding !== undefined && words.length > forbidding.length && !this.#markAt(words, forbidding.length)
    );
  }

  #isCondition([first = '']: readonly string[]): boolean {
    return this.#conditions.has(first);
  }

  /** Checks whether a clause begins as a question does: "is this right", but not "do not go back". */
  #startsQuestion(words: readonly string[]): boolean {
    const first = this.#markAt(words, 0)?.mark;
    if (first === 'asking') return true;
    if (first || !this.#questionStarts.has(words[0] ?? '')) return false;
    return this.#markAt(words, 1)?.mark !== 'negations';
  }

  /** Returns the longest marked phrase that begins at a word. */
  #markAt(words: readonly string[], at: number): { mark: Mark; length: number } | undefined {
    let longest: { mark: Mark; length: number } | undefined;
    for (const phrase of this.#phrases.get(words[at] ?? '') ?? []) {
      const length = lengthAt(phrase, words, at);
      if (length > (longest?.length ?? 0)) longest = { mark: phrase.mark, length };
    }
    return longest;
  }
}

/** Splits a text into words as the phrases are compared with them: "dont" equals "don't". */
export function wordsOf(text: string): string[] {
  return splitWords(text)
    .map((word) => word.replaceAll("'", ''))
    .filter((word) => word !== '?');
}

function isTurning(mark: Mark | undefined): boolean {
  return mark === 'negations' || mark === 'absences';
}

function unread(text: string): Clause {
  return {
    text,
    words: [],
    kind: undefined,
    isTrouble: true,
    isAsking: false,
    startsNegated: false,
    negated: [],
    went: [],
  };
}

function phraseWords(phrase: string): string[] {
  return phrase.split(' ').flatMap((word) => (word === '*' ? [word] : wordsOf(word)));
}

/** Makes the expression by which a text is split: at punctuation, at double quotation marks, and before a joining word. */
function splitterFor(joints: readonly string[]): RegExp {
  const words = joints.map((phrase) => phrase.replaceAll(' ', '\\s')).join('|') || '(?!)';
  return new RegExp(`((?:[.!?;:,()\\n–—]{1,9}|\\s-{1,3})(?=\\s|$)|["“”]|\\s(?=(?:${words})\\s))`, 'giu');
}

/** Returns the number of words that a phrase takes from a place on; 0 where it does not stand there. */
function lengthAt({ words: phrase }: Phrase, words: readonly string[], start: number): number {
  let at = start;
  for (const [part, word] of phrase.entries()) {
    if (word === '*') {
      const gap = words.slice(at, at + LONGEST_GAP + 1).indexOf(phrase[part + 1] ?? '');
      if (gap < 0) return 0;
      at += gap;
    } else if (words[at] === word) at += 1;
    else return 0;
  }
  return at - start;
}
