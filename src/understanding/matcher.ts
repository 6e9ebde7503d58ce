import type { Classifier } from './classifier.ts';
import { type Evidence, likelihoodInScope, likelihoodMeant } from './confidence.ts';
import { LOWEST, Reader, type ReaderOptions } from './reader.ts';

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

/** What a text's scores say: the likeliest labels that are in scope, best first. */
export interface Weighed {
  ranked: ({ label: string } & Evidence)[];
  /** The group of what is out of scope, where the text looks more like that than like anything else. */
  outOfScope: string | undefined;
}

/** How many intents are ranked: a few more than are offered, since some of them refine one another. */
const CANDIDATES = 5;
/** From this likelihood of being meant on an intent is answered; from this likeness to what is in scope on, it is offered. */
const ANSWER_FROM = 0.7;
const OFFER_FROM = 0.5;
/** What speaks for an intent at whose step the person is. */
const AT_THE_STEP = 0.5;

export interface MatcherOptions extends ReaderOptions {
  /** The labels whose texts mean one of several intents, which only the step tells, with those intents. */
  vague: ReadonlyMap<string, readonly string[]>;
}

/** Matches texts with intents, or with nothing. */
export class Matcher {
  readonly #reader: Reader;
  readonly #outOfScope: ReadonlySet<string>;
  readonly #vague: ReadonlyMap<string, readonly string[]>;

  constructor(classifier: Classifier, options: MatcherOptions) {
    this.#reader = new Reader(classifier, options);
    this.#outOfScope = options.outOfScope;
    this.#vague = options.vague;
  }

  /**
   * Understands a text. Where it is not clear which intent is meant, one that belongs to the step the person is at is
   * taken rather than another one.
   */
  match(text: string, isHere: (intent: string) => boolean = () => false): Match {
    const scores = this.#reader.scoresOf(text);
    const match = this.#decide(scores, isHere);
    if (match.outcome !== 'suggest') return match;
    const nudged = scores.map((score, at) =>
      this.#meaningsOf(this.#reader.labels[at] ?? '').some(isHere) ? score + AT_THE_STEP : score,
    );
    return this.#decide(nudged, isHere);
  }

  /** What a text's scores say, before anything is decided. */
  weigh(text: string): Weighed {
    return this.#weigh(this.#reader.scoresOf(text));
  }

  #weigh(scores: Float32Array): Weighed {
    const all = this.#reader.labels
      .map((label, at) => ({ label, score: scores[at] ?? LOWEST }))
      .sort((a, b) => b.score - a.score);
    const inside = all.filter(({ label }) => !this.#outOfScope.has(label));
    const outside = all.find(({ label }) => this.#outOfScope.has(label));
    const [first, second] = inside;
    return {
      ranked: inside.slice(0, CANDIDATES).map((own) => ({
        ...own,
        lead: own.score - ((own === first ? second : first)?.score ?? LOWEST),
        outside: outside?.score ?? LOWEST,
      })),
      outOfScope: outside && all[0] === outside ? outside.label : undefined,
    };
  }

  #decide(scores: Float32Array, isHere: (intent: string) => boolean): Match {
    const { ranked, outOfScope } = this.#weigh(scores);
    const [best] = ranked;
    const meanings = best && this.#vague.get(best.label);
    const candidates = meanings
      ? this.#candidatesOf(meanings, likelihoodMeant(best), isHere)
      : ranked
          .filter(({ label }) => !this.#vague.has(label))
          .map(({ label, ...evidence }) => ({ intent: label, confidence: likelihoodMeant(evidence) }));
    const isKnown = best !== undefined && likelihoodInScope(best) >= OFFER_FROM;
    const isClear = meanings ? meanings.some(isHere) : (candidates[0]?.confidence ?? 0) >= ANSWER_FROM;
    return { outcome: isKnown ? (isClear ? 'answer' : 'suggest') : 'none', candidates, outOfScope };
  }

  /** What vague words may mean: at the step of one meaning it is that one, elsewhere first what the step is about. */
  #candidatesOf(
    meanings: readonly string[],
    likelihood: number,
    isHere: (intent: string) => boolean,
  ): Candidate[] {
    const here = meanings.filter(isHere);
    const around = here.length > 0 ? here : this.#reader.labels.filter(isHere);
    const intents = [...new Set([...around, ...meanings])];
    const confidence = likelihood / (here.length || intents.length);
    return intents.map((intent) => ({
      intent,
      confidence: here.length === 0 || here.includes(intent) ? confidence : 0,
    }));
  }

  #meaningsOf(label: string): readonly string[] {
    return this.#vague.get(label) ?? [label];
  }
}
