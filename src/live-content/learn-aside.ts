import type { Content } from '../content/content.ts';
import { resultAside } from '../lib/threads/result-aside.ts';
import { keptModels } from '../understanding/understand.ts';
import type { Models } from './models.ts';

const WORKER = new URL('./learn-worker.ts', import.meta.url);

/**
 * Returns what is learned from the examples of a pack: from the cache, or else from another thread, since learning takes seconds
 * in which nobody would be answered. @throws Error where the thread ends without a result.
 */
export async function learnAside(content: Content, stopped: AbortSignal): Promise<Models> {
  const kept = await keptModels(content);
  if (kept.size === content.languages.size) return kept;
  return (await resultAside(WORKER, [...content.languages.values()], stopped)) as Models;
}
