import type { Denials } from '../content/schema/words/denials.ts';
import type { Example } from './classifier.ts';
import type { Stem } from './stemmer.ts';
import { splitWords } from './split-text.ts';

/** How a clause denies a matter; `goes` and `well` say that all is well, the first by a mere verb: "the code arrived". */
export type DenialKind = 'aside' | 'well' | 'goes' | 'negated';

type Mark = Exclude<keyof Denials, 'joints' | 'conditions' | 'questionStarts'>;

interface Clause {
  /** With the punctuation behind it. */
  text: string;
  kind: DenialKind | undefined;
  /** Whether it reports trouble, or asks. */
  isOpen: boolean;
  negated: string[];
}

export const TUNE = { reach: 4, near: 2, share: { aside: +(process.env.A ?? 0.03), well: +(process.env.W ?? 0.08), goes: +(process.env.G ?? 0.05), negated: 0.3 } as Record<DenialKind, number>, agree: 0.1, least: 6, lift: 3 };
const MOST_CLAUSES = 60;
const GAP = 3;

export class DenialFinder {
  readonly #phrases = new Map<string, { words: string[]; mark: Mark }[]>();
  readonly #split: RegExp;
  readonly #starts: RegExp;
  readonly #asks: ReadonlySet<string>;
  readonly #examples: Map<string, Example[]>;
  readonly #stem: Stem;
  readonly #shares = new Map<string, Record<DenialKind, number>>();
  #seen: { all: number; by: Map<string, number> } | undefined;
  readonly #polarity = new Map<string, Map<string, [number, number]>>();

  constructor(denials: Denials, examples: readonly Example[], stem: Stem) {
    const { joints, conditions, questionStarts, ...marks } = denials;
    for (const [mark, phrases] of Object.entries(marks) as [Mark, string[]][])
      for (const phrase of phrases) {
        const words = phrase.split(' ').flatMap((w) => (w === '*' ? ['*'] : wordsOf(w)));
        const first = words[0] ?? '';
        const list = this.#phrases.get(first) ?? [];
        list.push({ words, mark });
        this.#phrases.set(first, list);
      }
    const or = (list: readonly string[]) => list.map((w) => w.replace(/ /g, '\\s+')).join('|');
    this.#split = new RegExp(`((?:[.!?;:,()\\n–—]+|\\s-+)(?=\\s|$)\\s*|\\s*["“”]\\s*|\\s(?=(?:${or([...joints, ...conditions])})\\s))`, 'giu');
    this.#starts = new RegExp(`^(?:${or(conditions)})\\s`, 'iu');
    this.#asks = new Set(questionStarts);
    this.#examples = Map.groupBy(examples, ({ label }) => label);
    this.#stem = stem;
  }

