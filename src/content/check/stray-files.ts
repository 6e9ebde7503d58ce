import { readdirSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { DEFAULT_LANGUAGE } from '../content.ts';
import type { ContentProblem } from '../content-problem.ts';
import { nearest } from '../explain/did-you-mean.ts';
import {
  DESK_FILES,
  LANGUAGE_FILES,
  LANGUAGE_FOLDERS,
  PICTURES_FOLDER,
  STRUCTURE_FILES,
} from '../schema/file-schemas.ts';
import { id } from '../schema/structure.ts';

const SCHEMAS = 'schema';
/** Folders of the pack that are not languages. */
const OTHER_FOLDERS: readonly string[] = [SCHEMAS, PICTURES_FOLDER];

/** Endings of a file that was meant to be read. */
const OTHER_ENDING = /\.(ya?ml\.txt|yml|YA?ML)$/;
const FOLDERS: string[] = Object.values(LANGUAGE_FOLDERS).map(({ folder }) => folder);

let languages: Intl.DisplayNames | undefined;

/** Finds files that their editor believes to be read, by their name or their place, and that are not. */
export function strayFiles(folder: string): ContentProblem[] {
  return filesIn(folder).flatMap((file) => {
    const wrong = wrongWith(file);
    return wrong ? [{ file, line: 1, key: '', ...wrong }] : [];
  });
}

/** Lists the files that are not YAML at all: they do no harm and are never read. */
export function otherFiles(folder: string): string[] {
  return filesIn(folder).filter((file) => !file.endsWith('.yaml'));
}

/** Checks whether a folder of the pack is that of a language. */
export function isLanguage(name: string): boolean {
  if (name === DEFAULT_LANGUAGE) return true;
  if (OTHER_FOLDERS.includes(name)) return false;
  try {
    // It takes 50 ms, which the start of a pack with one language does not pay.
    languages ??= new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
    return languages.of(name) !== undefined;
  } catch {
    return false;
  }
}

/** Lists the files of the pack, except those that programs keep for themselves. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((file) => !file.startsWith(`${SCHEMAS}/`) && !/(^|\/)[.~]|~$/.test(file))
      .sort();
  } catch {
    return [];
  }
}

function wrongWith(file: string): Pick<ContentProblem, 'reason' | 'fix'> | undefined {
  const name = basename(file);
  const [, ending = ''] = OTHER_ENDING.exec(name) ?? [];
  if (ending)
    return {
      reason: `the name ends with .${ending}, so the file is not read`,
      fix: `rename it to ${name.slice(0, -ending.length)}yaml`,
    };
  if (!name.endsWith('.yaml')) return undefined;
  const [language = '', ...inside] = file.split('/');
  if (inside.length === 0) return unlessKnown(name, Object.keys(STRUCTURE_FILES), 'a folder of its language');
  if (language === PICTURES_FOLDER && inside.length === 1) return unlessId(name);
  if (!isLanguage(language))
    return {
      reason: `"${language}" is not a language code such as en or de`,
      fix: 'rename or remove the folder',
    };
  const [group = '', ...rest] = inside;
  if (rest.length === 0)
    return unlessKnown(
      name,
      [...Object.keys({ ...LANGUAGE_FILES, ...DESK_FILES }), 'confirmed'],
      `a folder of its kind (${FOLDERS.join(', ')})`,
    );
  if (rest.length > 1 || !FOLDERS.includes(group)) {
    const meant = nearest(group, FOLDERS);
    const fix = meant
      ? `did you mean "${meant}"?`
      : `use one of the folders ${FOLDERS.join(', ')}, or remove it`;
    return { reason: `nothing reads the folder "${inside.slice(0, -1).join('/')}"`, fix };
  }
  return unlessId(name);
}

function unlessId(name: string): Pick<ContentProblem, 'reason' | 'fix'> | undefined {
  const { error } = id.safeParse(basename(name, '.yaml'));
  return error ? { reason: `its name ${error.issues[0]?.message}`, fix: 'rename the file' } : undefined;
}

function unlessKnown(
  name: string,
  known: string[],
  place: string,
): Pick<ContentProblem, 'reason' | 'fix'> | undefined {
  const meant = nearest(basename(name, '.yaml'), known);
  if (known.includes(basename(name, '.yaml'))) return undefined;
  return {
    reason: 'a file of this name is not read here',
    fix: meant ? `did you mean "${meant}.yaml"?` : `rename it, move it into ${place}, or remove it`,
  };
}
