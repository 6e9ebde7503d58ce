import { readdirSync } from 'node:fs';
import { checkCannedReplies } from './check/canned-replies.ts';
import { checkKinds } from './check/kinds.ts';
import { checkLabels } from './check/labels.ts';
import { checkOwnData } from './check/own-data.ts';
import { checkPictures, checkStepPictures } from './check/pictures.ts';
import { checkQuestions } from './check/questions.ts';
import { checkReferences, stepRefs } from './check/references.ts';
import { checkRoutes, checkRouteTexts } from './check/routes.ts';
import { checkSteps } from './check/steps.ts';
import { isLanguage, strayFiles } from './check/stray-files.ts';
import { checkTeams } from './check/teams.ts';
import { checkTexts } from './check/texts.ts';
import { checkTranslations, missingFiles } from './check/translations.ts';
import type { ReadLanguage, Sources } from './check/types.ts';
import { type Content, DEFAULT_LANGUAGE } from './content.ts';
import { ContentError, onceEach } from './content-problem.ts';
import { notesOn } from './read/inherited.ts';
import { PackReader } from './read/pack-reader.ts';
import { readLanguage } from './read/read-language.ts';
import { type ChangedFile, YamlFile } from './read/yaml-file.ts';
import { contentOn, routesOf } from './route.ts';
import { STRUCTURE_FILES } from './schema/file-schemas.ts';
import type { WrittenStructure } from './schema/structure.ts';
import { unconfirmedTexts } from './translations/unconfirmed.ts';

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
export function loadContent(folder: string, options?: LoadOptions): Content {
  return loadPack(folder, options).content;
}

/** A pack that has passed every check, with the files of its languages. */
interface LoadedPack {
  content: Content;
  inDefault: ReadLanguage;
  /** The languages besides the default. */
  others: ReadLanguage[];
}

/**
 * Reads and checks a content pack as `loadContent` does, and returns the files of its languages too.
 * @throws ContentError
 */
export function loadPack(folder: string, { changed, route }: LoadOptions = {}): LoadedPack {
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
  const addresses = {
    link: written.guide && safe(written.guide.links),
    // A file that could not be read has been reported already.
    address: written.guide && (written.guide.addresses ?? {}),
  };
  const inDefault = readLanguage(reader, DEFAULT_LANGUAGE, { structure: written, addresses });
  const others = otherLanguages(folder).map((language) =>
    readLanguage(reader, language, { structure: written, addresses, inDefault }),
  );
  const languages = [inDefault, ...others];

  checkReferences(written, sources);
  checkKinds(written, sources);
  checkStepPictures(written, sources, inDefault);
  checkRoutes(written, sources);
  const missing = others.flatMap((language) => missingFiles(language, inDefault));
  for (const language of languages) {
    checkTexts(written, language);
    checkTeams(language);
    checkOwnData(language);
    checkPictures(language);
    // A question that is not there yet is led to by many.
    if (missing.length > 0) continue;
    checkSteps(written, language);
    checkQuestions(written, language);
    checkCannedReplies(written, language);
    checkRouteTexts(written, language);
  }
  for (const language of others) {
    checkLabels(language, inDefault);
    checkTranslations(language, inDefault);
  }
  const everything = [...Object.values(sources), ...languages.flatMap((language) => language.all)];
  // A drawing is read for each language.
  const problems = [
    ...strayFiles(folder),
    ...missing,
    ...onceEach(everything.flatMap((source) => source.problems)),
  ];
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
    languages: new Map(
      languages.flatMap(({ language, texts }) => (texts ? [[language, texts] as const] : [])),
    ),
    unconfirmed: others.flatMap((language) => unconfirmedTexts(language, inDefault)),
    desks: new Map(
      languages.flatMap(({ language, desk }) => (desk?.texts ? [[language, desk.texts] as const] : [])),
    ),
  };
  return { content: contentOn(content, walked), inDefault, others };
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

/** Lists the languages besides the default; each has its folder. */
function otherLanguages(folder: string): string[] {
  try {
    const found = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isFile());
    const names = found.map(({ name }) => name).filter(isLanguage);
    return names.filter((name) => name !== DEFAULT_LANGUAGE).sort();
  } catch {
    return [];
  }
}
