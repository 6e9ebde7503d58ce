import type { Content } from '../../content/content.ts';
import { likelihoodsOf } from './language-model.ts';
import { type Vocabulary, vocabulariesOf } from './vocabularies.ts';

/** What is learned from a content pack to tell its languages apart, by language; it can be kept and sent between threads. */
export type LearnedLanguages = ReadonlyMap<string, LearnedLanguage>;

interface LearnedLanguage {
  vocabulary: Vocabulary;
  /** How likely each part of a word is, by its place in the table. */
  likelihoods: Float32Array;
}

const learned = new WeakMap<Content, LearnedLanguages>();

/** Returns what is learned of the languages of a content pack, which is learned when it is first asked for. */
export function learnedLanguagesOf(content: Content): LearnedLanguages {
  const languages = learned.get(content) ?? learnLanguages(content);
  learned.set(content, languages);
  return languages;
}

/** Gives a content pack what was learned of its languages before, since learning them takes a third of a second. */
export function keepLearnedLanguages(content: Content, languages: LearnedLanguages): void {
  learned.set(content, languages);
}

/** Learns to tell the languages of a content pack apart; with a single one there is nothing to learn. */
export function learnLanguages(content: Content): LearnedLanguages {
  if (content.languages.size < 2) return new Map();
  // A word that is cut from a text keeps all of that text in memory; a copy of the word does not.
  return new Map(
    Array.from(structuredClone(vocabulariesOf(content)), ([language, vocabulary]) => [
      language,
      { vocabulary, likelihoods: likelihoodsOf(vocabulary) },
    ]),
  );
}
