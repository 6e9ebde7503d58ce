import { type Content, DEFAULT_LANGUAGE } from '../content/content.ts';
import { ContentError, type ContentProblem } from '../content/content-problem.ts';
import { loadContent } from '../content/load.ts';
import { rehearsePack } from '../rehearsal/rehearse-pack.ts';
import type { Model } from '../understanding/classifier/classifier.ts';
import { isLearned, learn } from '../understanding/understand.ts';
import { type LearnedWords, learnWords } from './learned-words.ts';
import type { Models } from './models.ts';

/**
 * A pack with what was learned from its examples, by language, and from its words; or why it cannot be used. Both can be sent
 * between threads.
 */
export type ReadPack =
  | ({ content: Content; models: Models } & LearnedWords)
  | { problems: readonly ContentProblem[] };

/** Reads a pack, has every conversation with it once, and learns its questions. It takes seconds. */
export async function readPack(folder: string): Promise<ReadPack> {
  try {
    const content = loadContent(folder);
    const problems = await rehearsePack(content, folder);
    if (problems.length > 0) return { problems };
    return { content, models: learnedOf(content), ...learnWords(content) };
  } catch (error) {
    if (error instanceof ContentError) return { problems: error.problems };
    throw error;
  }
}

/** Learns the questions of each language. Returns what is needed first, and what the cache did not take. */
function learnedOf({ languages }: Content): Models {
  const models = new Map<string, Model>();
  for (const [language, texts] of languages) {
    const model = learn(texts);
    if (language === DEFAULT_LANGUAGE || !isLearned(texts)) models.set(language, model);
  }
  return models;
}
