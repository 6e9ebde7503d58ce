import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChangedFile } from '../read/yaml-file.ts';

/** The mode of a file that the pack did not have: its owner writes, everybody reads. */
const NEW_FILE = 0o644;

/** Checks whether a change to the file can be written into the pack's folder; with `mayBeNew` also a file that is not there yet. */
export function isWritable(folder: string, file: string, { mayBeNew = false } = {}): boolean {
  const path = join(folder, file);
  try {
    if (!mayBeNew || existsSync(path)) accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Writes a changed file atomically: a reader sees the old version or the new one, never half of it. */
export function writeChange(folder: string, { file, text }: ChangedFile): void {
  const path = join(folder, file);
  const fresh = join(dirname(path), `.${randomUUID()}`);
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? NEW_FILE;
  writeFileSync(fresh, text, { mode: mode & 0o777 });
  renameSync(fresh, path);
}
