import type { ReadLanguage } from '../check/types.ts';
import { isGroup } from '../read/base.ts';
import type { YamlFile } from '../read/yaml-file.ts';

export type Path = (string | number)[];

/** A file of a language, and that of the default language which it translates. */
export interface FilePair {
  source: YamlFile;
  original: YamlFile;
}

/** One text of a language, and the sentence that it translates, with its placeholders. */
export interface TranslatedText {
  source: YamlFile;
  path: Path;
  sentence: string;
}

/** The others hold the words that people type, and what a helpdesk has written for itself: they are each language's own. */
const TRANSLATED_FILES = [
  'guide',
  'network',
  'advisories',
  'messages',
  'site',
  'teams',
  'mail',
  'pictures',
] as const;
/** Keys of words that people type, or that the language avoids. */
const OWN_KEYS: ReadonlySet<string> = new Set(['examples', 'says', 'avoid']);
/** Keys of ids; where one of them holds a sentence, that is no id by its form. */
const ID_KEYS: ReadonlySet<string> = new Set([
  'step',
  'links',
  'related',
  'command',
  'refines',
  'question',
  'sampleQuestions',
]);
const ID = /^[a-z0-9]+([-/][a-z0-9]+)*$/;

/** Lists the files of a language that say the same as one of the default language. */
export function filePairs({ sources, desk, folders }: ReadLanguage, inDefault: ReadLanguage): FilePair[] {
  const pairs = TRANSLATED_FILES.map((name) => ({
    source: sources[name],
    original: inDefault.sources[name],
  }));
  const ofDesk =
    desk && inDefault.desk
      ? [
          { source: desk.sources.helpdesk, original: inDefault.desk.sources.helpdesk },
          { source: desk.sources.learning, original: inDefault.desk.sources.learning },
        ]
      : [];
  const inFolders = (['steps', 'questions', 'outOfScope'] as const).flatMap((folder) =>
    [...folders[folder]].flatMap(([name, source]) => {
      const original = inDefault.folders[folder].get(name);
      return original ? [{ source, original }] : [];
    }),
  );
  return [...pairs, ...ofDesk, ...inFolders];
}

/** Lists every text that a language translates, the names of buttons included. */
export function translatedTexts(language: ReadLanguage, inDefault: ReadLanguage): TranslatedText[] {
  const labels = { source: language.sources.labels, original: inDefault.sources.labels };
  return [...filePairs(language, inDefault), labels].flatMap(({ source, original }) =>
    textsIn(source, [], source.unfilled, original.unfilled),
  );
}

function textsIn(source: YamlFile, path: Path, found: unknown, wanted: unknown): TranslatedText[] {
  if (typeof wanted === 'string')
    return typeof found === 'string' && !isId(path, wanted) ? [{ source, path, sentence: wanted }] : [];
  if (Array.isArray(wanted) && Array.isArray(found))
    return wanted.flatMap((value, at) => textsIn(source, [...path, at], found[at], value));
  if (!isGroup(wanted) || !isGroup(found)) return [];
  return Object.entries(wanted).flatMap(([key, value]) =>
    isOwnKey(key) ? [] : textsIn(source, [...path, key], found[key], value),
  );
}

/** Returns the keys on the way to a text, as somebody names it: the lines of a list have one name. */
export function keyOf(path: Path): string {
  return path.filter((part) => typeof part === 'string').join('.');
}

/** Checks whether what stands under a key is no translation, but the language's own. */
export function isOwnKey(key: string): boolean {
  return OWN_KEYS.has(key);
}

/** Checks whether the text at a place is an id, which is the same in every language. */
export function isId(path: readonly (string | number)[], text: string): boolean {
  const key = path.findLast((part) => typeof part === 'string');
  return ID_KEYS.has(String(key)) && ID.test(text);
}