  clausesOf(text: string): Clause[] {
    const pieces = text.split(this.#split);
    const clauses: Clause[] = [];
    let isQuoted = false;
    for (let i = 0; i < pieces.length && clauses.length < MOST_CLAUSES; i += 2) {
      const own = pieces[i] ?? '';
      const behind = pieces[i + 1] ?? '';
      if (own === '' && behind === '') continue;
      clauses.push(isQuoted ? { text: own + behind, kind: undefined, isOpen: true, negated: [] } : this.#clause(own, behind));
      if ((own + behind).split(/["“”]/u).length % 2 === 0) isQuoted = !isQuoted;
    }
    return clauses;
  }

  #clause(own: string, behind: string): Clause {
    const text = own + behind;
    const none = { text, kind: undefined, isOpen: false, negated: [] };
    const words = wordsOf(own);
    if (words.length === 0) return none;
    let kind: DenialKind | undefined;
    let isOpen = behind.includes('?');
    if (this.#asks.has(words[0] ?? '') && this.#markAt(words, 1)?.mark !== 'negations' && !this.#markAt(words, 0)) isOpen = true;
    let isAside = false;
    let negation = -99;
    let used = true;
    let isAbsent = false;
    const set = (next: DenialKind) => {
      if (kind !== 'well') kind = next;
    };
    const negated: string[] = [];
    for (let at = 0; at < words.length; ) {
      const found = this.#markAt(words, at);
      const isNegated = at - negation <= TUNE.reach;
      if (!found) {
        if (isNegated && at - negation <= TUNE.near) negated.push(words[at] ?? '');
        at += 1;
        continue;
      }
      const { mark, length } = found;
      if (mark === 'aside' || mark === 'asideBefore') isAside = true;
      else if (mark === 'asking' || mark === 'inabilities') isOpen = true;
      else if (mark === 'negations' || mark === 'absences') {
        negation = at;
        used = false;
        isAbsent = mark === 'absences';
      } else {
        if (isNegated) used = true;
        else if (mark === 'failing') {
          at += length;
          continue;
        }
        if ((mark === 'troubles') === isNegated) set(mark === 'wellVerbs' ? 'goes' : 'well');
        else isOpen = true;
      }
      at += length;
    }
    if (isAside) return { text, kind: behind.includes('?') ? undefined : 'aside', isOpen: false, negated };
    if (isOpen) return { ...none, isOpen };
    if (this.#starts.test(own)) return none;
    if (!used) return { text, kind: kind || isAbsent ? undefined : 'negated', isOpen: true, negated };
    return { text, kind, isOpen: false, negated };
  }

  #markAt(words: readonly string[], at: number): { mark: Mark; length: number } | undefined {
    let best: { mark: Mark; length: number } | undefined;
    for (const phrase of this.#phrases.get(words[at] ?? '') ?? []) {
      const length = lengthOf(phrase.words, words, at);
      if (length > (best?.length ?? 0)) best = { mark: phrase.mark, length };
    }
    return best;
  }

  /** Returns the clauses that deny an intent, and the text without them. */
  read(text: string, intent: string): { kinds: DenialKind[]; rest: string; isRestOpen: boolean } | undefined {
    const clauses = this.clausesOf(text);
    if (clauses.every(({ kind }) => kind === undefined)) return undefined;
    const denies = clauses.map((clause) => this.#denies(clause, intent));
    if (!denies.includes(true)) return undefined;
    const kept = clauses.filter((_, at) => !denies[at]);
    return {
      kinds: clauses.filter((_, at) => denies[at]).map(({ kind }) => kind as DenialKind),
      rest: kept.map(({ text: own }) => own).join('').trim(),
      isRestOpen: kept.some(({ isOpen }) => isOpen),
    };
  }

  #denies({ kind, negated }: Clause, intent: string): boolean {
    if (kind === undefined) return false;
    if (this.shareOf(intent, kind) > TUNE.share[kind]) return false;
    return kind !== 'negated' || this.#isTurnedRound(negated, intent);
  }

  shareOf(intent: string, kind: DenialKind): number {
    let shares = this.#shares.get(intent);
    if (!shares) {
      const own = this.#examples.get(intent) ?? [];
      const count = { aside: 0, well: 0, goes: 0, negated: 0 };
      for (const { text } of own) {
        for (const each of new Set(this.clausesOf(text).map((c) => c.kind))) if (each) count[each] += 1;
      }
      shares = count;
      for (const each of Object.keys(count) as DenialKind[]) shares[each] /= own.length || 1;
      this.#shares.set(intent, shares);
    }
    return shares[kind];
  }

  #isTurnedRound(negated: readonly string[], intent: string): boolean {
    const seen = this.#words();
    const own = this.#polarityOf(intent);
    const count = this.#examples.get(intent)?.length ?? 1;
    for (const word of negated) {
      const stem = this.#stem(word);
      const [plain, turned] = own.get(stem) ?? [0, 0];
      const all = plain + turned;
      if (all < TUNE.least || all / count / ((seen.by.get(stem) ?? 1) / seen.all) < TUNE.lift) continue;
      return (turned + 0.5) / (all + 1) < TUNE.agree;
    }
    return false;
  }

  #polarityOf(intent: string): Map<string, [number, number]> {
    let polarity = this.#polarity.get(intent);
    if (!polarity) {
      polarity = new Map();
      for (const { text } of this.#examples.get(intent) ?? []) {
        const here = new Map<string, boolean>();
        let negation = -99;
        wordsOf(text).forEach((word, at) => {
          if (this.#phrases.get(word)?.some(({ mark, words }) => words.length === 1 && (mark === 'negations' || mark === 'absences')) || /^(?:cant|cannot|couldnt)$/.test(word)) negation = at;
          else { const s = this.#stem(word); here.set(s, (here.get(s) ?? false) || at - negation <= TUNE.reach); }
        });
        for (const [stem, turned] of here) {
          const counts = polarity.get(stem) ?? [0, 0];
          counts[turned ? 1 : 0] += 1;
          polarity.set(stem, counts);
        }
      }
      this.#polarity.set(intent, polarity);
    }
    return polarity;
  }

  #words(): { all: number; by: Map<string, number> } {
    if (!this.#seen) {
      const by = new Map<string, number>();
      let all = 0;
      for (const own of this.#examples.values())
        for (const { text } of own) {
          all += 1;
          for (const stem of new Set(wordsOf(text).map(this.#stem))) by.set(stem, (by.get(stem) ?? 0) + 1);
        }
      this.#seen = { all, by };
    }
    return this.#seen;
  }
}

function lengthOf(phrase: readonly string[], words: readonly string[], at: number): number {
  let here = at;
  for (let i = 0; i < phrase.length; i++) {
    if (phrase[i] === '*') {
      const next = phrase[i + 1];
      const found = words.slice(here, here + GAP + 1).indexOf(next ?? '');
      if (found < 0) return 0;
      here += found;
    } else if (words[here] !== phrase[i]) return 0;
    else here += 1;
  }
  return here - at;
}

/** Splits a text into words without apostrophes, so that "dont" equals "don't". */
function wordsOf(text: string): string[] {
  return splitWords(text).map((word) => word.replaceAll("'", '')).filter((word) => word !== '?');
}
