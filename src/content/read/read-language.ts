import type { z } from 'zod';
import type { ReadLanguage, Sources } from '../check/types.ts';
import type { DeskTexts, Texts } from '../content.ts';
import {
  DESK_FILES,
  LANGUAGE_FILES,
  LANGUAGE_FOLDERS,
  OPTIONAL_FILES,
  PICTURES_FOLDER,
} from '../schema/file-schemas.ts';
import { pictureSchema } from '../schema/picture.ts';
import type { WrittenStructure } from '../schema/structure.ts';
import { confirmedSchema } from '../translations/confirmed-schema.ts';
import type { Names } from './fill-names.ts';
import { type Inherited, inheritedBy } from './inherited.ts';
import type { PackReader } from './pack-reader.ts';
import type { YamlFile } from './yaml-file.ts';

/** What the texts of a language belong to. */
interface Surroundings {
  structure: WrittenStructure;
  /** The addresses, which are the same in every language. */
  addresses: Pick<Names, 'link' | 'address'>;
  /** The default language as it was read; undefined where that is the one to read. */
  inDefault?: ReadLanguage | undefined;
}

/** Reads the folder of a language, with the names of buttons and addresses filled into its texts. */
export function readLanguage(
  reader: PackReader,
  language: string,
  { structure, addresses, inDefault }: Surroundings,
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
      // Screens are quoted in the default language; another one only says how it translates them.
      const isOptional = OPTIONAL_FILES.has(name) || (name === 'labels' && inDefault !== undefined);
      return [name, isOptional ? reader.openIfThere(file, take) : reader.open(file, take)];
    }),
  ) as ReadLanguage['sources'];
  const desk = inDefault && !hasDesk(reader, language) ? undefined : readDesk(reader, language);
  const confirmed = inDefault && reader.openIfThere(`${language}/confirmed.yaml`);
  const drawings = new Map(
    reader.names(PICTURES_FOLDER).map((name) => [name, reader.open(`${PICTURES_FOLDER}/${name}.yaml`)]),
  );
  const all = [
    ...Object.values(sources),
    ...Object.values(desk ?? {}),
    ...(confirmed ? [confirmed] : []),
    ...[...Object.values(folders), drawings].flatMap((read) => [...read.values()]),
  ];
  const ownLabels = sources.labels.textsAt([]);
  const labels = inDefault ? inDefault.sources.labels.textsAt([]) : ownLabels;
  const names: Names = {
    ...addresses,
    button: labels,
    label: labels,
    'own-button': sources.messages.textsAt(['buttons']),
    word: sources.pictures.textsAt(['words']),
    our: sources.network.textsAt(['words']),
  };
  for (const source of all) source.fill(names, inDefault && ownLabels);
  const files = parseFiles(sources, LANGUAGE_FILES);
  const inFolders = Object.fromEntries(
    keys(LANGUAGE_FOLDERS).map((name) => [name, parseAll(folders[name], LANGUAGE_FOLDERS[name].schema)]),
  );
  const drawn = parseAll(drawings, pictureSchema);
  const inDesk = desk && parseFiles(desk, DESK_FILES);
  const parts = [files, ...Object.values(inFolders), drawn];
  const texts = { ...files, ...(inDefault && { labels }), ...inFolders, drawings: drawn, language };
  return {
    language,
    sources,
    folders,
    drawings,
    all,
    texts: parts.every(isWhole) ? (texts as Texts) : undefined,
    desk: desk && inDesk && { sources: desk, texts: isWhole(inDesk) ? (inDesk as DeskTexts) : undefined },
    confirmed: confirmed?.parse(confirmedSchema).data,
  };
}

/** Checks whether a helpdesk can work in a language: then all its files must be there. */
function hasDesk(reader: PackReader, language: string): boolean {
  return keys(DESK_FILES).some((name) => reader.has(`${language}/${name}.yaml`));
}

function readDesk(reader: PackReader, language: string): Sources<keyof typeof DESK_FILES> {
  return {
    helpdesk: reader.open(`${language}/helpdesk.yaml`),
    learning: reader.open(`${language}/learning.yaml`),
  };
}

function parseFiles<Name extends string>(
  sources: Sources<Name>,
  schemas: Record<Name, z.ZodType>,
): Record<string, unknown> {
  return Object.fromEntries(keys(schemas).map((name) => [name, sources[name].parse(schemas[name]).data]));
}

function parseAll(sources: Map<string, YamlFile>, schema: z.ZodType): Record<string, unknown> {
  return Object.fromEntries([...sources].map(([name, source]) => [name, source.parse(schema).data]));
}

function isWhole(texts: object): boolean {
  return Object.values(texts).every(Boolean);
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

function keys<Key extends string>(record: Record<Key, unknown>): Key[] {
  return Object.keys(record) as Key[];
}
