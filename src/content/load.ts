import { readdirSync } from 'node:fs';
import type { z } from 'zod';
import { checkCannedReplies } from './check/canned-replies.ts';
import { checkKinds } from './check/kinds.ts';
import { checkOwnData } from './check/own-data.ts';
import { checkPictures, checkStepPictures } from './check/pictures.ts';
import { checkQuestions } from './check/questions.ts';
import { checkReferences, stepRefs } from './check/references.ts';
import { checkRoutes, checkRouteTexts } from './check/routes.ts';
import { checkSteps } from './check/steps.ts';
import { isLanguage, strayFiles } from './check/stray-files.ts';
import { checkTeams } from './check/teams.ts';
import { checkTexts } from './check/texts.ts';
import type { ReadLanguage, Sources } from './check/types.ts';
import { type Content, DEFAULT_LANGUAGE, type Texts } from './content.ts';
import { ContentError, onceEach } from './content-problem.ts';
import type { Names } from './read/fill-names.ts';
import { type Inherited, inheritedBy, notesOn } from './read/inherited.ts';
import { PackReader } from './read/pack-reader.ts';
import { type ChangedFile, YamlFile } from './read/yaml-file.ts';
import { contentOn, routesOf } from './route.ts';
import {
  LANGUAGE_FILES,
  LANGUAGE_FOLDERS,
  OPTIONAL_FILES,
  PICTURES_FOLDER,
  STRUCTURE_FILES,
} from './schema/file-schemas.ts';
import { pictureSchema } from './schema/picture.ts';
import type { WrittenStructure } from './schema/structure.ts';

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
  const reader = new PackReader(folder, changed);
  const network = reader.own('network.yaml');
  const guide = reader.own('guide.yaml');
  const centres = reader.own('centres.yaml');
  const parsed = {
    network: network.parse(STRUCTURE_FILES.network),
    guide: guide.parse(STRUCTURE_FILES.guide),
    centres: centres.parse(STRUCTURE_FILES.centres),
  };
  if (!reader.buildOn(parsed.network.written?.base))
    network.report(
      ['base', 'folder'],
      'there is no content pack in this folder',
      'give the path to the folder from this one',
    );
  const steps = parsed.guide.written ? stepRefs(parsed.guide.written) : [];
  const advisories = reader.open('advisories.yaml', (value) =>
    notesOn(value, steps, parsed.network.written?.base?.without ?? []),
  );
  const notes = advisories.parse(STRUCTURE_FILES.advisories);
  const sensitive = reader.open('sensitive.yaml');
  const words = sensitive.parse(STRUCTURE_FILES.sensitive);
  const mailReading = reader.open('mail-reading.yaml');
  const mailWords = mailReading.parse(STRUCTURE_FILES['mail-reading']);
  const networks = reader.open('networks.yaml');
  const all = networks.parse(STRUCTURE_FILES.networks);
  const sources: Sources<keyof typeof STRUCTURE_FILES> = {
    guide,
    network,
    centres,
    advisories,
    sensitive,
    'mail-reading': mailReading,
    networks,
  };
  const written: WrittenStructure = {
    guide: parsed.guide.written,
    network: parsed.network.written,
    centres: parsed.centres.written,
    advisories: notes.written,
  };
  const walked = route ?? written.network?.accessRoute;
  const names = {
    link: written.guide && safe(written.guide.links),
    // A file that could not be read has been reported already.
    address: written.guide && (written.guide.addresses ?? {}),
  };
  const languages = languageFolders(folder).map((name) => readLanguage(reader, name, written, names));

  checkReferences(written, sources);
  checkKinds(written, sources);
  checkStepPictures(written, sources, languages[0]);
  checkRoutes(written, sources);
  for (const language of languages) {
    checkTexts(written, language);
    checkSteps(written, language);
    checkQuestions(written, language);
    checkCannedReplies(written, language);
    checkRouteTexts(written, language);
    checkTeams(language);
    checkOwnData(language);
    checkPictures(language);
  }
  const everything = [...Object.values(sources), ...languages.flatMap((language) => language.all)];
  // A drawing is read for each language.
  const problems = [...strayFiles(folder), ...onceEach(everything.flatMap((source) => source.problems))];
  const texts = languages.flatMap((language) => language.texts ?? []);
  const whole = { guide: parsed.guide.data, network: parsed.network.data, centres: parsed.centres.data };
  if (
    problems.length > 0 ||
    !whole.guide ||
    !whole.network ||
    !whole.centres ||
    !notes.data ||
    !words.data ||
    !mailWords.data ||
    !all.data
  )
    throw new ContentError(problems);
  const content = {
    guide: whole.guide,
    network: whole.network,
    centres: whole.centres,
    advisories: notes.data.advisories.filter((advisory) => advisory.enabled),
    sensitive: words.data,
    mailReading: mailWords.data,
    networks: all.data.names,
    languages: new Map(texts.map((language) => [language.language, language])),
  };
  return contentOn(content, walked);
}

