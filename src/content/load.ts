import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { checkKinds } from './check/kinds.ts';
import { checkOwnData } from './check/own-data.ts';
import { checkPictures, checkStepPictures } from './check/pictures.ts';
import { checkQuestions } from './check/questions.ts';
import { checkReferences } from './check/references.ts';
import { checkRoutes, checkRouteTexts } from './check/routes.ts';
import { isLanguage, strayFiles } from './check/stray-files.ts';
import { checkTeams } from './check/teams.ts';
import { checkTexts } from './check/texts.ts';
import type { ReadLanguage, Sources } from './check/types.ts';
import { type Content, DEFAULT_LANGUAGE, type Texts } from './content.ts';
import { ContentError, type ContentProblem, describeProblem } from './content-problem.ts';
import type { Names } from './fill-names.ts';
import { contentOn, linksOn, routesOf } from './route.ts';
import { LANGUAGE_FILES, LANGUAGE_FOLDERS, PICTURES_FOLDER, STRUCTURE_FILES } from './schema/file-schemas.ts';
import { pictureSchema } from './schema/picture.ts';
import type { WrittenStructure } from './schema/structure.ts';
import { type ChangedFile, YamlFile } from './yaml-file.ts';

/** How a pack is read, if not as it is on disk. */
interface LoadOptions {
  /** One file as if it had been changed already. */
  changed?: ChangedFile;
  /** A route of the guide in place of the one that network.yaml names, to check or to test it. */
  route?: string | undefined;
}

/**
 * Reads and checks a content pack with all its routes, and returns it as it is on one of them.
 * @throws ContentError with every problem, each with file, line, key, reason and fix.
 */
export function loadContent(folder: string, { changed, route }: LoadOptions = {}): Content {
  const sources = sourcesOf(folder, '', keys(STRUCTURE_FILES), changed);
  const { data: guide, written: guideAsWritten } = sources.guide.parse(STRUCTURE_FILES.guide);
  const { data: network, written: networkAsWritten } = sources.network.parse(STRUCTURE_FILES.network);
  const { data: centres, written: centresAsWritten } = sources.centres.parse(STRUCTURE_FILES.centres);
  const { data: notes, written: notesAsWritten } = sources.advisories.parse(STRUCTURE_FILES.advisories);
  const { data: sensitive } = sources.sensitive.parse(STRUCTURE_FILES.sensitive);
  const written: WrittenStructure = {
    guide: guideAsWritten,
    network: networkAsWritten,
    centres: centresAsWritten,
    advisories: notesAsWritten,
  };
  const phases = written.guide?.phases.map(({ id }) => id) ?? [];
  const walked = route ?? written.network?.accessRoute;
  const names = {
    link: written.guide && linksOn(written.guide, walked),
    address: written.guide?.addresses ?? {},
  };
  const languages = languageFolders(folder).map((name) => readLanguage(folder, name, phases, names, changed));

  checkReferences(written, sources);
  checkKinds(written, sources);
  checkStepPictures(written, sources, languages[0]);
  checkRoutes(written, sources);
  for (const language of languages) {
    checkTexts(written, language);
    checkQuestions(written, language);
    checkRouteTexts(written, language);
    checkTeams(language);
    checkOwnData(language);
    checkPictures(language);
  }
  const everything = [...Object.values(sources), ...languages.flatMap((language) => language.all)];
  const problems = [...strayFiles(folder), ...onceEach(everything.flatMap((source) => source.problems))];
  const texts = languages.flatMap((language) => language.texts ?? []);
  if (problems.length > 0 || !guide || !network || !centres || !notes || !sensitive)
    throw new ContentError(problems);
  const content = {
    guide,
    network,
    centres,
    advisories: notes.advisories.filter((advisory) => advisory.enabled),
    sensitive,
    languages: new Map(texts.map((language) => [language.language, language])),
  };
  return contentOn(content, walked);
}

