import { nearest } from '../explain/did-you-mean.ts';
import type { YamlFile } from '../read/yaml-file.ts';
import type { WrittenStructure } from '../schema/structure.ts';
import type { ReadLanguage } from './types.ts';

/**
 * Reports every id that has no text in a language, and every text whose id is gone. A file that does not match its schema
 * is left out: that has been reported already.
 */
export function checkTexts(
  { guide, network, advisories }: WrittenStructure,
  { sources, folders }: ReadLanguage,
): void {
  if (guide) {
    for (const [phase, source] of folders.steps) {
      const found = guide.phases.find(({ id }) => id === phase);
      if (found) compare(source, ['steps'], 'step', ids(found.steps));
      else source.report([], `there is no phase "${phase}" in the structure`, 'rename or remove the file');
    }
    compare(sources.guide, ['links'], 'link', Object.keys(guide.links));
    compare(sources.guide, ['methods'], 'method', ids(guide.methods));
    compare(sources.guide, ['entries'], 'entry', ids(guide.entries));
    compare(sources.guide, ['problems'], 'problem', Object.keys(guide.problems));
  }
  if (network) {
    compare(sources.network, ['areas'], 'area', ids(network.areas));
    compare(sources.network, ['contacts'], 'contact', Object.keys(network.contacts));
  }
  if (advisories) compare(sources.advisories, [], 'advisory', ids(advisories.advisories));
}

function ids(rows: readonly { id: string }[]): string[] {
  return rows.map((row) => row.id);
}

/** Reports the ids of a group that should be there and are not, and those that should not. */
export function compare(source: YamlFile, path: string[], what: string, wanted: string[]): void {
  const found = source.keysAt(path);
  if (!found) return;
  const missing = wanted.filter((name) => !found.includes(name));
  for (const id of missing) {
    source.report(
      [...path, id],
      `the ${what} "${id}" has no text in this language`,
      `add the key "${id}" with its text`,
    );
  }
  for (const id of found.filter((name) => !wanted.includes(name))) {
    const meant = nearest(id, missing);
    source.report(
      [...path, id],
      `there is no ${what} "${id}" in the structure`,
      meant === undefined ? 'correct the id, or remove the text' : `did you mean "${meant}"?`,
    );
  }
}
