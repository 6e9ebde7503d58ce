import type { Classifier } from './classifier.ts';
import { sentencesOf } from './sentences.ts';

/** An intent and how sure it is, from 0 to 1. */
export interface Candidate {
  intent: string;
  confidence: number;
}

/** What a text was understood as. */
export interface Match {
  /**
   * `answer`: the first candidate is meant. `suggest`: one of the candidates may be meant. `none`: nothing that is known
   * here is meant.
   */
  outcome: 'answer' | 'suggest' | 'none';
  /** The likeliest intents, best first. */
  candidates: Candidate[];
  /** The group of what is out of scope that the text looks like, where it looks more like that than like any intent. */
  outOfScope: string | undefined;
}

/** How many intents are offered where it is not clear which one is meant. */
const CANDIDATES = 3;
/** From these confidences on a text is answered, or asked back about: found on phrases of writers left out of training. */
const ANSWER_FROM = 0.5;
const SUGGEST_FROM = 0.1;

/** Weights of what speaks for the best intent: its lead over the next one, and what speaks against all intents. */
const LEAD = 0.5;
const OUTSIDE = 0.5;
/** Turns that evidence into a confidence. */
const SLOPE = 6;
const MIDDLE = 0.4;
/** What speaks for an intent at whose step the person is. */
const AT_THE_STEP = 0.25;

/** Matches texts with intents, or with nothing. */
export class Matcher {
  readonly #classifier: Classifier;
  readonly #language: string;
  /** By label: the intent it stands for; undefined for a group of what is out of scope. */
  readonly #intents: readonly (string | undefined)[];

  /** @param outOfScope the labels that stand for what is out of scope. */
  constructor(classifier: Classifier, outOfScope: ReadonlySet<string>, language: string) {
    this.#classifier = classifier;
    this.#language = language;
    this.#intents = classifier.labels.map((label) => (outOfScope.has(label) ? undefined : label));
  }

  /**
   * Understands a text. Where it is not clear, an intent that belongs to the step the person is at is taken rather than
   * another one.
   */
  match(text: string, isHere: (intent: string) => boolean = () => false): Match {
    const scores = this.#scoresOf(text);
    const match = this.#decide(scores);
    if (match.outcome === 'answer') return match;
    const nudged = scores.map((score, label) => {
      const intent = this.#intents[label];
      return intent !== undefined && isHere(intent) ? score + AT_THE_STEP : score;
    });
    return this.#decide(nudged);
  }

  #scoresOf(text: string): Float32Array {
    const whole = this.#classifier.scoresOf(text);
    const sentences = sentencesOf(text, this.#language);
    if (sentences.length < 2) return whole;
    const parts = sentences.map((sentence) => this.#classifier.scoresOf(sentence));
    return whole.map((score, label) => Math.max(score, ...parts.map((part) => part[label] ?? 0)));
  }

  #decide(scores: Float32Array): Match {
    const order = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    const inside = order.filter((label) => this.#intents[label] !== undefined);
    const outside = order.find((label) => this.#intents[label] === undefined);
    const against = outside === undefined ? -1 : (scores[outside] ?? -1);
    const candidates = inside.slice(0, CANDIDATES).map((label) => {
      const rival = order.find((other) => other !== label);
      const score = scores[label] ?? -1;
      const lead = score - (rival === undefined ? -1 : (scores[rival] ?? -1));
      const evidence = score + LEAD * lead - OUTSIDE * against;
      return {
        intent: this.#intents[label] ?? '',
        confidence: 1 / (1 + Math.exp(-SLOPE * (evidence - MIDDLE))),
      };
    });
    const best = candidates[0]?.confidence ?? 0;
    return {
      outcome: best >= ANSWER_FROM ? 'answer' : best >= SUGGEST_FROM ? 'suggest' : 'none',
      candidates,
      outOfScope:
        outside !== undefined && order[0] === outside ? this.#classifier.labels[outside] : undefined,
    };
  }
}
