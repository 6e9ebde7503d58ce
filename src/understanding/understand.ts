import { type Content, type Texts, textsOf } from '../content/content.ts';
import type { Question } from '../content/schema/question-texts.ts';
import { oncePerKey } from '../lib/once-per-key.ts';
import { Classifier, type Language, type Model } from './classifier/classifier.ts';
import { isModelKept, keptModel, keptModelNow, modelFor } from './classifier/model-cache.ts';
import { stemmerFor } from './classifier/stemmer.ts';
import { readWordVectors } from './classifier/word-vectors.ts';
import { DenialFinder } from './denials/denial-finder.ts';
import { examplesOf, vagueMeanings } from './examples.ts';
import { type Match, Matcher, type MatcherOptions } from './matcher.ts';
import { OpeningFinder } from './opening.ts';

/** Finds the meaning of a text in a language, for somebody at a step ("phase/step") or at none. */
export type Understand = (text: string, language: string, at?: string) => Match;

/** Makes the function that understands a content pack's questions; the model of a language is asked for when first needed. */
export function understandingOf(content: Content, modelOf: (texts: Texts) => Model = learn): Understand {
  const matchers = new Map<string, Matcher>();
  return (text, language, at) => {
    const texts = textsOf(content, language);
    let matcher = matchers.get(texts.language);
    if (!matcher) {
      matcher = matcherFor(texts, modelOf(texts));
      matchers.set(texts.language, matcher);
    }
    return matcher.match(text, (intent) => at !== undefined && texts.questions[intent]?.step === at);
  };
}

/** Learns the questions of a language from their examples. */
export function learn(texts: Texts): Model {
  return modelFor(examplesOf(texts), languageOf(texts.language));
}

/** Returns what is learned of a language where it is in the cache, while other work goes on. */
export function keptModelOf(texts: Texts): Promise<Model | undefined> {
  return keptModel(examplesOf(texts));
}

/** Returns what is learned of a language where it is in the cache; reading it takes some milliseconds. */
export function keptModelNowOf(texts: Texts): Model | undefined {
  return keptModelNow(examplesOf(texts));
}

/** Checks whether what is learned of a language is in the cache, from which it can be read when it is first needed. */
export function isLearned(texts: Texts): boolean {
  return isModelKept(examplesOf(texts));
}

function matcherFor(texts: Texts, model: Model): Matcher {
  return new Matcher(new Classifier(model, languageOf(texts.language)), matcherOptionsOf(texts));
}

/** Collects what a matcher needs to know of a language's questions besides their examples. */
export function matcherOptionsOf(texts: Texts): MatcherOptions {
  const { questions, outOfScope, denials, language } = texts;
  const idsOf = (isMeant: (question: Question) => boolean) =>
    new Set(Object.entries(questions).flatMap(([id, question]) => (isMeant(question) ? [id] : [])));
  return {
    outOfScope: new Set(Object.keys(outOfScope)),
    vague: vagueMeanings(texts),
    courtesies: idsOf(({ courtesy, settled }) => courtesy || settled),
    settled: idsOf(({ settled }) => settled),
    opening: new OpeningFinder(
      Object.values(questions).flatMap(({ command, examples }) => (command === 'greet' ? examples : [])),
    ),
    denials:
      denials.negations.length > 0
        ? new DenialFinder(denials, () => examplesOf(texts), languageOf(language).stem)
        : undefined,
    language,
  };
}

/** Returns the knowledge of a language, which no content pack changes: stems, and for English the meanings of words. */
export const languageOf = oncePerKey(
  (language): Language => ({
    stem: stemmerFor(language),
    meanings:
      language === 'en'
        ? readWordVectors(new URL('./classifier/word-vectors-en.bin', import.meta.url))
        : undefined,
  }),
);
