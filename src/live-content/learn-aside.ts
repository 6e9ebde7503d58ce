import type { Texts } from '../content/content.ts';
import { resultAside } from '../lib/threads/result-aside.ts';
import { isLearned } from '../understanding/understand.ts';
import type { Models } from './models.ts';

const WORKER = new URL('./learn-worker.ts', import.meta.url);

/**
 * Learns the examples of languages in another thread, as far as the cache does not have what is learned from them, since that takes
 * seconds in which nobody would be answered. Returns what was learned now; all else is in the cache. @throws Error where the thread
 * ends without a result.
 */
export async function learnAside(languages: readonly Texts[], stopped: AbortSignal): Promise<Models> {
  const unknown = languages.filter((texts) => !isLearned(texts));
  return unknown.length > 0 ? ((await resultAside(WORKER, unknown, stopped)) as Models) : new Map();
}
