import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { YamlFile } from '../../read/yaml-file.ts';

/** Files of words that are not ours: the names that other sites give their buttons and screens, what people say, and hashes. */
const NOT_OURS: ReadonlySet<string> = new Set(['labels.yaml', 'denials.yaml', 'confirmed.yaml']);

/** Keys whose texts are what people type, in any words. */
export const TYPED = ['examples', 'says', 'commands', 'fillers', 'ownAddress', 'ticketWords'] as const;

/** Opens the files of a language as they are written, except those of words that are not ours; a pack may have none of its own. */
export function textFilesOf(folder: string, language: string): YamlFile[] {
  // A language that comes only from the base has nothing here.
  if (!existsSync(join(folder, language))) return [];
  return readdirSync(join(folder, language), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && !NOT_OURS.has(name))
    .sort()
    .map((name) => new YamlFile(folder, `${language}/${name.split(sep).join('/')}`));
}
