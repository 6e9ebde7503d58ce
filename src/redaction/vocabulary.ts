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
  const texts = partsOf(content)
    .map((part) => textOf(part, { withExamples: false }))
    .join()
    .toLowerCase();
  // A word that is cut from a text keeps all of that text in memory; a copy of the word does not.
  return structuredClone({
    known: new Set(texts.match(/[\p{L}'’-]+/gu)),
    common: new Set([
      ...usedOften(smallWordsIn(content)),
      ...(texts.match(/\p{L}+/gu) ?? []),
      ...content.sensitive.names.others.map((other) => other.toLowerCase()),
    ]),
    addresses: new Set(texts.match(/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\p{L}/gu)),
  });
}

/**
 * Leaves out what few examples have, since passwords are made of words as well. How few grows with the pack, since each
 * writer of examples brings words that nobody else uses.
 */
function usedOften(words: Iterable<string>): string[] {
  const counts = new Map<string, number>();
  let all = 0;
  for (const word of words) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    all++;
  }
  const often = Math.max(OFTEN, all / ONCE_IN);
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

/** Lists the words that are written in small letters, examples included, a part of the pack after the other. */
function* smallWordsIn(content: Content): Generator<string> {
  for (const part of partsOf(content)) {
    const text = textOf(part, { withExamples: true });
    for (const [word] of text.matchAll(/(?<![\p{L}\p{N}])[\p{Ll}\p{M}]+(?![\p{L}\p{N}])/gu)) yield word;
  }
}

function partsOf({ languages, desks, centres, network }: Content): unknown[] {
  return [...languages.values(), ...desks.values(), centres, network];
}

function textOf(part: unknown, { withExamples }: { withExamples: boolean }): string {
  const without = (key: string, value: unknown) => (key === 'examples' && !withExamples ? undefined : value);
  return JSON.stringify(part, without).replaceAll('\\n', ' ');
}
