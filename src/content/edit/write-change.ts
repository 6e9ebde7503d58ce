import { randomUUID } from 'node:crypto';
import { accessSync, constants, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChangedFile } from '../read/yaml-file.ts';

/** Checks whether a change to the file can be written into the pack's folder. */
export function isWritable(folder: string, file: string): boolean {
  try {
    accessSync(join(folder, file), constants.W_OK);
    accessSync(dirname(join(folder, file)), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Writes a changed file atomically: a reader sees the old version or the new one, never half of it. */
export function writeChange(folder: string, { file, text }: ChangedFile): void {
  const path = join(folder, file);
  const fresh = join(dirname(path), `.${randomUUID()}`);
  writeFileSync(fresh, text, { mode: statSync(path).mode & 0o777 });
  renameSync(fresh, path);
}
