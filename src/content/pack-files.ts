import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGE_FOLDERS, PICTURES_FOLDER } from './schema/file-schemas.ts';

/** Finds the line of a file that is exactly this text, or that begins with this key; returns 1 where there is none. */
export function findLine(folder: string, file: string, wanted: string): number {
  // A file that the pack takes from another one is not in its folder.
  const path = join(folder, file);
  const lines = existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .map((line) => line.trim())
    : [];
  const at = lines.findIndex((line) => line === wanted || line.startsWith(`${wanted}:`));
  return Math.max(at, 0) + 1;
}

/** Returns a file of a language by its name ("messages", "steps/eu-login"), relative to the pack's folder. */
export function textFile(language: string, name: string): string {
  return `${language}/${name}.yaml`;
}

/** Returns the file of the helpdesk's own replies, relative to the pack's folder. */
export function cannedRepliesFile(language: string): string {
  return textFile(language, 'canned-replies');
}

/** Returns a question's file, relative to the pack's folder. */
export function questionFile(language: string, id: string): string {
  return `${language}/${LANGUAGE_FOLDERS.questions.folder}/${id}.yaml`;
}

/** Returns the file of a group of out-of-scope texts, relative to the pack's folder. */
export function outOfScopeFile(language: string, group: string): string {
  return `${language}/${LANGUAGE_FOLDERS.outOfScope.folder}/${group}.yaml`;
}

/** Returns the file of a drawing, relative to the pack's folder. */
export function pictureFile(id: string): string {
  return `${PICTURES_FOLDER}/${id}.yaml`;
}