/** Lists the routes of a pack, by id; one without a name where its guide has a single way, or cannot be read. */
export function routesIn(folder: string): (string | undefined)[] {
  return routesOf(new YamlFile(folder, 'guide.yaml').parse(STRUCTURE_FILES.guide).data ?? {});
}

/** Leaves out what has been reported already: a drawing is read for each language. */
function onceEach(problems: readonly ContentProblem[]): ContentProblem[] {
  return [...new Map(problems.map((problem) => [describeProblem(problem), problem])).values()];
}

function readLanguage(
  folder: string,
  language: string,
  phases: readonly string[],
  shared: Pick<Names, 'link' | 'address'>,
  changed: ChangedFile | undefined,
): ReadLanguage {
  const sources = sourcesOf(folder, `${language}/`, keys(LANGUAGE_FILES), changed);
  const folders = Object.fromEntries(
    keys(LANGUAGE_FOLDERS).map((name) => {
      const wanted = name === 'steps' ? phases : [];
      return [name, filesOf(folder, `${language}/${LANGUAGE_FOLDERS[name].folder}`, wanted, changed)];
    }),
  ) as ReadLanguage['folders'];
  const drawings = filesOf(folder, PICTURES_FOLDER, [], changed);
  const all = [
    ...Object.values(sources),
    ...[...Object.values(folders), drawings].flatMap((read) => [...read.values()]),
  ];
  const labels = sources.labels.textsAt([]);
  const ownButtons = sources.messages.textsAt(['buttons']);
  const words = sources.pictures.textsAt(['words']);
  for (const source of all)
    source.fill({ ...shared, button: labels, label: labels, 'own-button': ownButtons, word: words });
  const files = Object.fromEntries(
    keys(LANGUAGE_FILES).map((name) => [name, sources[name].parse(LANGUAGE_FILES[name]).data]),
  );
  const inFolders = Object.fromEntries(
    keys(LANGUAGE_FOLDERS).map((name) => [name, parseAll(folders[name], LANGUAGE_FOLDERS[name].schema)]),
  );
  const drawn = parseAll(drawings, pictureSchema);
  const whole = [files, ...Object.values(inFolders), drawn].every((texts) =>
    Object.values(texts).every(Boolean),
  );
  return {
    sources,
    folders,
    drawings,
    all,
    texts: whole ? ({ ...files, ...inFolders, drawings: drawn, language } as Texts) : undefined,
  };
}

function parseAll(sources: Map<string, YamlFile>, schema: z.ZodType): Record<string, unknown> {
  return Object.fromEntries([...sources].map(([name, source]) => [name, source.parse(schema).data]));
}

/** Opens every file of a folder, by name, and those that must be there. */
function filesOf(
  folder: string,
  within: string,
  wanted: readonly string[],
  changed: ChangedFile | undefined,
): Map<string, YamlFile> {
  const names = new Set([...wanted, ...yamlFiles(join(folder, within))]);
  return new Map([...names].map((name) => [name, new YamlFile(folder, `${within}/${name}.yaml`, changed)]));
}

function yamlFiles(folder: string): string[] {
  try {
    const found = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    return found.map((name) => basename(name, '.yaml')).sort();
  } catch {
    return [];
  }
}

/** Lists the languages, each of which has its folder. */
function languageFolders(folder: string): string[] {
  try {
    const found = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const names = found.map(({ name }) => name).filter(isLanguage);
    return names.includes(DEFAULT_LANGUAGE) ? names.sort() : [DEFAULT_LANGUAGE, ...names.sort()];
  } catch {
    return [DEFAULT_LANGUAGE];
  }
}

function sourcesOf<Name extends string>(
  folder: string,
  prefix: string,
  names: Name[],
  changed: ChangedFile | undefined,
): Sources<Name> {
  return Object.fromEntries(
    names.map((name) => [name, new YamlFile(folder, `${prefix}${name}.yaml`, changed)]),
  ) as Sources<Name>;
}

function keys<Key extends string>(record: Record<Key, unknown>): Key[] {
  return Object.keys(record) as Key[];
}
