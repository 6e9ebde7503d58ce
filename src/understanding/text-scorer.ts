import type { Classifier } from './classifier/classifier.ts';
import { splitSentences } from './classifier/split-text.ts';

/** In characters; the rest of a text is not read. */
const LONGEST_TEXT = 4000;
/** In characters, once they are decomposed: a few kinds of letters become eighteen. */
const LONGEST_DECOMPOSED = 2 * LONGEST_TEXT;
/** Each sentence is scored; what follows these counts only in the text as a whole. */
const MOST_SENTENCES = 100;
/** The weight of the sentence that speaks most for a label, against the mail as a whole. */
const SENTENCE_WEIGHT = 1 / 3;
/** The score of a class that does not exist. */
export const LOWEST = -1;

export interface TextScorerOptions {
  /** The labels of out-of-scope groups. */
  outOfScope: ReadonlySet<string>;
  /** The labels of what asks for nothing, as greetings and thanks: it says nothing beside other sentences. */
  courtesies: ReadonlySet<string>;
  language: string;
}

/** A sentence with its scores, and whether it only greets or thanks, or says that all is well. */
export interface ReadSentence {
  sentence: string;
  scores: Float32Array;
  asksNothing: boolean;
}

/**
 * Scores texts label by label: a mail as a whole and by its sentences, leaving out those that ask for nothing. One sentence
 * is enough to ask something, but one about the weather does not put a whole mail out of scope, nor does one that sounds like
 * good news settle its trouble.
 */
export class TextScorer {
  readonly labels: readonly string[];
  readonly #classifier: Classifier;
  readonly #outOfScope: ReadonlySet<string>;
  readonly #courtesies: ReadonlySet<string>;
  readonly #language: string;

  constructor(classifier: Classifier, { outOfScope, courtesies, language }: TextScorerOptions) {
    this.labels = classifier.labels;
    this.#classifier = classifier;
    this.#outOfScope = outOfScope;
    this.#courtesies = courtesies;
    this.#language = language;
  }

  /** Returns one score for each label, in the labels' order. Sentences that are among those `known` are not scored again; others are added. */
  scoresOf(text: string, known = new Map<string, ReadSentence>()): Float32Array {
    const readable = beginningOf(text);
    const sentences = splitSentences(readable, this.#language, MOST_SENTENCES);
    if (sentences.length < 2) return this.#classifier.scoresOf(readable);
    const read = sentences.slice(0, MOST_SENTENCES).map((sentence) => {
      const own = known.get(sentence) ?? this.#read(sentence);
      known.set(sentence, own);
      return own;
    });
    const telling = read.filter(({ asksNothing }) => !asksNothing);
    if (telling.length === 0) return this.#classifier.scoresOf(readable);
    const unscored = sentences.slice(MOST_SENTENCES);
    const whole = this.#classifier.scoresOf(
      [...telling.map(({ sentence }) => sentence), ...unscored].join(' '),
    );
    if (telling.length < 2) return whole;
    return whole.map((score, label) => {
      const name = this.labels[label] ?? '';
      if (this.#outOfScope.has(name) || this.#courtesies.has(name)) return score;
      const strongest = Math.max(...telling.map(({ scores }) => scores[label] ?? LOWEST));
      return score + SENTENCE_WEIGHT * (strongest - score);
    });
  }

  #read(sentence: string): ReadSentence {
    const scores = this.#classifier.scoresOf(sentence);
    const best = this.labels[scores.indexOf(Math.max(...scores))] ?? '';
    return { sentence, scores, asksNothing: this.#courtesies.has(best) };
  }
}

/** Returns as much of a text as is read. */
export function beginningOf(text: string): string {
  const beginning = text.slice(0, LONGEST_TEXT);
  const decomposed = beginning.normalize('NFKD');
  return decomposed.length > LONGEST_DECOMPOSED ? decomposed.slice(0, LONGEST_DECOMPOSED) : beginning;
}
