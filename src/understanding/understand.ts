import { type Content, type Texts, textsOf } from '../content/content.ts';
import { Classifier, type Language, type Model } from './classifier/classifier.ts';
import { keptModel, modelFor } from './classifier/model-cache.ts';
import { englishStemmer } from './classifier/stemmer.ts';
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

/** Returns the models of a pack's languages that are in the cache. */
export async function keptModels({ languages }: Content): Promise<Map<string, Model>> {
  const models = new Map<string, Model>();
  for (const [language, texts] of languages) {
    const model = await keptModel(examplesOf(texts));
    if (model) models.set(language, model);
  }
  return models;
}

function matcherFor(texts: Texts, model: Model): Matcher {
  return new Matcher(new Classifier(model, languageOf(texts.language)), matcherOptionsOf(texts));
}

/** Collects what a matcher needs to know of a language's questions besides their examples. */
export function matcherOptionsOf(texts: Texts): MatcherOptions {
  const { questions, outOfScope, denials, language } = texts;
  const courtesies = new Set(Object.keys(questions).filter((id) => questions[id]?.courtesy));
  return {
    outOfScope: new Set(Object.keys(outOfScope)),
    vague: vagueMeanings(texts),
    courtesies,
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

/** Read once: a changed content pack changes none of it. */
let english: Language | undefined;

/** Returns the knowledge of a language: stems and word meanings for English, none so far for other languages. */
export function languageOf(language: string): Language {
  if (language !== 'en') return { stem: (word) => word, meanings: undefined };
  english ??= {
    stem: englishStemmer(),
    meanings: readWordVectors(new URL('./classifier/word-vectors-en.bin', import.meta.url)),
  };
  return english;
}
