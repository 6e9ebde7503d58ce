import type { ReadLanguage } from './load.ts';
import type { Source } from './source.ts';
import type { Advisory, GuideFile, NetworkFile } from './structure.ts';

interface Structure {
  guide: GuideFile;
  network: NetworkFile;
  advisories: Advisory[];
}

/** Notes, at a language's files, every id without its text and every text whose id is gone. */
export function checkTexts(structure: Structure, language: ReadLanguage): void {
  const { guide, network, advisories } = structure;
  const { partial, sources, stepSources, steps } = language;
  const ids = (rows: { id: string }[]) => rows.map((row) => row.id);

  for (const phase of guide.phases) {
    const source = stepSources.get(phase.id);
    if (source) compare(source, ['steps'], 'step', ids(phase.steps), steps.get(phase.id)?.steps);
  }
  compare(sources.guide, ['links'], 'link', Object.keys(guide.links), partial.guide?.links);
  compare(sources.guide, ['methods'], 'method', ids(guide.methods), partial.guide?.methods);
  compare(sources.guide, ['entries'], 'entry', ids(guide.entries), partial.guide?.entries);
  compare(sources.guide, ['problems'], 'problem', Object.keys(guide.problems), partial.guide?.problems);
  compare(sources.network, ['areas'], 'area', ids(network.areas), partial.network?.areas);
  compare(sources.network, ['contacts'], 'contact', Object.keys(network.contacts), partial.network?.contacts);
  compare(sources.advisories, [], 'advisory', ids(advisories), partial.advisories);
}

/** `found` is undefined where the file did not have its shape, which has been noted already. */
function compare(
  source: Source,
  path: string[],
  what: string,
  wanted: string[],
  found: object | undefined,
): void {
  if (!found) return;
  const there = Object.keys(found);
  for (const id of wanted.filter((name) => !there.includes(name))) {
    source.report(
      [...path, id],
      `the ${what} "${id}" has no text in this language`,
      `add the key "${id}" with its text`,
    );
  }
  for (const id of there.filter((name) => !wanted.includes(name))) {
    source.report(
      [...path, id],
      `there is no ${what} "${id}" in the structure`,
      `correct the id, or remove the text`,
    );
  }
}
