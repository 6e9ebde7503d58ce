import type { Content } from '../content/content.ts';
import { keepVocabulary, type VocabularyWords, vocabularyWords } from '../redaction/vocabulary.ts';
import {
  keepLearnedLanguages,
  type LearnedLanguages,
  learnLanguages,
} from '../understanding/languages/learned-languages.ts';

/** What is learned from the words of a content pack besides its questions; it can be kept and sent between threads. */
export interface LearnedWords {
  /** The words by which the guard knows what is nobody's name or password. */
  words: VocabularyWords;
  /** What tells the pack's languages apart. */
  languages: LearnedLanguages;
}

/** Learns from the words of a content pack, which takes about a second. */
export function learnWords(content: Content): LearnedWords {
  return { words: vocabularyWords(content), languages: learnLanguages(content) };
}

/** Gives a content pack what was learned from the same words before, on another thread or at an earlier start. */
export function keepLearnedWords(content: Content, { words, languages }: LearnedWords): void {
  keepVocabulary(content, words);
  keepLearnedLanguages(content, languages);
}
