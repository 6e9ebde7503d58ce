import type { ContentProblem } from '../content-problem.ts';
import { nearest } from '../explain/did-you-mean.ts';
import { isGroup } from '../read/base.ts';
import type { YamlFile } from '../read/yaml-file.ts';
import { filePairs, isId, isOwnKey, type Path } from '../translations/translated-texts.ts';
import { differencesBetween } from './sentence-differences.ts';
import type { ReadLanguage } from './types.ts';

/** In characters, of a sentence that is quoted in a line of the check. */
const LONGEST_QUOTE = 120;

/** Lists the files of a language's folders that the default language has and this one does not. */
export function missingFiles({ language, folders }: ReadLanguage, inDefault: ReadLanguage): ContentProblem[] {
  return foldersOf(inDefault).flatMap(([folder, originals]) =>
    [...originals]
      .filter(([name]) => !folders[folder].has(name))
      .map(([, { file }]) => ({
        file: `${language}${file.slice(file.indexOf('/'))}`,
        line: 1,
        key: '',
        reason: 'the file is missing',
        fix: `translate ${file} into it`,
      })),
  );
}

/**
 * Reports where the texts of a language differ from those of the default language in more than words: a file, a key or a line, an id,
 * a placeholder, an address, a number, or what is bold.
 */
export function checkTranslations(language: ReadLanguage, inDefault: ReadLanguage): void {
  // What is wrong with the default language has to be mended first.
  if (!inDefault.texts) return;
  for (const { source, original } of filePairs(language, inDefault)) compareFiles(source, original);
  for (const [folder, originals] of foldersOf(inDefault))
    for (const [name, source] of language.folders[folder])
      if (!originals.has(name))
        source.report([], 'there is no such file in the default language', 'correct its name, or remove it');
}

function foldersOf({ folders: { steps, questions, outOfScope } }: ReadLanguage) {
  return [
    ['steps', steps],
    ['questions', questions],
    ['outOfScope', outOfScope],
  ] as const;
}

/** Compares two files that can be read: what is wrong with one by itself has been reported already. */
function compareFiles(source: YamlFile, original: YamlFile): void {
  if (source.problems.length > 0 || original.problems.length > 0) return;
  compareValues(source, original, [], source.unfilled, original.unfilled);
}

function compareValues(
  source: YamlFile,
  original: YamlFile,
  path: Path,
  found: unknown,
  wanted: unknown,
): void {
  if (typeof wanted === 'string' && typeof found === 'string' && !isId(path, wanted)) {
    for (const { reason, fix } of differencesBetween(wanted, found))
      source.report(path, reason, `${fix}: ${original.file} has “${shortened(wanted)}”`);
  } else if (Array.isArray(wanted) && Array.isArray(found) && wanted.length !== found.length) {
    source.report(
      path,
      `has ${found.length} entries, and in ${original.file} it has ${wanted.length}`,
      'write one for each of them, in the same order',
    );
  } else if (Array.isArray(wanted) && Array.isArray(found)) {
    wanted.forEach((value, at) => {
      compareValues(source, original, [...path, at], found[at], value);
    });
  } else if (isGroup(wanted) && isGroup(found)) {
    compareKeys(source, original, path, Object.keys(found), wanted);
    for (const [key, value] of Object.entries(wanted))
      if (!isOwnKey(key) && Object.hasOwn(found, key))
        compareValues(source, original, [...path, key], found[key], value);
  } else if (found !== wanted) {
    source.report(path, `is not what it is in ${original.file}`, `write ${JSON.stringify(wanted)}`);
  }
}

function compareKeys(
  source: YamlFile,
  original: YamlFile,
  path: Path,
  found: readonly string[],
  wanted: Record<string, unknown>,
): void {
  const missing = Object.keys(wanted).filter((key) => !found.includes(key) && !isOwnKey(key));
  for (const key of missing) {
    const text = wanted[key];
    const what = typeof text === 'string' ? ` “${shortened(text)}”` : '';
    source.report(
      [...path, key],
      'the key is missing',
      `translate it from ${original.file}:${what || ' all of it'}`,
    );
  }
  for (const key of found.filter((each) => !Object.hasOwn(wanted, each) && !isOwnKey(each))) {
    const meant = nearest(key, missing);
    source.report(
      [...path, key],
      `there is no such key in ${original.file}`,
      meant === undefined ? 'remove it, or add it there' : `did you mean "${meant}"?`,
    );
  }
}

function shortened(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
