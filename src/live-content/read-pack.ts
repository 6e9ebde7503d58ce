import type { Content } from '../content/content.ts';
import { ContentError, type ContentProblem } from '../content/content-problem.ts';
import { loadContent } from '../content/load.ts';
import { rehearsePack } from '../rehearsal/rehearse-pack.ts';
import { learn } from '../understanding/understand.ts';
import type { Models } from './models.ts';

/** A pack with what was learned from its examples, by language; or why it cannot be used. Both can be sent between threads. */
export type ReadPack = { content: Content; models: Models } | { problems: readonly ContentProblem[] };

/** Reads a pack, has every conversation with it once, and learns its questions. It takes seconds. */
export async function readPack(folder: string): Promise<ReadPack> {
  try {
    const content = loadContent(folder);
    const problems = await rehearsePack(content, folder);
    if (problems.length > 0) return { problems };
    const models = [...content.languages].map(([language, texts]) => [language, learn(texts)] as const);
    return { content, models: new Map(models) };
  } catch (error) {
    if (error instanceof ContentError) return { problems: error.problems };
    throw error;
  }
}
