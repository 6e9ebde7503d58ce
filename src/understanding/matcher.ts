import type { Classifier } from './classifier.ts';
import { type Evidence, likelihoodInScope, likelihoodMeant } from './confidence.ts';
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

/** How many intents are ranked: a few more than are offered, since some of them refine one another. */
const CANDIDATES = 5;
/** From this confidence on a text is answered; from this likeness to what is in scope on, it is asked back about. */
const ANSWER_FROM = 0.7;
const SUGGEST_FROM = 0.5;

/** What speaks for an intent at whose step the person is. */
const AT_THE_STEP = 0.5;

/** The score of a class that there is not. */
const LOWEST = -1;

/** The likeliest intents with what speaks for each, best first. */
export interface Weighed {
  intents: ({ intent: string } & Evidence)[];
  /** The group of what is out of scope, where the text looks more like that than like any intent. */
  outOfScope: string | undefined;
}

export interface MatcherOptions {
  /** The labels that stand for what is out of scope. */
  outOfScope: ReadonlySet<string>;
  /** The intents that only greet or thank: beside other sentences they say nothing. */
  courtesies: ReadonlySet<string>;
  language: string;
}

/** Matches texts with intents, or with nothing. */
export class Matcher {
  readonly #classifier: Classifier;
  readonly #language: string;
  readonly #courtesies: ReadonlySet<string>;
  /** By label: the intent it stands for; undefined for a group of what is out of scope. */
  readonly #intents: readonly (string | undefined)[];

  constructor(classifier: Classifier, { outOfScope, courtesies, language }: MatcherOptions) {
    this.#classifier = classifier;
    this.#language = language;
    this.#courtesies = courtesies;
    this.#intents = classifier.labels.map((label) => (outOfScope.has(label) ? undefined : label));
  }

  /**
   * Understands a text. Where it is not clear which intent is meant, one that belongs to the step the person is at is
   * taken rather than another one.
   */
  match(text: string, isHere: (intent: string) => boolean = () => false): Match {
    const scores = this.#scoresOf(text);
    const match = this.#decide(scores);
    if (match.outcome !== 'suggest') return match;
    const nudged = scores.map((score, label) => {
      const intent = this.#intents[label];
      return intent !== undefined && isHere(intent) ? score + AT_THE_STEP : score;
    });
    return this.#decide(nudged);
  }

  /** A mail is read as a whole and sentence by sentence, without those that only greet or thank. */
  #scoresOf(text: string): Float32Array {
    const read = sentencesOf(text, this.#language).map((sentence) => this.#read(sentence));
    const telling = read.filter(({ isCourtesy }) => !isCourtesy);
    if (read.length < 2 || telling.length === 0) return this.#classifier.scoresOf(text);
    const whole = this.#classifier.scoresOf(telling.map(({ sentence }) => sentence).join(' '));
    if (telling.length < 2) return whole;
    return whole.map((score, label) => {
      const strongest = Math.max(...telling.map(({ scores }) => scores[label] ?? -1));
      return (score + strongest) / 2;
    });
  }

  #read(sentence: string): { sentence: string; scores: Float32Array; isCourtesy: boolean } {
    const scores = this.#classifier.scoresOf(sentence);
    const best = scores.indexOf(Math.max(...scores));
    return { sentence, scores, isCourtesy: this.#courtesies.has(this.#intents[best] ?? '') };
  }

  /** What a text's scores say, for each of its likeliest intents. */
  weigh(text: string): Weighed {
    return this.#weigh(this.#scoresOf(text));
  }

  #weigh(scores: Float32Array): Weighed {
    const scoreOf = (label: number | undefined) => (label === undefined ? LOWEST : (scores[label] ?? LOWEST));
    const order = [...scores.keys()].sort((a, b) => scoreOf(b) - scoreOf(a));
    const inside = order.filter((label) => this.#intents[label] !== undefined);
    const outside = order.find((label) => this.#intents[label] === undefined);
    const [first, second] = inside;
    return {
      intents: inside.slice(0, CANDIDATES).map((label) => ({
        intent: this.#intents[label] ?? '',
        score: scoreOf(label),
        lead: scoreOf(label) - scoreOf(label === first ? second : first),
        outside: scoreOf(outside),
      })),
      outOfScope:
        outside !== undefined && order[0] === outside ? this.#classifier.labels[outside] : undefined,
    };
  }

  #decide(scores: Float32Array): Match {
    const { intents, outOfScope } = this.#weigh(scores);
    const candidates = intents.map(({ intent, ...evidence }) => ({
      intent,
      confidence: likelihoodMeant(evidence),
    }));
    const [best] = intents;
    const isKnown = best !== undefined && likelihoodInScope(best) >= SUGGEST_FROM;
    const isSure = (candidates[0]?.confidence ?? 0) >= ANSWER_FROM;
    return { outcome: isKnown ? (isSure ? 'answer' : 'suggest') : 'none', candidates, outOfScope };
  }
}
