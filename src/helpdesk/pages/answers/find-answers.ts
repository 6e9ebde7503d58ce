import Fuse, { type IFuseOptions } from 'fuse.js';
import type { PreparedAnswer } from '../../suggestion.ts';

const COMMON = {
  keys: [
    { name: 'question', weight: 2 },
    { name: 'text', weight: 1 },
  ],
  threshold: 0.3,
  ignoreLocation: true,
  ignoreDiacritics: true,
  useTokenSearch: true,
} satisfies IFuseOptions<unknown>;

/** The options of the search, here and in the page's script: answers with all the words, otherwise those with any of them. */
export const SEARCHES = [
  { ...COMMON, tokenMatch: 'all' },
  { ...COMMON, tokenMatch: 'any' },
] satisfies IFuseOptions<unknown>[];

/** Finds the answers that have these words, the best first; all of them where there are no words. */
export function findAnswers(answers: readonly PreparedAnswer[], words: string): readonly PreparedAnswer[] {
  if (words.trim() === '') return answers;
  const records = answers.map((prepared) => ({
    prepared,
    question: prepared.question,
    text: prepared.answer.text,
  }));
  for (const options of SEARCHES) {
    const found = new Fuse(records, options).search(words);
    if (found.length > 0) return found.map(({ item }) => item.prepared);
  }
  return [];
}
