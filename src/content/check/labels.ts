import { mustExist } from './references.ts';
import type { ReadLanguage } from './types.ts';

/** Reports each name of a button or a field that a language translates and that the default language does not have. */
export function checkLabels({ sources }: ReadLanguage, inDefault: ReadLanguage): void {
  const known = inDefault.sources.labels.keysAt([]);
  if (!known) return;
  for (const id of sources.labels.keysAt([]) ?? [])
    mustExist(sources.labels, [id], `label in ${inDefault.sources.labels.file}`, id, known);
}
