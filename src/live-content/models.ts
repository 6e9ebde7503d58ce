import type { Texts } from '../content/content.ts';
import { UnavailableError } from '../lib/unavailable-error.ts';
import type { Model } from '../understanding/classifier/classifier.ts';
import { keptModelNowOf } from '../understanding/understand.ts';

/** What was learned from the examples of a pack, by language; the cache may have more. */
export type Models = ReadonlyMap<string, Model>;

/** The error of a question that comes before the questions of its language are learned. */
export class NotLearnedError extends UnavailableError {
  override readonly name = 'NotLearnedError';
  readonly kind = 'not learned yet';
  readonly code = 'LEARNING';

  constructor() {
    super('the questions of the content pack are still being learned');
  }
}

/** Returns the function that finds the model of a language, perhaps in the cache. It throws NotLearnedError where there is none yet. */
export function modelIn(models: Models): (texts: Texts) => Model {
  return (texts) => {
    // Before anything is there, another thread may still be learning.
    const model = models.get(texts.language) ?? (models.size > 0 ? keptModelNowOf(texts) : undefined);
    if (!model) throw new NotLearnedError();
    return model;
  };
}

/** Lists the memory of models that goes to another thread as it is, so that no thread has to copy it. */
export function memoryOf(models: Models): ArrayBuffer[] {
  const arrays = [...models.values()].flatMap(({ vocabulary, weights }) => [vocabulary.rarity, weights]);
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}
