import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

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

/**
 * Returns a line for each file of a content pack that changes when the file does. It asks instead of being told, since a network
 * share and a mounted folder tell nobody of their changes.
 */
export async function folderState(folder: string): Promise<string> {
  // Where the folder cannot be read, reading the pack says so.
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && /\.ya?ml$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  return (await Promise.all(files.map(stateOfFile))).join('\n');
}
