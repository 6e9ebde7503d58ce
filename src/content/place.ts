import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDERS } from './schema/pack.ts';

/** The line of a file of the pack on which a text stands alone, or which begins with a key; 1 where there is none. */
export function lineIn(folder: string, file: string, wanted: string): number {
  const lines = readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .map((line) => line.trim());
  const at = lines.findIndex((line) => line === wanted || line.startsWith(`${wanted}:`));
  return Math.max(at, 0) + 1;
}

/** The file of a question, below the pack's folder. */
export function questionFile(language: string, id: string): string {
  return `${language}/${FOLDERS.questions.folder}/${id}.yaml`;
}

/** The file of a group of what is out of scope, below the pack's folder. */
export function outOfScopeFile(language: string, group: string): string {
  return `${language}/${FOLDERS.outOfScope.folder}/${group}.yaml`;
}
