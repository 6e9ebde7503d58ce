import type { Content } from '../content/content.ts';

/** The words that a content pack uses, which are therefore nobody's name and nobody's password. */
export interface Vocabulary {
  /** Checks a word, given in small letters, against the pack's texts but not its examples, in which people name towns and colleagues. */
  isKnown: (word: string) => boolean;
  /** Checks a word, given in small letters, against texts and examples, where it is written in small letters as well. */
  isCommon: (word: string) => boolean;
  /** Checks an email address, given in small letters, against those of the pack. */
  isOwnAddress: (address: string) => boolean;
}

/** The words behind a vocabulary, which can be kept and sent between threads. */
export interface VocabularyWords {
  known: ReadonlySet<string>;
  common: ReadonlySet<string>;
  addresses: ReadonlySet<string>;
}

/** A word of the examples is common where they have it so many times, */
const OFTEN = 3;
/** and, in a pack with many examples, once in so many of their words. */
const ONCE_IN = 100_000;

const vocabularies = new WeakMap<Content, Vocabulary>();

/** Returns the vocabulary of a content pack, whose words are collected when one is first looked up. */
export function vocabularyOf(content: Content): Vocabulary {
  const vocabulary = vocabularies.get(content) ?? makeVocabulary(content);
  vocabularies.set(content, vocabulary);
  return vocabulary;
}

/** Gives a content pack the words that were collected from the same texts before, since collecting them delays a start. */
export function keepVocabulary(content: Content, words: VocabularyWords): void {
  vocabularies.set(
    content,
    lookUpIn(() => words),
  );
}

/** Collects the words of a content pack. */
export function vocabularyWords(content: Content): VocabularyWords {
  const texts = textOf(content, false).toLowerCase();
  return {
    known: new Set(texts.match(/[\p{L}'’-]+/gu)),
    common: new Set([
      ...usedOften(textOf(content, true).match(/(?<![\p{L}\p{N}])[\p{Ll}\p{M}]+(?![\p{L}\p{N}])/gu) ?? []),
      ...(texts.match(/\p{L}+/gu) ?? []),
      ...content.sensitive.names.others.map((other) => other.toLowerCase()),
    ]),
    addresses: new Set(texts.match(/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\p{L}/gu)),
  };
}

/**
 * Leaves out what few examples have, since passwords are made of words as well. How few grows with the pack, since each
 * writer of examples brings words that nobody else uses.
 */
function usedOften(words: readonly string[]): string[] {
  const often = Math.max(OFTEN, words.length / ONCE_IN);
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= often).map(([word]) => word);
}

function makeVocabulary(content: Content): Vocabulary {
  let words: VocabularyWords | undefined;
  return lookUpIn(() => {
    words ??= vocabularyWords(content);
    return words;
  });
}

function lookUpIn(words: () => VocabularyWords): Vocabulary {
  return {
    isKnown: (word) => words().known.has(word),
    isCommon: (word) => words().common.has(word),
    isOwnAddress: (address) => words().addresses.has(address),
  };
}

function textOf(content: Content, withExamples: boolean): string {
  const without = (key: string, value: unknown) => (key === 'examples' && !withExamples ? undefined : value);
  return JSON.stringify(
    [...content.languages.values(), ...content.desks.values(), content.centres, content.network],
    without,
  ).replaceAll('\\n', ' ');
}
