import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packFiles } from './folder-state.ts';

const ROOT = join(import.meta.dirname, '../..');
/** The code that reads a pack and learns from its words, and the versions of the packages that it uses. */
const READERS = [
  'src/content',
  'src/live-content/learned-words.ts',
  'src/redaction/vocabulary.ts',
  'src/understanding/languages',
  'src/understanding/classifier/fold.ts',
  'package.json',
].map((path) => join(ROOT, path));

/** Returns a hash of the files in the folders of a pack and of the code that reads it, and when one of the files was last changed, in milliseconds. */
export async function packState(folders: readonly string[]): Promise<{ hash: string; changed: number }> {
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
