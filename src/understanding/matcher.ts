import type { Classifier } from './classifier/classifier.ts';
import { type Evidence, likelihoodInScope, likelihoodMeant } from './confidence.ts';
import type { Denial, DenialFinder } from './denials/denial-finder.ts';
import type { OpeningFinder } from './opening.ts';
import { LOWEST, type ReadSentence, TextScorer, type TextScorerOptions } from './text-scorer.ts';

/** An intent, and the confidence in it from 0 to 1. */
export interface Candidate {
  intent: string;
  confidence: number;
}

/** The meaning that was found in a text. */
export interface Match {
  /**
   * `answer`: the first candidate is meant. `suggest`: one of the candidates may be meant. `none`: no known intent is
   * meant.
   */
  outcome: 'answer' | 'suggest' | 'none';
  /** The likeliest intents, best first. */
  candidates: Candidate[];
  /** The out-of-scope group that the text looks like, if it looks more like that than like any intent. */
  outOfScope: string | undefined;
  /** Whether the text denies something, or says that all is well, and asks for nothing. */
  onlyDenies?: boolean;
}

/** A text's scores, in order: the likeliest labels in scope, best first. */
export interface Weighed {
  ranked: ({ label: string } & Evidence)[];
  /** The out-of-scope group, if the text looks more like that than like anything else. */
  outOfScope: string | undefined;
  /** What says that all is well, if the text looks more like that than like anything else. */
  settled: Candidate | undefined;
}

/** The number of intents ranked: a few more than are offered, since some refine one another. */
const CANDIDATES = 5;
/** The number of candidates that are near enough to be meant. */
const MOST_OFFERED = 3;
/** Where one intent is denied, another one is offered from this likelihood on. */
const NEAR_FROM = 0.05;
/** What is left of such a text says something where another intent is at least this likely. */
const LIKELY_FROM = 0.5;
/** A text at least this likely to be in scope gets offers. */
const OFFER_FROM = 0.2;
/** A text whose best score is lower looks like nothing, be it ever so unlike what is out of scope. */
const LIKE_NOTHING = 0;
/** An intent at least this likely to be meant is answered, in a text at least this likely to be in scope. */
const ANSWER_FROM = 0.5;
const IN_SCOPE_FROM = 0.58;
/** An intent less likely than this is a stray word's doing, and so are vague words that are less likely. */
const HARDLY_LIKELY = 0.3;
const HARDLY_VAGUE = 0.5;
/** How much likelier a score that is higher by 1 makes a label, as a logarithm. */
const STEEPNESS = 10;
/** The odds of what the scores leave no doubt about, as a logarithm. */
const NO_DOUBT = 20;
/** What says that a matter is settled has the words of the matter: that much of its score speaks against it. */
const MATTER_WEIGHT = 0.5;
/** A text at least this likely to say that all is well is taken note of: who is wrongly thanked gets no help. */
const SURELY_SETTLED_FROM = 0.8;
/** The score added to an intent that belongs to the step the person is at. */
const AT_THE_STEP = 0.5;

export interface MatcherOptions extends TextScorerOptions {
  /** The labels of what says of other matters that they are well, over or not wanted. */
  settled: ReadonlySet<string>;
  /** Labels of vague texts, each with the intents that the step chooses from. */
  vague: ReadonlyMap<string, readonly string[]>;
  /** Finds what a text denies, in languages that have the words for it. */
  denials?: DenialFinder | undefined;
  /** Finds the greeting before a matter, in languages with examples of greetings. */
  opening?: OpeningFinder;
}

/** Matches texts with intents, or with nothing. */
export class Matcher {
  readonly #reader: TextScorer;
  readonly #outOfScope: ReadonlySet<string>;
  readonly #vague: ReadonlyMap<string, readonly string[]>;
  readonly #courtesies: ReadonlySet<string>;
  readonly #settled: ReadonlySet<string>;
  readonly #denials: DenialFinder | undefined;
  readonly #opening: OpeningFinder | undefined;

  constructor(classifier: Classifier, options: MatcherOptions) {
    this.#reader = new TextScorer(classifier, options);
    this.#outOfScope = options.outOfScope;
    this.#vague = options.vague;
    this.#courtesies = options.courtesies;
    this.#settled = options.settled;
    this.#denials = options.denials;
    this.#opening = options.opening;
  }

  /**
   * Matches a text with intents. Where it is not clear which one is meant, those that belong to the step the person is at
   * are preferred. An intent that the text denies is not answered, nor a greeting before the matter, nor a number
   * alone, which may be about anything.
   */
  match(text: string, isHere: (intent: string) => boolean = () => false): Match {
    const matter = this.#opening?.matterOf(text);
    const own = matter === undefined ? undefined : this.#matchMeant(matter, isHere);
    const match = own && own.outcome !== 'none' ? own : this.#matchMeant(text, isHere);
    return match.outcome === 'answer' && !/\p{L}/u.test(text) ? { ...match, outcome: 'suggest' } : match;
  }

