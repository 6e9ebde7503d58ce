import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { YamlFile } from '../../read/yaml-file.ts';

/** The names that other sites give their buttons and screens. */
const LABELS = 'labels.yaml';

/** Keys whose texts are what people type, in any words. */
export const TYPED = ['examples', 'says', 'commands', 'fillers', 'ownAddress'] as const;

/** Opens the files of a language as they are written, except that with the names of other sites; a pack may have none of its own. */
export function textFilesOf(folder: string, language: string): YamlFile[] {
  // A language that comes only from the base has nothing here.
  if (!existsSync(join(folder, language))) return [];
  return readdirSync(join(folder, language), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && name !== LABELS)
    .sort()
    .map((name) => new YamlFile(folder, `${language}/${name.split(sep).join('/')}`));
}
