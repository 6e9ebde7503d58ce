import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps a file whole or not at all, beside a few of those kept before. A folder that cannot be written to only costs time. */
export function keepFile(folder: string, name: string, bytes: Uint8Array, mostKept: number): void {
  try {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, name);
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, file);
    for (const old of namesByAge(folder).slice(mostKept)) rmSync(join(folder, old), { force: true });
  } catch {
    // It is made again when it is next needed.
  }
}

/** Lists the files of a folder, the newest first. */
function namesByAge(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
    .map(({ name }) => name);
}
