import { oncePerKey } from '../../lib/once-per-key.ts';
import { fold } from './fold.ts';

/** In characters: longer words are mashed keys or tricks. */
const LONGEST_WORD = 30;

const segmenterIn = oncePerKey((language) => new Intl.Segmenter(language, { granularity: 'sentence' }));

const WORD = /\p{L}+(?:'\p{L}+)*|\p{N}+|\?/gu;

/**
 * Splits a text into words as the classifier compares them: lower case without accents, one word for every longer number
 * and one for every address (a single digit stays, since it names a step or an area), and the question mark as a word.
 */
export function splitWords(text: string): string[] {
  const plain = fold(text)
    .replace(/[’`´ʼ]/gu, "'")
    .replace(/\S+/gu, (word) => (isAddress(word) ? ' url ' : word));
  return (plain.match(WORD) ?? []).map((word) =>
    /^\p{N}{2}/u.test(word) ? '0' : word.slice(0, LONGEST_WORD),
  );
}

/** Checks whether a word contains a web or mail address, in one pass, however long it is. */
function isAddress(word: string): boolean {
  const at = word.indexOf('@');
  return word.includes('://') || word.includes('www.') || (at > 0 && word.indexOf('.', at) > at + 1);
}

/**
 * Splits a text into sentences, so that a long mail can be read piece by piece; a line break always ends a sentence. Once there
 * are `enough`, the other lines are left as they are.
 */
export function splitSentences(text: string, language: string, enough = Number.POSITIVE_INFINITY): string[] {
  const segmenter = segmenterIn(language);
  const sentences: string[] = [];
  for (const line of text.split(/[\r\n]+/u)) {
    const parts =
      sentences.length < enough ? Array.from(segmenter.segment(line), ({ segment }) => segment) : [line];
    sentences.push(...parts.map((part) => part.trim()).filter((part) => /\p{L}/u.test(part)));
  }
  return sentences;
}
