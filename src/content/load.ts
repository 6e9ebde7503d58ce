import { readdirSync } from 'node:fs';
import type { z } from 'zod';
import { checkReferences } from './check-references.ts';
import { checkTexts } from './check-texts.ts';
import { type Content, DEFAULT_LANGUAGE, type Texts } from './content.ts';
import { LANGUAGE, STRUCTURE } from './pack.ts';
import { ContentError, type ContentProblem } from './problem.ts';
import { Source } from './source.ts';
import type { GuideFile } from './structure.ts';
import { type StepsTexts, stepsSchema } from './texts.ts';

/** The files of a pack or of one language, by name, each with its lines for error messages. */
export type Sources<Name extends string> = Record<Name, Source>;

/**
 * Reads and checks a content pack.
 * @throws ContentError with everything that is wrong, each with file, line, key, reason and fix.
 */
export function loadContent(folder: string): Content {
  const sources = sourcesOf(folder, '', keys(STRUCTURE));
  const guide = sources.guide.parse(STRUCTURE.guide);
  const network = sources.network.parse(STRUCTURE.network);
  const centres = sources.centres.parse(STRUCTURE.centres);
  const advisories = sources.advisories.parse(STRUCTURE.advisories)?.advisories;
  const problems = () => Object.values(sources).flatMap((source) => source.problems);

  const names = languageFolders(folder);
  const read = names.map((name) => readLanguage(folder, name, guide));
  const wrong = (): ContentProblem[] => [...problems(), ...read.flatMap((language) => language.problems())];
  if (!guide || !network || !centres || !advisories) throw new ContentError(wrong());

  checkReferences({ guide, network, centres, advisories }, sources);
  for (const language of read) checkTexts({ guide, network, advisories }, language);
  const complete = read.flatMap((language) => (language.texts ? [language.texts] : []));
  if (wrong().length > 0 || complete.length < names.length) throw new ContentError(wrong());
  return {
    guide,
    network,
    centres,
    advisories: advisories.filter((advisory) => advisory.enabled),
    languages: new Map(complete.map((texts) => [texts.language, texts])),
  };
}

/** A language's folder as it was read; `texts` only where every file has its shape. */
export interface ReadLanguage {
  sources: Sources<keyof typeof LANGUAGE>;
  stepSources: Map<string, Source>;
  partial: Partial<Omit<Texts, 'steps'>>;
  steps: Map<string, StepsTexts>;
  texts: Texts | undefined;
  problems(): ContentProblem[];
}

function readLanguage(folder: string, language: string, guide: GuideFile | undefined): ReadLanguage {
  const sources = sourcesOf(folder, `${language}/`, keys(LANGUAGE));
  const partial = Object.fromEntries(
    keys(LANGUAGE).map((name) => [name, sources[name].parse(LANGUAGE[name])]),
  );
  const phases = guide?.phases.map((phase) => phase.id) ?? [];
  const stepSources = new Map(
    phases.map((phase) => [phase, new Source(folder, `${language}/steps/${phase}.yaml`)]),
  );
  const steps = new Map<string, StepsTexts>();
  for (const [phase, source] of stepSources) {
    const parsed = source.parse(stepsSchema);
    if (parsed) steps.set(phase, parsed);
  }
  const whole = Object.values(partial).every(Boolean) && steps.size === phases.length;
  return {
    sources,
    stepSources,
    partial,
    steps,
    texts: whole ? ({ ...partial, language, steps: Object.fromEntries(steps) } as Texts) : undefined,
    problems: () => [...Object.values(sources), ...stepSources.values()].flatMap((source) => source.problems),
  };
}

/** Every folder of the pack is a language, except that of the generated schemas. */
function languageFolders(folder: string): string[] {
  try {
    const found = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const names = found
      .map((entry) => entry.name)
      .filter((name) => name !== 'schema' && !name.startsWith('.'));
    return names.includes(DEFAULT_LANGUAGE) ? names.sort() : [DEFAULT_LANGUAGE, ...names.sort()];
  } catch {
    return [DEFAULT_LANGUAGE];
  }
}

function sourcesOf<Name extends string>(folder: string, prefix: string, names: Name[]): Sources<Name> {
  return Object.fromEntries(
    names.map((name) => [name, new Source(folder, `${prefix}${name}.yaml`)]),
  ) as Sources<Name>;
}

function keys<Key extends string>(record: Record<Key, z.ZodType>): Key[] {
  return Object.keys(record) as Key[];
}
