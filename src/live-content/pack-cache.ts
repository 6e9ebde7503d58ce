import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { Content } from '../content/content.ts';
import { packFolders } from '../content/pack-folders.ts';
import { keepFile } from '../lib/kept-files.ts';
import { keepVocabulary, type VocabularyWords, vocabularyWords } from '../redaction/vocabulary.ts';
import {
  keepLearnedLanguages,
  type LearnedLanguages,
  learnedLanguagesOf,
} from '../understanding/languages/learned-languages.ts';
import { packFiles } from './folder-state.ts';

const ROOT = join(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/packs');
/** The code that reads a pack and learns from its words, and the versions of the packages that it uses. */
const READERS = [
  'src/content',
  'src/redaction/vocabulary.ts',
  'src/understanding/languages',
  'src/understanding/classifier/fold.ts',
  'package.json',
].map((path) => join(ROOT, path));
/** A pack has a megabyte a language, and as much is learned; those of a few networks may be in use. */
const PACKS_KEPT = 4;
/** The time of a file may lie so far behind the clock. */
const COARSE_MS = 20;

const keptSchema = z.object({
  folders: z.array(z.string()),
  hash: z.string(),
  /** It was checked before it was kept, by the same code. */
  content: z.custom<Content>((value) => typeof value === 'object'),
  /** The words of its texts, by which the guard knows what is nobody's name or password. */
  words: z.custom<VocabularyWords>((value) => typeof value === 'object'),
  /** What tells its languages apart. */
  languages: z.custom<LearnedLanguages>((value) => value instanceof Map),
});

/**
 * Returns a content pack as the same program has read and checked it before, where none of its files has changed since; else
 * reads it, and keeps it for the next start: what reads and checks a pack takes a second to load and to run.
 * @throws ContentError with every problem of the pack.
 */
export async function contentOf(folder: string, cache = CACHE): Promise<Content> {
  const name = `${createHash('sha256').update(resolve(folder)).digest('hex')}.pack`;
  const began = Date.now();
  const kept = await readKept(join(cache, name));
  if (kept) return kept;
  const { loadContent } = await import('../content/load.ts');
  const content = loadContent(folder);
  const folders = packFolders(resolve(folder), content);
  const { hash, changed } = await stateOf(folders);
  const words = vocabularyWords(content);
  keepVocabulary(content, words);
  const languages = learnedLanguagesOf(content);
  // What is written while it is read may have been read by half.
  if (changed < began - COARSE_MS)
    keepFile(cache, name, serialize({ folders, hash, content, words, languages }), PACKS_KEPT);
  return content;
}

async function readKept(file: string): Promise<Content | undefined> {
  try {
    const { folders, hash, content, words, languages } = keptSchema.parse(deserialize(readFileSync(file)));
    if ((await stateOf(folders)).hash !== hash) return undefined;
    keepVocabulary(content, words);
    keepLearnedLanguages(content, copyOf(languages));
    return content;
  } catch {
    return undefined;
  }
}

/** Copies the numbers of the languages, which lie in the file's bytes and would keep all of them in memory. */
function copyOf(languages: LearnedLanguages): LearnedLanguages {
  return new Map(
    Array.from(languages, ([language, { vocabulary, likelihoods }]) => [
      language,
      { vocabulary, likelihoods: likelihoods.slice() },
    ]),
  );
}

/** Returns a hash of the files of a pack and of the code that reads it, and when one of the pack's was last changed. */
async function stateOf(folders: readonly string[]): Promise<{ hash: string; changed: number }> {
  const files = (await Promise.all(folders.map(packFiles))).flat().sort();
  const hash = createHash('sha256').update(process.version);
  for (const file of [...files, ...READERS.flatMap(codeIn)])
    hash.update(`${file}\n`).update(readFileSync(file));
  return { hash: hash.digest('hex'), changed: Math.max(...files.map((file) => statSync(file).ctimeMs)) };
}

/** Lists a file, or the files below a folder. */
function codeIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
