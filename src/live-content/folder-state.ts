import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A pack's files lie no deeper: en/questions/first-login.yaml. */
const MOST_LEVELS = 3;

/**
 * Returns a line for each file of a content pack that changes when the file does. It asks instead of being told, since a network
 * share and a mounted folder tell nobody of their changes.
 */
export async function folderState(folder: string): Promise<string> {
  return (await Promise.all((await packFiles(folder)).map(stateOfFile))).join('\n');
}

/** Lists the files that a pack is read from, and those that were meant to be and are reported. */
export async function packFiles(folder: string): Promise<string[]> {
  return (await filesIn(folder, MOST_LEVELS)).sort();
}

/** Lists what is in a folder, behind links too; what programs keep for themselves begins with a dot. */
async function filesIn(folder: string, levels: number): Promise<string[]> {
  // Where a folder cannot be read, reading the pack says so.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = entries
    .filter(({ name }) => !name.startsWith('.'))
    .map((entry) => {
      const path = join(folder, entry.name);
      if (/\.ya?ml(?:\.txt)?$/i.test(entry.name)) return [path];
      return entry.isFile() || levels === 1 ? [] : filesIn(path, levels - 1);
    });
  return (await Promise.all(found)).flat();
}

/** A change of the time, the size or the number of the file counts: an editor may keep any two of them. */
async function stateOfFile(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${path} ${mtimeMs} ${size} ${ino}`;
  } catch {
    // It was renamed or deleted in between; the next look sees what has become of it.
    return path;
  }
}
