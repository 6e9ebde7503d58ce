import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { deserialize } from 'node:v8';
import { z } from 'zod';
import type { Content } from '../content/content.ts';
import { ContentError, type ContentProblem } from '../content/content-problem.ts';
import { keepFile } from '../lib/kept-files.ts';
import { keepLearnedWords, type LearnedWords } from './learned-words.ts';
import { packState } from './pack-state.ts';

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/packs');
const READER = fileURLToPath(new URL('./read-pack-process.ts', import.meta.url));
const COMPILE_CACHE = fileURLToPath(new URL('../lib/compile-cache.js', import.meta.url));
/** A pack with what is learned of its words has 3 to 4 MB a language; those of a few networks may be in use. */
const PACKS_KEPT = 4;
/** The time of a file may lie so far behind the clock. */
const COARSE_MS = 20;

const packSchema = z.object({
  folders: z.array(z.string()),
  hash: z.string(),
  /** When one of its files was last changed, in milliseconds. */
  changed: z.number(),
  /** It was checked before it was kept, by the same code. */
  content: z.custom<Content>((value) => typeof value === 'object'),
  words: z.custom<LearnedWords['words']>((value) => typeof value === 'object'),
  languages: z.custom<LearnedWords['languages']>((value) => value instanceof Map),
});
const problemsSchema = z.object({ problems: z.custom<ContentProblem[]>(Array.isArray) });
type Pack = z.infer<typeof packSchema>;

/**
 * Returns a content pack as the same program has read and checked it before, where none of its files has changed since; else
 * has it read, which takes seconds, and keeps it for the next start. A process of its own reads it, since reading takes more
 * memory than everything else, and a process that has had it does not give it back.
 * @throws ContentError with every problem of the pack.
 */
export async function contentOf(folder: string, cache = CACHE): Promise<Content> {
  const name = `${createHash('sha256').update(resolve(folder)).digest('hex')}.pack`;
  const began = Date.now();
  const kept = await readKept(join(cache, name));
  if (kept) return contentIn(kept);
  const bytes = await readInProcess(folder);
  const read = z.union([packSchema, problemsSchema]).parse(deserialize(bytes));
  if ('problems' in read) throw new ContentError(read.problems);
  // What is written while it is read may have been read by half.
  if (read.changed < began - COARSE_MS) keepFile(cache, name, bytes, PACKS_KEPT);
  return contentIn(read);
}

async function readKept(file: string): Promise<Pack | undefined> {
  try {
    const pack = packSchema.parse(deserialize(readFileSync(file)));
    return (await packState(pack.folders)).hash === pack.hash ? pack : undefined;
  } catch {
    return undefined;
  }
}

async function readInProcess(folder: string): Promise<Buffer> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', COMPILE_CACHE, READER, resolve(folder)],
    { encoding: 'buffer', maxBuffer: Number.POSITIVE_INFINITY },
  );
  return stdout;
}

function contentIn({ content, words, languages }: Pack): Content {
  keepLearnedWords(content, { words, languages: copyOf(languages) });
  return content;
}

/** Copies the numbers of the languages, which lie in the file's bytes and would keep all of them in memory. */
function copyOf(languages: LearnedWords['languages']): LearnedWords['languages'] {
  return new Map(
    Array.from(languages, ([language, { vocabulary, likelihoods }]) => [
      language,
      { vocabulary, likelihoods: likelihoods.slice() },
    ]),
  );
}
