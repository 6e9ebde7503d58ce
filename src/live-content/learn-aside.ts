import { type Content, DEFAULT_LANGUAGE, textsOf } from '../content/content.ts';
import { resultAside } from '../lib/threads/result-aside.ts';
import type { Model } from '../understanding/classifier/classifier.ts';
import { isLearned, keptModelOf } from '../understanding/understand.ts';
import type { Models } from './models.ts';

const WORKER = new URL('./learn-worker.ts', import.meta.url);

/**
 * Learns the examples of a pack in another thread, as far as the cache does not have what is learned from them, since that takes
 * seconds in which nobody would be answered. Returns the model of the first language and those that were learned now; any other one is
 * read when somebody speaks its language. @throws Error where the thread ends without a result.
 */
export async function learnAside(content: Content, stopped: AbortSignal): Promise<Models> {
  const unknown = [...content.languages.values()].filter((texts) => !isLearned(texts));
  const learned =
    unknown.length > 0 ? ((await resultAside(WORKER, unknown, stopped)) as Models) : new Map<string, Model>();
  const first = learned.get(DEFAULT_LANGUAGE) ?? (await keptModelOf(textsOf(content, DEFAULT_LANGUAGE)));
  return first ? new Map([...learned, [DEFAULT_LANGUAGE, first]]) : learned;
}
