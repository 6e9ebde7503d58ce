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

const vocabularies = new WeakMap<Content, Vocabulary>();

/** Returns the vocabulary of a content pack, whose words are collected when one is first looked up. */
export function vocabularyOf(content: Content): Vocabulary {
  const vocabulary = vocabularies.get(content) ?? makeVocabulary(content);
  vocabularies.set(content, vocabulary);
  return vocabulary;
}

function makeVocabulary(content: Content): Vocabulary {
  let texts: string | undefined;
  const lowerTexts = (): string => {
    texts ??= textOf(content, false).toLowerCase();
    return texts;
  };
  let known: ReadonlySet<string> | undefined;
  let common: ReadonlySet<string> | undefined;
  let addresses: ReadonlySet<string> | undefined;
  return {
    isKnown: (word) => {
      known ??= new Set(lowerTexts().match(/[\p{L}'’-]+/gu));
      return known.has(word);
    },
    isCommon: (word) => {
      common ??= new Set([
        ...(textOf(content, true).match(/(?<![\p{L}\p{N}])[\p{Ll}\p{M}]+(?![\p{L}\p{N}])/gu) ?? []),
        ...(lowerTexts().match(/\p{L}+/gu) ?? []),
        ...content.sensitive.names.others.map((other) => other.toLowerCase()),
      ]);
      return common.has(word);
    },
    isOwnAddress: (address) => {
      addresses ??= new Set(lowerTexts().match(/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\p{L}/gu) ?? []);
      return addresses.has(address);
    },
  };
}

function textOf(content: Content, withExamples: boolean): string {
  const without = (key: string, value: unknown) => (key === 'examples' && !withExamples ? undefined : value);
  return JSON.stringify(
    [...content.languages.values(), content.centres, content.network],
    without,
  ).replaceAll('\\n', ' ');
}