  #matchMeant(text: string, isHere: (intent: string) => boolean): Match {
    // What is left of a text without its denial has most of its sentences again.
    const known = new Map<string, ReadSentence>();
    const match = this.#match(text, isHere, known);
    const [best] = match.candidates;
    if (!best || match.outcome === 'none' || this.#courtesies.has(best.intent)) return match;
    const denial = this.#denials?.find(text, best.intent);
    // These clauses alone have to point to the intent: a long text may deny something else.
    if (!denial || this.weigh(denial.denied).ranked[0]?.label !== best.intent) return match;
    return withoutDenied(match, best.intent, denial, this.#match(denial.rest, isHere, known));
  }

  #match(text: string, isHere: (intent: string) => boolean, known: Map<string, ReadSentence>): Match {
    const scores = this.#reader.scoresOf(text, known);
    const match = this.#decide(scores, isHere);
    if (match.outcome === 'answer') return this.#unlessSettled(match, scores);
    if (match.outcome === 'none') return match;
    const nudged = scores.map((score, at) =>
      this.#meaningsOf(this.#reader.labels[at] ?? '').some(isHere) ? score + AT_THE_STEP : score,
    );
    return this.#unlessSettled(this.#decide(nudged, isHere), scores);
  }

  /** Only offers what would be answered, where the text may well say that nothing is to be done about it. */
  #unlessSettled(match: Match, scores: Float32Array): Match {
    const isSure = match.outcome !== 'answer' || this.#courtesies.has(match.candidates[0]?.intent ?? '');
    return isSure || !this.#mayBeSettled(scores) ? match : { ...match, outcome: 'suggest' };
  }

  #mayBeSettled(scores: Float32Array): boolean {
    let settled = LOWEST;
    let matter = LOWEST;
    scores.forEach((score, at) => {
      if (this.#settled.has(this.#reader.labels[at] ?? '')) settled = Math.max(settled, score);
      else matter = Math.max(matter, score);
    });
    return settled > MATTER_WEIGHT * matter;
  }

  /** Scores and ranks the intents without deciding between them. */
  weigh(text: string): Weighed {
    return this.#weigh(this.#reader.scoresOf(text));
  }

  #weigh(scores: Float32Array): Weighed {
    const all = this.#reader.labels
      .map((label, at) => ({ label, score: scores[at] ?? LOWEST }))
      .sort((a, b) => b.score - a.score);
    const [first] = all;
    const asking = all.filter(({ label }) => !this.#settled.has(label));
    const outside = all.find(({ label }) => this.#outOfScope.has(label));
    const likeliness = ({ score }: { score: number }) =>
      Math.exp(STEEPNESS * (score - (first?.score ?? LOWEST)));
    const total = sum(asking.map(likeliness));
    const weighed = (own: { label: string; score: number }, among: number) => ({
      ...own,
      outside: outside?.score ?? LOWEST,
      odds: logOdds(likeliness(own), among),
    });
    const settled = first && this.#settled.has(first.label) ? first : undefined;
    return {
      ranked: asking
        .filter(({ label }) => !this.#outOfScope.has(label))
        .slice(0, CANDIDATES)
        .map((own) => weighed(own, total)),
      outOfScope: outside && first === outside ? outside.label : undefined,
      settled: settled && {
        intent: settled.label,
        confidence: likelihoodMeant(weighed(settled, total + likeliness(settled))),
      },
    };
  }

  #decide(scores: Float32Array, isHere: (intent: string) => boolean): Match {
    const { ranked, outOfScope, settled } = this.#weigh(scores);
    const [best] = ranked;
    const meanings = best && this.#vague.get(best.label);
    const candidates = meanings
      ? this.#candidatesOf(meanings, likelihoodMeant(best), isHere)
      : ranked
          .filter(({ label }) => !this.#vague.has(label))
          .map(({ label, ...evidence }) => ({ intent: label, confidence: likelihoodMeant(evidence) }));
    if (settled && settled.confidence >= SURELY_SETTLED_FROM)
      return { outcome: 'answer', candidates: [settled, ...candidates], outOfScope };
    const inScope = best ? likelihoodInScope(best) : 0;
    const confidence = candidates[0]?.confidence ?? 0;
    const isKnown =
      best !== undefined &&
      best.score >= LIKE_NOTHING &&
      inScope >= OFFER_FROM &&
      likelihoodMeant(best) >= (meanings ? HARDLY_VAGUE : HARDLY_LIKELY);
    const isClear = meanings ? meanings.some(isHere) : confidence >= ANSWER_FROM && inScope >= IN_SCOPE_FROM;
    return { outcome: isKnown ? (isClear ? 'answer' : 'suggest') : 'none', candidates, outOfScope };
  }

  /** Resolves vague words: at the step of one meaning that one counts, elsewhere the step's own intents come first. */
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

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Returns the logarithm of the odds of a part against the rest of the total. */
function logOdds(part: number, total: number): number {
  return Math.max(-NO_DOUBT, Math.min(NO_DOUBT, Math.log(part / (total - part))));
}

/** Decides by the rest of a text that denies its best intent, which is answered only where that rest speaks for it. */
function withoutDenied(whole: Match, denied: string, denial: Denial, rest: Match): Match {
  const isOpen = denial.isTrouble || denial.isAsking;
  const isNear = rest.candidates.slice(0, MOST_OFFERED).some(({ intent }) => intent === denied);
  if (rest.outcome === 'answer' && rest.candidates[0]?.intent !== denied) return rest;
  if (isOpen && isNear && rest.outcome !== 'none') return whole;
  if (denial.isWeak && denial.isTrouble) return whole;
  const near = (rest.outcome === 'none' ? whole : rest).candidates.filter(
    ({ intent, confidence }) => intent !== denied && confidence >= NEAR_FROM,
  );
  const isSilent = denial.rest === '' || near.every(({ confidence }) => confidence < LIKELY_FROM);
  const onlyDenies = rest.outcome === 'none' && !isOpen && isSilent;
  const outcome = onlyDenies || near.length === 0 ? 'none' : 'suggest';
  return { outcome, candidates: near, outOfScope: undefined, onlyDenies };
}
