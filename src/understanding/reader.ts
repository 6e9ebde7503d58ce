import type { Classifier } from './classifier.ts';
import { sentencesOf } from './sentences.ts';

/** A message is read up to this many characters. */
const LONGEST_TEXT = 20_000;
/** What the sentence that speaks most for a label weighs against the mail as a whole. */
const SENTENCE_WEIGHT = 1 / 3;
/** The score of a class that there is not. */
export const LOWEST = -1;

export interface ReaderOptions {
  /** The labels that stand for what is out of scope. */
  outOfScope: ReadonlySet<string>;
  /** The labels that only greet or thank: beside other sentences they say nothing. */
  courtesies: ReadonlySet<string>;
  language: string;
}

/**
 * Scores texts label by label: a mail as a whole and by its sentences, without those that only greet or thank. One
 * sentence is enough to ask something, but one about the weather puts no mail out of scope.
 */
export class Reader {
  readonly labels: readonly string[];
  readonly #classifier: Classifier;
  readonly #outOfScope: ReadonlySet<string>;
  readonly #courtesies: ReadonlySet<string>;
  readonly #language: string;

  constructor(classifier: Classifier, { outOfScope, courtesies, language }: ReaderOptions) {
    this.labels = classifier.labels;
    this.#classifier = classifier;
    this.#outOfScope = outOfScope;
    this.#courtesies = courtesies;
    this.#language = language;
  }

  /** One score a label, in the order of the labels. */
  scoresOf(text: string): Float32Array {
    const read = sentencesOf(text.slice(0, LONGEST_TEXT), this.#language).map((sentence) =>
      this.#read(sentence),
    );
    const telling = read.filter(({ isCourtesy }) => !isCourtesy);
    if (read.length < 2 || telling.length === 0)
      return this.#classifier.scoresOf(text.slice(0, LONGEST_TEXT));
    const whole = this.#classifier.scoresOf(telling.map(({ sentence }) => sentence).join(' '));
    if (telling.length < 2) return whole;
    return whole.map((score, label) => {
      if (this.#outOfScope.has(this.labels[label] ?? '')) return score;
      const strongest = Math.max(...telling.map(({ scores }) => scores[label] ?? LOWEST));
      return score + SENTENCE_WEIGHT * (strongest - score);
    });
  }

  #read(sentence: string): { sentence: string; scores: Float32Array; isCourtesy: boolean } {
    const scores = this.#classifier.scoresOf(sentence);
    const best = this.labels[scores.indexOf(Math.max(...scores))] ?? '';
    return { sentence, scores, isCourtesy: this.#courtesies.has(best) };
  }
}