/** Returns the links as they should be: one that is not safe is reported in its own place, and not where texts name it. */
function safe(links: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(links).map(([id, address]) => [id, address.replace(/^http:/, 'https:')]),
  );
}

/** Lists the routes of a pack, by id; one without a name where its guide has a single way, or cannot be read. */
export function routesIn(folder: string): (string | undefined)[] {
  return routesOf(new YamlFile(folder, 'guide.yaml').parse(STRUCTURE_FILES.guide).data ?? {});
}

function readLanguage(
  reader: PackReader,
  language: string,
  structure: WrittenStructure,
  shared: Pick<Names, 'link' | 'address'>,
): ReadLanguage {
  const { shortName } = reader.own(`${language}/network.yaml`).textsAt([]) ?? {};
  const inherited = inheritedBy(structure, shortName);
  const folders = Object.fromEntries(
    keys(LANGUAGE_FOLDERS).map((name) => [name, readFolder(reader, language, name, inherited)]),
  ) as ReadLanguage['folders'];
  const questions = [...folders.questions.keys()];
  const sources = Object.fromEntries(
    keys(LANGUAGE_FILES).map((name) => {
      const file = `${language}/${name}.yaml`;
      if (name === 'network') return [name, reader.own(file)];
      const take = inherited.file(name, questions);
      return [name, OPTIONAL_FILES.has(name) ? reader.openIfThere(file, take) : reader.open(file, take)];
    }),
  ) as Sources<keyof typeof LANGUAGE_FILES>;
  const drawings = new Map(
    reader.names(PICTURES_FOLDER).map((name) => [name, reader.open(`${PICTURES_FOLDER}/${name}.yaml`)]),
  );
  const all = [
    ...Object.values(sources),
    ...[...Object.values(folders), drawings].flatMap((read) => [...read.values()]),
  ];
  const labels = sources.labels.textsAt([]);
  const ownButtons = sources.messages.textsAt(['buttons']);
  const words = sources.pictures.textsAt(['words']);
  const our = sources.network.textsAt(['words']);
  for (const source of all)
    source.fill({ ...shared, button: labels, label: labels, 'own-button': ownButtons, word: words, our });
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

/** Opens every file of a language's folder by its name, and those that must be there. */
function readFolder(
  reader: PackReader,
  language: string,
  name: keyof typeof LANGUAGE_FOLDERS,
  inherited: Inherited,
): Map<string, YamlFile> {
  const within = `${language}/${LANGUAGE_FOLDERS[name].folder}`;
  const file = (each: string) => `${within}/${each}.yaml`;
  const found = reader
    .names(within)
    .filter((each) => reader.brings(file(each)) || inherited.has(name, each, reader.open(file(each))));
  const wanted = name === 'steps' ? inherited.phases : [];
  const names = [...new Set([...wanted, ...found])];
  return new Map(names.map((each) => [each, reader.open(file(each), inherited.inFolder(name, each, names))]));
}

/** Lists the languages; each has its folder. */
function languageFolders(folder: string): string[] {
  try {
    const found = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isFile());
    const names = found.map(({ name }) => name).filter(isLanguage);
    return names.includes(DEFAULT_LANGUAGE) ? names.sort() : [DEFAULT_LANGUAGE, ...names.sort()];
  } catch {
    return [DEFAULT_LANGUAGE];
  }
}

function keys<Key extends string>(record: Record<Key, unknown>): Key[] {
  return Object.keys(record) as Key[];
}
